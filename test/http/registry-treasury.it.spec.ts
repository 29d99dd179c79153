/*
 * Shows: registry and treasury report by themselves what their people entered before, by the same rules; what
 * comes before what it rests on waits and is judged by itself, in any order and once; money that matches
 * nothing becomes work for finance, and what contradicts stays what it was.
 * How: the whole application over HTTP; a death is played by doing what the process had done until then.
 */
import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { ApiKeys } from '#access';
import { EventStore, KeyValues, envelope } from '#kernel';
import { claimsOf, keepClaimWaiting, levyOf, listingOf, receiveClaim, registrationOf, schemeOf } from '#land';
import type { Claim, Subject } from '#land';
import { loadPacks } from '#policy';
import { DEMO_MACHINES } from '../../apps/server/src/demo/demo-accounts.js';
import { claimIdOf } from '../../apps/server/src/land/shared/claimed.js';
import { freshKey, jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App, Json } from './app.js';
import {
  agree,
  approve,
  decideTrade,
  distribute,
  file,
  issueConditions,
  issueNotice,
  issueQuota,
  sign,
  submit,
  viewOf,
} from './steps.js';

const [OPENS, CLOSES, TODAY] = ['2026-04-07', '2026-04-20', '2026-04-27'] as const;
const BUYER = { name: '示范实业有限公司', uscc: '91370114MA00000019' };
const PRICE = '360000000';
/** One for each story, because what is registered or paid is final. */
const ENTRIES = 17;
const TREASURY = DEMO_MACHINES.find(({ role }) => role === 'treasury')!;

type Told = readonly [machine: 'registry' | 'treasury' | 'platform', kind: string, body: Json];
type View = Readonly<{ id: string; kind: string; state: string; code: string | null; waitsFor?: string }>;
type Taken = Readonly<{ claim: string; version?: number; waitsFor?: Readonly<{ code: string; zh: string }> }>;

let app: App;
/** Entries with a winner and no contract; one for each story. */
const sold: string[] = [];
/** Approved, with the terms of the trade decided, and no notice. */
const decided: string[] = [];
const next = () => sold.shift()!;
/** Of which a supplement was told before the notice that it changes. */
let changed = '';
let beforeNotice: Response;
let whole = '';
let registered = '';
let levied = '';
let unsettled = '';

beforeAll(async () => {
  app = await openApp();
  await issueQuota(app, '900000.00');
  for (const number of Array.from({ length: ENTRIES }, (_, index) => index * 17)) {
    const entry = await submit(app, soundScheme(number));
    await issueConditions(app, entry);
    await agree(app, entry);
    await approve(app, entry);
    await decideTrade(app, entry, soundScheme(number).deal.priceFen);
    sold.push(entry);
  }
  await app.turnTo('2026-03-17');
  decided.push(sold.pop()!);
  changed = sold.pop()!;
  beforeNotice = await tell(changed, supplement(changed));
  expect((await tell(changed, announcement(changed))).status).toBe(200);
  for (const entry of sold) expect((await tell(entry, announcement(entry))).status).toBe(200);
  await app.turnTo(OPENS);
  await app.turnTo(CLOSES);
  for (const entry of sold) expect((await tell(entry, result)).status).toBe(200);
  await app.turnTo(TODAY);
});
afterAll(() => app.close());

const announcement = (entry: string): Told => [
  'platform',
  'announcement',
  {
    ...{ announcementNo: `公告${entry}`, announcedOn: '2026-03-17', url: 'https://example.com/a1' },
    ...{ opensOn: OPENS, closesOn: CLOSES },
  },
];
const supplement = (entry: string): Told => [
  'platform',
  'supplements',
  {
    ...{ supplementNo: `补${entry}`, publishedOn: '2026-03-17', url: 'https://example.com/a2' },
    ...{ opensOn: '2026-04-09', closesOn: '2026-04-22', reason: '规划条件有补充' },
  },
];
const result: Told = [
  'platform',
  'results',
  { resultId: 'r-1', outcome: 'sold', closedOn: CLOSES, winner: BUYER, priceFen: PRICE },
];

const tell = (entry: string, [machine, kind, body]: Told, key = freshKey()) =>
  app.post(
    machine,
    `/platform/v1/${machine === 'platform' ? 'listings' : 'entries'}/${entry}/${kind}`,
    body,
    { 'Idempotency-Key': key },
  );
const takenOf = (answer: Response) => jsonOf<Taken>(answer);
const claimOf = async (machine: string, id: string) =>
  jsonOf<View>(await app.get(machine, `/platform/v1/claims/${id}`));
const factsOf = async (stream: string) =>
  (await app.app.get(EventStore).read(stream)).map(({ type }) => type);
const claimFacts = async (entry: string, claim?: string) =>
  (await app.app.get(EventStore).read(claimsOf(entry)))
    .filter(({ data }) => claim === undefined || (data as { claim: string }).claim === claim)
    .map(({ type }) => type);
const levyFen = async (entry: string) => (await viewOf(app, entry)).levyFen!;

const price = (entry: string, more: Json = {}): Told => [
  'treasury',
  'price-receipts',
  {
    ...{ contractNo: `集让${entry}`, voucherNo: `价${entry}`, amountFen: PRICE, paidOn: TODAY },
    ...more,
  },
];
const levy = (entry: string, amountFen: string, more: Json = {}): Told => [
  'treasury',
  'levy-receipts',
  { noticeNo: `缴${entry}`, voucherNo: `调${entry}`, amountFen, paidOn: TODAY, ...more },
];
const acceptance: Told = [
  'registry',
  'registration-acceptance',
  { applicationNo: '受理1', acceptedOn: TODAY },
];
const correction: Told = [
  'registry',
  'registration-correction',
  {
    ...{ documentNo: '补正1', askedOn: TODAY },
    items: [{ field: '地籍调查表', opinion: '缺少指界签字' }],
  },
];
const refusal: Told = [
  'registry',
  'registration-refusal',
  {
    ...{ documentNo: '不予1', refusedOn: TODAY, reason: '权属来源不清' },
    clause: '不动产登记暂行条例第二十二条第（二）项',
  },
];
const registration = (entry: string, more: Json = {}): Told => [
  'registry',
  'registration',
  {
    unitNo: `${entry.slice(0, 19)}W00000000`,
    certificateNo: `鲁（2026）济南市不动产权第${entry}号`,
    supervisionNo: `${entry.slice(0, 6)}2026B00012`,
    ...{ deedTaxVoucher: `契${entry}`, deedTaxFen: '999999999999', registeredOn: TODAY, ...more },
  },
];

async function contracted(entry: string): Promise<void> {
  await sign(app, entry);
  await file(app, entry);
}
/** Contract, price, notice and levy: what the registry waits for. */
async function requested(entry: string): Promise<void> {
  await contracted(entry);
  await issueNotice(app, entry);
  expect((await tell(entry, price(entry))).status).toBe(200);
  levied = await levyFen(entry);
  expect((await tell(entry, levy(entry, levied))).status).toBe(200);
}
type DayRow = Readonly<{ subject: Subject; what: string; on: string; rule?: string; source: string }>;
type Row = Readonly<{
  subject: Subject;
  changedOn: string;
  needs: readonly Readonly<{ what: string }>[];
  days: readonly DayRow[];
}>;
const listed = async (query: string, user = 'chen') =>
  jsonOf<{ items: Row[]; next: string | null }>(await app.get(user, `/api/v1/registrations?${query}`));
const tasksOf = (user: string, entry: string, kind: string) => app.tasks(user, `entry=${entry}&kind=${kind}`);

describe('registry and treasury', () => {
  it('bring an entry from its contract to the registered right by their machines alone', async () => {
    const entry = next();
    await requested(entry);
    expect(await factsOf(levyOf(entry))).toEqual(
      expect.arrayContaining(['LevyPaymentRecorded', 'LevySettled']),
    );
    const [task] = await tasksOf('chen', entry, 'register-right');
    expect(task).toMatchObject({ status: 'open' });
    expect((await tell(entry, acceptance)).status).toBe(200);
    const answer = await tell(entry, registration(entry));
    expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
    expect(await tasksOf('chen', entry, 'register-right')).toEqual([]);
    expect(await factsOf(`task-${entry}.register-right.1`)).toContain('TaskCompleted');
    expect(await claimOf('registry', takenOf(answer).claim)).toMatchObject({ state: 'accepted' });
    expect(await viewOf(app, entry)).toMatchObject({ state: 'registered' });
    whole = entry;
  });

  it('send an application back, which the township makes again under a new clock', async () => {
    const entry = next();
    await requested(entry);
    expect((await tell(entry, correction)).status).toBe(200);
    expect(await tasksOf('chen', entry, 'register-right')).toEqual([]);
    expect(await factsOf(`task-${entry}.register-right.1`)).toContain('TaskCompleted');
    const again = await app.decide('wang', entry, 'apply-registration', 'apply', {
      appliedOn: app.today(),
      remedy: '已补指界签字',
    });
    expect([again.status, again.text]).toEqual([200, expect.anything()]);
    expect(await tasksOf('chen', entry, 'register-right')).toMatchObject([{ status: 'open' }]);
    expect((await tell(entry, registration(entry))).status).toBe(200);
    expect(await viewOf(app, entry)).toMatchObject({ state: 'registered' });
    registered = entry;
  });

  it('are heard only of their own district, and each only of its own matter', async () => {
    const entry = registered;
    const foreign = { ...TREASURY, user: 'treasury-2', name: '另一区财政系统', district: '370112' };
    const key = await new ApiKeys(app.app.get(KeyValues)).issue(foreign);
    const [, kind, body] = levy(entry, '1');
    const path = `/platform/v1/entries/${entry}/${kind}`;
    const headers = { 'X-Api-Key': key, 'Idempotency-Key': freshKey() };
    const before = await claimFacts(entry);
    expect([403, 404]).toContain((await app.send('', 'post', path, body, headers)).status);
    const to = (kindOf: string) => `/platform/v1/entries/${entry}/${kindOf}`;
    for (const [machine, told] of [
      ['registry', levy(entry, '1')],
      ['platform', levy(entry, '1')],
      ['monitor', levy(entry, '1')],
      ['treasury', registration(entry)],
      ['platform', acceptance],
      ['feng', price(entry)],
    ] as const)
      expect([machine, (await app.post(machine, to(told[1]), told[2])).status]).toEqual([machine, 403]);
    expect(await claimFacts(entry)).toEqual(before);
    const unknown = await tell('370114001001JB99999-1', acceptance);
    expect([unknown.status, problemOf(unknown).code]).toEqual([404, 'access.unknown']);
  });
});

describe('the registrations of a district', () => {
  it('are those with a deal, what changed last first, in pages', async () => {
    const { items, next } = await listed('limit=500');
    expect(next).toBeNull();
    expect(items.length).toBeGreaterThan(2);
    expect(items.map(({ changedOn }) => changedOn)).toEqual(
      items
        .map(({ changedOn }) => changedOn)
        .toSorted()
        .toReversed(),
    );
    const first = await listed('limit=2');
    const rest = await listed(`limit=498&after=${first.next}`);
    expect([...first.items, ...rest.items]).toEqual(items);
    const waiting = (await listed('state=waiting')).items;
    expect(waiting.length).toBeGreaterThan(0);
    for (const { needs } of waiting) expect(needs.map(({ what }) => what)).toContain('contract');
  });

  it('say by which rule each day of a right was counted, and are found by its certificate', async () => {
    const { certificateNo } = registration(registered)[2] as { certificateNo: string };
    const found = (await listed(`q=${encodeURIComponent(certificateNo)}`)).items;
    expect(found).toMatchObject([
      { subject: { entry: registered }, state: 'registered', needs: [], certificates: [{ certificateNo }] },
    ]);
    expect(found[0]!.days.find(({ what }) => what === 'idle-fee')).toMatchObject({
      rule: 'tenure.idle-fee-years',
      source: expect.stringContaining('第二十六条'),
    });
    const days = jsonOf<{ items: DayRow[] }>(
      await app.get('chen', '/api/v1/tenure-days?what=idle-fee'),
    ).items;
    expect(days.map(({ subject }) => subject.entry).toSorted()).toEqual([whole, registered].toSorted());
    const paged = jsonOf<{ items: DayRow[]; next: string }>(
      await app.get('chen', '/api/v1/tenure-days?limit=3'),
    );
    const after = await app.get('chen', `/api/v1/tenure-days?after=${paged.next}`);
    const all = jsonOf<{ items: DayRow[] }>(await app.get('chen', '/api/v1/tenure-days')).items;
    expect([...paged.items, ...jsonOf<{ items: DayRow[] }>(after).items]).toEqual(all);
    expect(all.map(({ on }) => on)).toEqual(all.map(({ on }) => on).toSorted());
  });

  it('are not those of another district, nor of who has no business with them', async () => {
    expect((await listed('district=370112')).items).toEqual([]);
    expect((await listed('', 'he')).items.length).toBeGreaterThan(2);
    expect((await app.get('wang', '/api/v1/registrations')).status).toBe(403);
    expect((await app.get('wang', '/api/v1/tenure-days')).status).toBe(403);
    for (const query of ['state=lost', 'after=nothing', 'limit=0', 'q=a'])
      expect([query, (await app.get('chen', `/api/v1/registrations?${query}`)).status]).toEqual([query, 400]);
    expect((await app.get('chen', '/api/v1/tenure-days?after=nothing')).status).toBe(400);
  });
});

describe('reports that cannot both be true', () => {
  it.each<
    readonly [what: string, first: (entry: string) => Told, second: (entry: string) => Told, code: string]
  >([
    ['registered, then refused', registration, () => refusal, 'registration.done'],
    [
      'registered, then registered otherwise',
      registration,
      (entry) => registration(entry, { certificateNo: '另一证书' }),
      'registration.done',
    ],
    ['corrected, then refused', () => correction, () => refusal, 'registration.returned-already'],
    [
      'taken, then taken otherwise',
      () => acceptance,
      () => ['registry', 'registration-acceptance', { applicationNo: '受理2', acceptedOn: TODAY }],
      'report.contradicts',
    ],
  ])(
    '%s: the first stands, the second is one piece of work for the bureau',
    async (_, first, second, code) => {
      const entry = next();
      await requested(entry);
      expect((await tell(entry, first(entry))).status).toBe(200);
      const before = await factsOf(registrationOf(entry));
      const answers = [await tell(entry, second(entry)), await tell(entry, second(entry))];
      expect(answers.map((answer) => [answer.status, problemOf(answer).code])).toEqual([
        [409, code],
        [409, code],
      ]);
      expect(await factsOf(registrationOf(entry))).toEqual(before);
      expect(await tasksOf('li', entry, 'settle-claim')).toHaveLength(1);
    },
  );
});

describe('money', () => {
  it("that matches nothing is work for finance, once, and is in nobody's books", async () => {
    const entry = next();
    await contracted(entry);
    await issueNotice(app, entry);
    const owed = await levyFen(entry);
    expect((await tell(entry, levy(entry, '100', { voucherNo: '凭1' }))).status).toBe(200);
    const before = await factsOf(levyOf(entry));
    const unmatched: readonly (readonly [what: string, told: Told, code: string])[] = [
      ['more than is owed', levy(entry, owed, { voucherNo: '凭2' }), 'levy.overpayment'],
      ['another notice', levy(entry, '100', { noticeNo: '缴-9', voucherNo: '凭3' }), 'levy.notice-unknown'],
      ['one voucher for two sums', levy(entry, '200', { voucherNo: '凭1' }), 'levy.voucher-contradicts'],
      [
        'before its notice',
        levy(entry, '100', { paidOn: '2026-01-05', voucherNo: '凭4' }),
        'payment.before-fact',
      ],
      [
        'another contract',
        price(entry, { contractNo: '集让-9', voucherNo: '凭5' }),
        'contract.other-contract',
      ],
      [
        'more than the price',
        price(entry, { amountFen: '360000001', voucherNo: '凭6' }),
        'contract.overpayment',
      ],
    ];
    for (const [what, told, code] of unmatched) {
      const answers = [await tell(entry, told), await tell(entry, told)];
      expect([what, answers.map((answer) => [answer.status, problemOf(answer).code])]).toEqual([
        what,
        [
          [409, code],
          [409, code],
        ],
      ]);
    }
    const tasks = await tasksOf('feng', entry, 'settle-receipt');
    expect(tasks).toHaveLength(unmatched.length);
    expect(await tasksOf('li', entry, 'settle-claim')).toEqual([]);
    expect(await factsOf(levyOf(entry))).toEqual(before);
    const wrong = await tell(entry, levy(entry, '0', { voucherNo: '凭7' }));
    expect([wrong.status, problemOf(wrong).code]).toEqual([409, 'levy.amount-not-positive']);
    expect(await tasksOf('feng', entry, 'settle-receipt')).toHaveLength(unmatched.length);
    const decide = (at: number, outcome: string, data: Json) =>
      app.post(
        'feng',
        `/api/v1/tasks/${tasks[at]!.id}/decision`,
        { outcome, data },
        { 'If-Match': `"${tasks[at]!.version}"` },
      );
    expect((await decide(0, 'return', { reason: '凭退字1号退回缴款人' })).status).toBe(200);
    expect((await decide(1, 'correct', { documentNo: '更〔2026〕3号' })).status).toBe(200);
    unsettled = entry;
  });

  it('and what became of it is told to the treasury, and to nobody else', async () => {
    const types = async (machine: string) =>
      jsonOf<{ type: string; subject: string }[]>(await app.get(machine, '/platform/v1/events?limit=500'))
        .filter(({ subject }) => subject === unsettled)
        .map(({ type }) => type.replace('cn.rushi.', ''));
    const told = await types('treasury');
    expect(told.filter((type) => type === 'receipt.disputed.v1')).toHaveLength(6);
    expect(told).toEqual(expect.arrayContaining(['receipt.returned.v1', 'receipt.corrected.v1']));
    for (const machine of ['platform', 'registry', 'monitor'])
      expect((await types(machine)).filter((type) => type.startsWith('receipt.'))).toEqual([]);
  });
});

describe('a report that comes before what it rests on', () => {
  const reports: readonly ((entry: string) => Told)[] = [
    (entry) => price(entry),
    (entry) => levy(entry, levied),
    (entry) => registration(entry),
  ];
  const orders = [
    [0, 1, 2],
    [0, 2, 1],
    [1, 0, 2],
    [1, 2, 0],
    [2, 0, 1],
    [2, 1, 0],
  ];

  it.each(orders)('is taken in the end in the order %d, %d, %d, once', async (...order) => {
    const entry = next();
    const told = order.map((which) => reports[which]!(entry));
    const keys = told.map(() => freshKey());
    const answers: Response[] = [];
    for (const [at, one] of told.entries()) answers.push(await tell(entry, one, keys[at]));
    expect(answers.map(({ status }) => status)).toEqual([202, 202, 202]);
    for (const [at, answer] of answers.entries()) {
      const { claim, version, waitsFor } = takenOf(answer);
      expect([version, waitsFor!.code]).toEqual([undefined, CODES[order[at]!]]);
      expect(await claimOf(told[at]![0], claim)).toMatchObject({ state: 'waiting', waitsFor: waitsFor!.zh });
    }
    const again = await tell(entry, told[0]!, keys[0]);
    expect([again.status, again.text]).toEqual([202, answers[0]!.text]);
    const list = await app.get('treasury', '/platform/v1/claims?state=waiting');
    expect(
      jsonOf<{ items: View[] }>(list)
        .items.map(({ kind }) => kind)
        .sort(),
    ).toEqual(['levy-receipts', 'price-receipts']);

    await contracted(entry);
    await issueNotice(app, entry);
    await app.engine.shown();
    for (const [at, answer] of answers.entries())
      expect(await claimOf(told[at]![0], takenOf(answer).claim)).toMatchObject({ state: 'accepted' });
    expect(await viewOf(app, entry)).toMatchObject({ state: 'registered' });
    const facts = [...(await factsOf(levyOf(entry))), ...(await factsOf(registrationOf(entry)))];
    for (const type of ['LevyPaymentRecorded', 'RightRegistered'])
      expect(facts.filter((fact) => fact === type)).toHaveLength(1);
    states.push(
      `${(await claimFacts(entry)).sort().join()} ${facts.filter((type) => type !== 'GateMet').join()}`,
    );
  });

  const CODES = ['contract.not-signed', 'levy.not-assessed', 'registration.gates-open'];
  const states: string[] = [];
  it('leaves the same behind in every order', () => {
    expect(states).toHaveLength(orders.length);
    expect(new Set(states).size).toBe(1);
  });

  it('is judged once where the process died after it was received, or after it was kept', async () => {
    const entry = next();
    const [, kind, body] = price(entry);
    const key = freshKey();
    const raw = JSON.stringify(body);
    const sha256 = createHash('sha256').update(raw).digest('hex');
    const [first] = await app.app.get(EventStore).read(schemeOf(entry), 0, 1);
    const { subject } = first!.data as { subject: Subject };
    const { user, office, role } = TREASURY;
    const claim = claimIdOf(user, key);
    const received: Claim = {
      ...{ claim, kind: kind as Claim['kind'], key, claimant: { user, office } },
      ...{ sha256, contentSha256: sha256, raw },
    };
    const id = `http/${user}/${key}`;
    const actor = { person: user, role, office };
    const meta = (step: string) => {
      const own = `${id}${step}`;
      const policy = loadPacks().latest.ref;
      return { id: own, correlation: entry, causation: own, actor, at: app.clock.now(), policy };
    };
    await app.engine.execute(
      envelope(receiveClaim(claimsOf(entry), { subject, ...received }), meta('/received')),
    );
    const answer = await tell(entry, price(entry), key);
    expect([answer.status, takenOf(answer).claim]).toEqual([202, claim]);
    const waiting = (await app.app.get(EventStore).read(claimsOf(entry))).find(
      ({ type }) => type === 'ClaimWaiting',
    )!;
    const kept = waiting.data as unknown as Parameters<typeof keepClaimWaiting>[1];
    await app.engine.execute(envelope(keepClaimWaiting(claimsOf(entry), kept), meta('/waiting-again')));
    await app.app.get(KeyValues).remove('idempotency-answers', `${user} ${key}`);
    const again = await tell(entry, price(entry), key);
    expect([again.status, takenOf(again)]).toEqual([202, takenOf(answer)]);
    await sign(app, entry);
    await app.engine.shown();
    expect(await claimFacts(entry, claim)).toEqual(['ClaimReceived', 'ClaimWaiting', 'ClaimAccepted']);
    await app.app.get(KeyValues).remove('idempotency-answers', `${user} ${key}`);
    const late = await tell(entry, price(entry), key);
    expect([late.status, takenOf(late).claim]).toEqual([200, claim]);
    expect(await claimFacts(entry, claim)).toHaveLength(3);
  });

  it('of a listing is a result without its notice; one of a day to come is refused at once', async () => {
    const [entry] = decided;
    const failed = { resultId: 'r-9', outcome: 'failed', closedOn: TODAY, reason: '无人报价' };
    const future = await tell(entry!, ['platform', 'results', { ...failed, closedOn: '2026-12-01' }]);
    expect([future.status, problemOf(future).code]).toEqual([409, 'listing.not-open']);
    const early = await tell(entry!, ['platform', 'results', failed]);
    expect([early.status, takenOf(early).waitsFor?.code]).toEqual([202, 'listing.not-open']);
    const refunded = { refundedOn: TODAY, documentNo: '退〔2026〕9号' };
    const wrong = await tell(entry!, ['platform', 'refunds', { ...refunded, round: 2 }]);
    expect([wrong.status, problemOf(wrong).code]).toEqual([409, 'listing.no-duty']);
    const before = await tell(entry!, ['platform', 'refunds', { ...refunded, round: 1 }]);
    expect([before.status, takenOf(before).waitsFor?.code]).toEqual([202, 'listing.no-duty']);
    expired = takenOf(early).claim;
    refund = takenOf(before).claim;
  });

  it('of a listing is a supplement without its notice, which changes it when it comes', async () => {
    expect([beforeNotice.status, takenOf(beforeNotice).waitsFor?.code]).toEqual([
      202,
      'listing.not-announced',
    ]);
    const { claim } = takenOf(beforeNotice);
    expect(await claimOf('platform', claim)).toMatchObject({ state: 'accepted' });
    expect((await factsOf(listingOf(changed))).filter((type) => type === 'NoticeSupplemented')).toHaveLength(
      1,
    );
  });

  it('is refused with its reason when it has waited for thirty days, and the machine is told', async () => {
    expect(await claimOf('platform', expired)).toMatchObject({ state: 'waiting' });
    await distribute(app, whole, '2026-05-29');
    expect(await viewOf(app, whole)).toMatchObject({ state: 'completed' });
    expect(await claimOf('platform', expired)).toMatchObject({ state: 'refused', code: 'listing.not-open' });
    const events = await app.get('platform', '/platform/v1/events?limit=100&types=report.refused.v1');
    expect(new Set(jsonOf<{ data: Json }[]>(events).map(({ data }) => data.claim))).toEqual(
      new Set([expired, refund]),
    );
  });
  let expired = '';
  let refund = '';
});
