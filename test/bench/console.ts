import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import pg from 'pg';
import { ConsoleUnderTest } from '../browser/console.js';
import { spread } from './measure.js';
import type { Spread } from './measure.js';

const COMPILED = fileURLToPath(new URL('../..', import.meta.url));
const [READER, READER_NAME] = ['li', '李建国'] as const;
const PAGE_MAX = 500;
/** A megabit in bytes; what a page waits for on a line of so many megabits. */
const [MEGABIT, LINE_MEGABITS, LINE_LATENCY_MS] = [125_000, 4, 20] as const;

type Extent = Readonly<{ tasks: number; facts: number; turns: number }>;
export type ConsoleRow = Readonly<{ what: string; found: string; aimMs: number } & Spread>;

/** What whoever works with the console waits for: the desk, a case, and its page on a slow line. */
export async function* consolePages({ tasks, facts, turns }: Extent): AsyncGenerator<ConsoleRow> {
  const tested = await ConsoleUnderTest.open({}, COMPILED);
  try {
    const entry = await longCase(tested, facts);
    await fillDesk(tested, tasks);
    const { page } = await tested.signedIn(READER_NAME);
    const desk = await callsOf(page, `${tested.url}/desk`, 'tbody tr[data-row-key]');
    const list = desk.filter((path) => path.startsWith('/api/v1/tasks?'));
    const first = await timed(turns, () => askAll(page, list));
    yield { what: 'the desk, its first rows', found: `${tasks} open tasks`, aimMs: 200, ...first };
    const place = `${tested.url}/entries/${encodeURIComponent(entry)}`;
    const calls = await callsOf(page, place, 'ol.steps');
    const all = await timed(turns, () => askAll(page, calls));
    yield { what: `a case, its ${calls.length} calls at once`, found: `${facts} facts`, aimMs: 150, ...all };
    for (const known of [false, true]) {
      const { painted, told } = await paints(page, place, known, Math.ceil(turns / 10));
      const how = known ? 'the program known to the browser' : 'nothing known to the browser';
      const on = `on ${LINE_MEGABITS} Mbit/s, ${how}`;
      yield { what: `a case: first paint ${on}`, found: `${facts} facts`, aimMs: 1_000, ...painted };
      yield { what: `a case: its steps stand ${on}`, found: `${facts} facts`, aimMs: 1_000, ...told };
    }
  } finally {
    await tested.close();
  }
}

/** A finished entry, and so many comments that it has as many facts as asked for. */
async function longCase({ url, password }: ConsoleUnderTest, facts: number): Promise<string> {
  const ask = async <T>(path: string, body?: object, headers: Readonly<Record<string, string>> = {}) => {
    const answer = await fetch(`${url}/api/v1/${path}`, {
      method: body ? 'POST' : 'GET',
      headers: { 'Content-Type': 'application/json', ...headers },
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    if (!answer.ok) throw new Error(`${path}: ${await answer.text()}`);
    return (await answer.json()) as T;
  };
  const { token } = await ask<Readonly<{ token: string }>>('session', { user: READER, password });
  const headers = { Authorization: `Bearer ${token}` };
  type Entries = Readonly<{ items: readonly Readonly<{ subject: Readonly<{ entry: string }> }>[] }>;
  const { items } = await ask<Entries>('entries?status=completed&limit=1', undefined, headers);
  const place = `entries/${items[0]!.subject.entry}`;
  const { items: known } = await ask<Readonly<{ items: readonly unknown[] }>>(
    `${place}/timeline?limit=${PAGE_MAX}`,
    undefined,
    headers,
  );
  for (let n = known.length; n < facts; n += 1)
    await ask(
      `${place}/comments`,
      { text: `第${n}条意见：界址与登记一致。` },
      { ...headers, 'Idempotency-Key': `bench-comment-${n}` },
    );
  return items[0]!.subject.entry;
}

/** One open task of the reader’s desk so many times over, each with an id and a place in the order. */
async function fillDesk({ database }: ConsoleUnderTest, tasks: number): Promise<void> {
  const pool = new pg.Pool({ connectionString: database, max: 1 });
  try {
    await pool.query(
      `with one as (
         select * from documents
         where model = 'tasks' and keys @> '{"live": ["yes"], "kind": ["opinion-natural-resources"]}'
         order by sort limit 1)
       insert into documents (model, generation, id, body, keys, sort)
       select model, generation, id || '.' || n,
         (body::jsonb || jsonb_build_object('id', id || '.' || n))::json, keys,
         left(sort, 11) || id || '.' || n
       from one, generate_series(1, $1::int) n`,
      [tasks],
    );
    await pool.query('vacuum analyze documents'); // As autovacuum has done by the time there are so many.
  } finally {
    await pool.end();
  }
}

/** What the page itself asks for until this is seen and the line is quiet. */
async function callsOf(page: Page, place: string, seen: string): Promise<readonly string[]> {
  const calls = new Set<string>();
  const hear = (request: Readonly<{ url(): string; method(): string }>) => {
    const { pathname, search } = new URL(request.url());
    const isCall =
      request.method() === 'GET' && pathname.startsWith('/api/') && !pathname.endsWith('/changes');
    if (isCall) calls.add(pathname + search);
  };
  page.on('request', hear);
  await page.goto(place);
  await page.locator(seen).first().waitFor();
  await page.evaluate('new Promise((resolve) => requestIdleCallback(resolve))');
  page.off('request', hear);
  return [...calls];
}

/** All at the same moment, as the page asks: until the last is answered. */
async function askAll(page: Page, paths: readonly string[]): Promise<void> {
  await Promise.all(
    paths.map(async (path) => {
      const answer = await page.request.get(new URL(path, page.url()).href);
      if (!answer.ok()) throw new Error(`${path}: ${answer.status()}`);
      await answer.body();
    }),
  );
}

async function timed(turns: number, doing: () => Promise<void>): Promise<Spread> {
  await doing();
  const took: number[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const began = performance.now();
    await doing();
    took.push(performance.now() - began);
  }
  return spread(took);
}

/** @param known whether the browser has the program from before, as on every day but the first */
async function paints(page: Page, place: string, known: boolean, turns: number) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  const bytesPerSecond = LINE_MEGABITS * MEGABIT;
  await devtools.send('Network.emulateNetworkConditions', {
    ...{ offline: false, latency: LINE_LATENCY_MS },
    ...{ downloadThroughput: bytesPerSecond, uploadThroughput: bytesPerSecond },
  });
  const [painted, told]: [number[], number[]] = [[], []];
  for (let turn = 0; turn < turns; turn += 1) {
    if (!known) await devtools.send('Network.clearBrowserCache');
    await page.goto(place, { waitUntil: 'commit' });
    await page.locator('ol.steps').waitFor();
    told.push(await page.evaluate<number>('performance.now()'));
    painted.push(
      await page.evaluate<number>('performance.getEntriesByName("first-contentful-paint")[0]?.startTime'),
    );
  }
  await devtools.detach();
  return { painted: spread(painted), told: spread(told) };
}
