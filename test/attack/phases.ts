import { mayAnywhere, ruleOf } from '#access';
import { Chance } from '#simulation';
import { soundScheme } from '../http/app.js';
import { abreast } from '../bench/measure.js';
import { until } from '../kernel/app.js';
import { Hostile } from './hostile.js';
import { isBusy } from './report.js';
import type { Report } from './report.js';
import type { Route, Schema } from './routes.js';
import { IDENTITIES } from './target.js';
import type { Request, Target } from './target.js';

const ABREAST = 16;
const TOWNSHIP = '370114-01';
const PARCELS = 1_500;
const PUBLIC_SHARE = 0.1;
const ADDRESS_CHARACTERS = 2_000;
/**
 * Ends the session of whoever asks, or opens one: asked by nobody here, or the rest would be asked by nobody.
 */
const SESSION = '/api/v1/session';
const INVENTED = 'no-such-token';

/** What stands in addresses: real ones lead further than invented ones. */
export type Known = Readonly<{ entry: string; task: string }>;

/** Something to aim at: one scheme that was handed in, and a task of it. */
export async function firstEntry(target: Target): Promise<Known> {
  const { entry } = JSON.parse(await submit(target, 0, 'attack-first-0000')) as { entry: string };
  let task = '';
  await until(async () => {
    const { text } = await target.ask({ user: 'zhao', method: 'get', path: `/api/v1/tasks?entry=${entry}` });
    task = (JSON.parse(text) as { items: readonly { id: string }[] }).items[0]?.id ?? '';
    return task !== '';
  });
  return { entry, task };
}

const schemes = Array.from({ length: PARCELS }, (_, n) => n)
  .map((n) => () => soundScheme(n))
  .filter((make) => make().township === TOWNSHIP);

/** 王小梅 hands in the `n`th sound scheme of her township; answers what she reads. */
export async function submit(target: Target, n: number, key: string): Promise<string> {
  const answer = await target.ask({
    user: 'wang',
    method: 'post',
    path: '/api/v1/schemes',
    body: JSON.stringify(schemes[n]!()),
    headers: { 'Idempotency-Key': key },
  });
  if (answer.status !== 201) throw new Error(`Scheme ${n}: ${answer.status} ${answer.text}`);
  return answer.text;
}

/** Requests by chance: methods, addresses, parameters, bodies, headers and people as they should not be. */
export async function fuzz(
  target: Target,
  routes: readonly Route[],
  schemas: Readonly<Record<string, Schema>>,
  known: Known,
  count: number,
  seed: number,
  report: Report,
): Promise<void> {
  const chance = new Chance(seed);
  const hostile = new Hostile(schemas, chance);
  await abreast(count, ABREAST, async (n) =>
    report.take(await answerTo(target, requestOf(n, routes, hostile, chance, known))),
  );
}

function requestOf(
  n: number,
  routes: readonly Route[],
  hostile: Hostile,
  chance: Chance,
  known: Known,
): Request {
  const route = chance.pick(`route/${n}`, routes);
  const identities = IDENTITIES.filter((one) => mayAnywhere(one, route.action).allowed);
  const isStranger =
    identities.length === 0 ||
    route.template.startsWith(SESSION) ||
    chance.happens(`stranger/${n}`, PUBLIC_SHARE);
  const user = isStranger
    ? chance.pick(`nobody/${n}`, ['', INVENTED])
    : chance.pick(`user/${n}`, identities).user;
  const method = chance.happens(`method/${n}`, 0.05)
    ? chance.pick(`other/${n}`, ['put', 'patch', 'delete', 'options', 'head', 'post'])
    : route.method;
  const text = (name: string) => {
    const value = hostile.value(`${name}/${n}`);
    return (typeof value === 'string' ? value : JSON.stringify(value)).slice(0, ADDRESS_CHARACTERS);
  };
  const path = pathOf(route.template, known, (name) =>
    chance.happens(`path/${n}/${name}`, 0.2) ? encode(text(name)) : undefined,
  );
  const query = route.query
    .filter((name) => chance.happens(`query/${n}/${name}`, 0.5))
    .map((name) => `${name}=${encode(text(name))}`)
    .join('&');
  const key: Record<string, string> = chance.happens(`key/${n}`, 0.9)
    ? { 'Idempotency-Key': `attack-${String(n).padStart(8, '0')}` }
    : {};
  const match: Record<string, string> = chance.happens(`match/${n}`, 0.7)
    ? { 'If-Match': chance.pick(`etag/${n}`, ['"0"', '"1"', '*', 'W/"1"', '"-1"', 'x']) }
    : {};
  const body = ['get', 'head', 'options'].includes(method)
    ? undefined
    : route.body
      ? hostile.text(route.body, String(n))
      : undefined;
  // A session's own way out would leave the rest of the attack to strangers.
  return {
    user: method === 'delete' && route.template.startsWith(SESSION) ? '' : user,
    method,
    path: query ? `${path}?${query}` : path,
    body,
    headers: { ...key, ...match },
  };
}

/** Half a character cannot stand in an address. */
const encode = (text: string) => encodeURIComponent(text.replaceAll(/\p{Surrogate}/gu, ''));

function pathOf(
  template: string,
  { entry, task }: Known,
  other: (name: string) => string | undefined,
): string {
  const real: Readonly<Record<string, string>> = {
    entry,
    parcel: entry.slice(0, 19),
    id: template.includes('tasks') ? task : 'none',
    user: 'nobody.here',
    district: '370114',
    year: '2026',
    ref: 'jinan@2026.1',
    name: 'levy',
  };
  return template.replaceAll(
    /\{(\w+)\}/g,
    (_, name: string) => other(name) ?? encodeURIComponent(real[name] ?? 'none'),
  );
}

const answerTo = async (target: Target, request: Request) => ({
  request,
  answer: await target.ask(request).catch((error: unknown) => ({ status: 0, text: String(error), ms: 0 })),
});

/**
 * Every route by everybody: who is nobody is let in nowhere, and whom the table refuses is refused
 * everywhere.
 */
export async function matrix(
  target: Target,
  routes: readonly Route[],
  known: Known,
  report: Report,
): Promise<void> {
  for (const { method, template, action } of routes.filter((route) => !route.template.startsWith(SESSION))) {
    const path = pathOf(template, known, () => undefined);
    const asked = async (user: string) => {
      const body = method === 'get' || method === 'delete' ? undefined : '{}';
      const headers = {
        'Idempotency-Key': `matrix-${user}-${action}-${path.length}`.replaceAll(/[^\w.:-]/g, '.'),
        'If-Match': '"0"',
      };
      let took: Awaited<ReturnType<typeof answerTo>>;
      // A door that is full says nothing about rights: whoever is turned away asks again.
      await until(async () => {
        took = await answerTo(target, { user, method, path, body, headers });
        report.take(took);
        return !isBusy(took.answer);
      });
      return took!.answer.status;
    };
    for (const nobody of ['', INVENTED]) {
      const status = await asked(nobody);
      if (ruleOf(action).who !== 'public' && status !== 401)
        report.fail(`${method} ${template} answered ${status} to nobody (${nobody})`);
    }
    await abreast(IDENTITIES.length, ABREAST, async (n) => {
      const person = IDENTITIES[n]!;
      const status = await asked(person.user);
      if (!mayAnywhere(person, action).allowed && status !== 403)
        report.fail(`${method} ${template} answered ${status} to ${person.user}, who may not ${action}`);
    });
  }
}

/**
 * Clerks hand in schemes while the process is killed again and again: what was acknowledged is there, once.
 */
export async function kills(target: Target, times: number, seed: number, report: Report): Promise<void> {
  const chance = new Chance(seed);
  const entries = new Map<number, string>();
  const keyOf = (n: number) => `attack-scheme-${String(n).padStart(6, '0')}`;
  const perLife = Math.min(8, Math.floor((schemes.length - 1) / times));
  for (let life = 0; life < times; life++) {
    const mine = Array.from({ length: perLife }, (_, i) => 1 + life * perLife + i);
    const after = chance.between(`kill/${life}`, 1, perLife - 1);
    let acknowledged = 0;
    let killed: Promise<void> | undefined;
    await Promise.all(
      mine.map(async (n) => {
        const text = await submit(target, n, keyOf(n)).catch(() => undefined);
        if (text === undefined) return;
        entries.set(n, (JSON.parse(text) as { entry: string }).entry);
        if (++acknowledged === after) killed = target.kill();
      }),
    );
    await killed;
    report.kills += killed ? 1 : 0;
    await target.start();
    // Whoever was not answered asks again under the same key.
    for (const n of mine) {
      await until(async () => {
        const text = await submit(target, n, keyOf(n)).catch(() => undefined);
        const { entry } = JSON.parse(text ?? '{}') as { entry?: string };
        if (entry !== undefined && entry !== (entries.get(n) ?? entry))
          report.fail(`scheme ${n} was acknowledged as ${entries.get(n)} and then as ${entry}`);
        if (entry !== undefined) entries.set(n, entry);
        return entry !== undefined;
      });
    }
  }
  for (const [n, entry] of entries) {
    const { status, text } = await target.ask({
      user: 'wang',
      method: 'get',
      path: `/api/v1/entries/${entry}/timeline?limit=500`,
    });
    const facts = status === 200 ? (JSON.parse(text) as { items: readonly { type: string }[] }).items : [];
    const handedIn = facts.filter(({ type }) => type === 'SchemeSubmitted').length;
    if (handedIn !== 1) report.fail(`scheme ${n}, acknowledged as ${entry}, was handed in ${handedIn} times`);
  }
  report.acknowledged += entries.size;
  if (new Set(entries.values()).size !== entries.size)
    report.fail('two schemes were acknowledged as one entry');
}
