/**
 * The five minutes of the front page as a program of another system: typed by what the server itself
 * publishes, with nothing of Rushi in it. Engineers of a platform may begin with it. The types are made by
 *
 *     npx openapi-typescript http://127.0.0.1:3000/api/openapi.json -o rushi.d.ts
 *
 * and not kept here: `client.it.spec.ts` makes them of the document as it is served, compiles this file
 * against them and runs it.
 */
import createClient from 'openapi-fetch';
import type { Client } from 'openapi-fetch';
import type { components, paths } from './rushi.js';

type Schemas = components['schemas'];
export type Api = Client<paths>;
export type Scheme = Schemas['SchemeBody'];
export type Decision = Schemas['DecisionBody'];
export type Notice = Schemas['AnnouncementBody'];
export type Fact = Schemas['Fact'];
type Problem = Schemas['Problem'];
type Kind = Schemas['Task']['kind'];

/** Between two looks at what others, or the engine, have yet to do. */
const POLL_MS = 100;
/** After that long something hangs: nothing here takes more than a second or two. */
const WAIT_MS_MAX = 60_000;

/** The server said no, with a stable code and a sentence that says what to do. */
export class Refused extends Error {
  constructor(readonly problem: Problem) {
    super(`${problem.code}: ${problem.detail}`);
  }
}

type Answer<T> = Readonly<{ data?: T; error?: Problem; response: Response }>;

/** What was answered. @throws Refused with the problem, whatever its status */
function granted<T>({ data, error }: Answer<T>): T {
  if (error !== undefined) throw new Refused(error);
  return data as T;
}

/** A person signs in with a password and goes on with the token. @throws Refused `sign-in.wrong` */
export async function signIn(baseUrl: string, user: string, password: string): Promise<Api> {
  const body = { user, password };
  const { token } = granted(await createClient<paths>({ baseUrl }).POST('/api/v1/session', { body }));
  return createClient<paths>({ baseUrl, headers: { Authorization: `Bearer ${token}` } });
}

/** A machine has a key, which the administrator issued. */
export const withKey = (baseUrl: string, key: string): Api =>
  createClient<paths>({ baseUrl, headers: { 'X-Api-Key': key } });

/**
 * One key for one intention: what is sent again under the same key is done once, and answered the same. What
 * is to be something else, also after a refusal, goes under another key.
 */
const once = (...intention: readonly (string | number)[]) => ({
  'Idempotency-Key': intention.join(':').slice(0, 128),
});

/** Asks again until the answer is there. @throws Error after {@link WAIT_MS_MAX} */
async function until<T>(what: string, ask: () => Promise<T | undefined>): Promise<T> {
  for (let waited = 0; waited < WAIT_MS_MAX; waited += POLL_MS) {
    const found = await ask();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, POLL_MS));
  }
  throw new Error(`Waited too long for ${what}.`);
}

/** Hands a scheme in; answers with the entry's id. @throws Refused with a line for each field in `errors` */
export async function handIn(clerk: Api, scheme: Scheme): Promise<string> {
  const header = once('scheme', scheme.parcel, scheme.planYear);
  const { entry } = granted(await clerk.POST('/api/v1/schemes', { params: { header }, body: scheme }));
  return entry;
}

/**
 * Finds the work in the own inbox, opens it and decides on the version that was read. @throws Refused
 * `version.old` when somebody else was quicker
 */
export async function decide(person: Api, entry: string, kind: Kind, body: Decision): Promise<number> {
  const query = { entry, kind };
  const { id } = await until(`${kind} of ${entry}`, async () => {
    const { items } = granted(await person.GET('/api/v1/tasks', { params: { query } }));
    return items[0];
  });
  const opened = await person.GET('/api/v1/tasks/{id}', { params: { path: { id } } });
  const task = granted(opened);
  const offered = task.form?.outcomes.map(({ outcome }) => outcome) ?? [];
  if (!offered.includes(body.outcome)) throw new Error(`${kind} may end in ${offered.join(', ')} only.`);
  const header = {
    ...once('decide', id, task.version),
    'If-Match': opened.response.headers.get('ETag') ?? '',
  };
  const path = { id };
  const { version } = granted(
    await person.POST('/api/v1/tasks/{id}/decision', { params: { path, header }, body }),
  );
  return version;
}

/** Waits until the entry has come to a state. */
export const reached = (person: Api, entry: string, state: Schemas['Entry']['state']) =>
  until(`${state} of ${entry}`, async () => {
    const found = granted(await person.GET('/api/v1/entries/{entry}', { params: { path: { entry } } }));
    return found.state === state ? found : undefined;
  });

/** The types of its facts, as they happened. */
export async function story(person: Api, entry: string): Promise<readonly string[]> {
  const types: string[] = [];
  for (let after: string | undefined; ;) {
    const params = { path: { entry }, query: { limit: 100, ...(after === undefined ? {} : { after }) } };
    const page = granted(await person.GET('/api/v1/entries/{entry}/timeline', { params }));
    types.push(...page.items.map(({ type }) => type));
    if (page.next === null) return types;
    after = page.next;
  }
}

/** The platform publishes its notice. @throws Refused `listing.notice-too-early` with the first lawful day */
export async function announce(platform: Api, entry: string, body: Notice): Promise<number> {
  const params = { path: { entry }, header: once('notice', entry, body.announcedOn) };
  const taken = granted(await platform.POST('/api/v1/listings/{entry}/announcement', { params, body }));
  if (taken.version === undefined) throw new Error(`The notice waits for ${taken.waitsFor?.en}.`);
  return taken.version;
}

/** Who takes part, each already signed in, by the names of the demonstration. */
export type People = Readonly<
  Record<'wang' | 'zhao' | 'sun' | 'zhou' | 'li' | 'wu' | 'qian' | 'he' | 'zheng', Api>
>;

/** From the scheme to the ordered listing; answers with the entry's id. `today` is the day of the server. */
export async function untilListed(people: People, scheme: Scheme, today: string): Promise<string> {
  const { wang, zhao, sun, zhou, li, wu, qian, he, zheng } = people;
  const entry = await handIn(wang, scheme);

  const condition = {
    issuer: '章丘区自然资源局',
    documentNo: '规条〔2026〕1号',
    on: today,
    text: '按附件执行',
  };
  await decide(zhao, entry, 'conditions-planning', { outcome: 'issue', data: condition });
  await decide(sun, entry, 'conditions-industry', { outcome: 'issue', data: condition });
  await decide(zhou, entry, 'conditions-ecology', { outcome: 'issue', data: condition });

  const opinion = { text: '无异议' };
  await decide(li, entry, 'opinion-natural-resources', { outcome: 'agree', data: opinion });
  await decide(wu, entry, 'opinion-agriculture', { outcome: 'agree', data: opinion });
  await decide(qian, entry, 'opinion-finance', { outcome: 'agree', data: opinion });

  // The year's land is used up: the city adds, and the waiting get theirs first.
  const { subject } = await reached(wang, entry, 'waitlisted');
  const path = { district: subject.district, year: today.slice(0, 4) };
  const body = { kind: 'supply', deltaM2: '+200000.00', documentNo: '追加3号' } as const;
  const params = { path, header: once('quota', subject.district, entry) };
  granted(await he.POST('/api/v1/quotas/{district}/{year}/adjustments', { params, body }));

  await decide(zheng, entry, 'decide-scheme', {
    outcome: 'approve',
    data: { documentNo: '章政土〔2026〕9号' },
  });
  await reached(wang, entry, 'listing-ordered');
  return entry;
}
