/**
 * A lot that is being traded: shows every change as it comes, counts down, and bids without leaving the page.
 * Without it the page works as well, and shows what was when it was opened.
 */
const CHOSEN = 'bidder';
const LOOK_MS = 200;
const MS_PER_SECOND = 1_000;

const live = document.querySelector('#live');
const said = document.querySelector('#said');
const form = document.querySelector('form[action$="/bids"]');
let endsAt;

function startCountdown() {
  const left = live.querySelector('[data-ends-in-ms]');
  endsAt = left ? performance.now() + Number(left.dataset.endsInMs) : undefined;
}

function countDown() {
  const left = live.querySelector('[data-ends-in-ms]');
  if (!left || endsAt === undefined) return;
  left.textContent = String(Math.max(0, Math.ceil((endsAt - performance.now()) / MS_PER_SECOND)));
}

function tell(text, isRefused) {
  said.textContent = text;
  said.className = isRefused ? 'refused' : 'done';
}

async function send(event) {
  event.preventDefault();
  const button = event.submitter;
  button.disabled = true;
  try {
    const answer = await fetch(button.getAttribute('formaction') ?? form.action, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams(new FormData(form)),
    });
    const { text, isRefused } = await answer.json();
    tell(text, isRefused);
    if (!isRefused) form.querySelector('#amount').value = '';
  } catch {
    tell('没有连上交易平台，请看报价记录后再试。', true);
  } finally {
    button.disabled = false;
    button.focus();
  }
}

if (live) {
  startCountdown();
  setInterval(countDown, LOOK_MS);
  const stream = new EventSource(live.dataset.stream);
  stream.addEventListener('message', ({ data }) => {
    const { html, stage } = JSON.parse(data);
    live.innerHTML = html;
    startCountdown();
    // What may be done has changed with it.
    const before = live.dataset.stage;
    live.dataset.stage = stage;
    if (before !== undefined && before !== stage && ['closed', 'sold', 'failed', 'stopped'].includes(stage))
      form?.closest('section').remove();
  });
}

if (form) {
  const select = form.querySelector('#bidder');
  // Each tab bids for one.
  const chosen = sessionStorage.getItem(CHOSEN);
  if (chosen && [...select.options].some(({ value }) => value === chosen)) select.value = chosen;
  select.addEventListener('change', () => sessionStorage.setItem(CHOSEN, select.value));
  form.addEventListener('submit', (event) => void send(event));
}
