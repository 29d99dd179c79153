import type { AddressInfo } from 'node:net';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { PASSWORD, START_DAY, jsonOf, openApp, soundScheme } from '../http/app.js';
import type { App, Json } from '../http/app.js';
import { decideTrade, issueQuota } from '../http/steps.js';
import { JOURNEY, faultsOf, typesOf } from './compile.js';

/** What the program of `journey.ts` exports, as far as it is used here; its own types are checked below. */
type Api = object;
type Program = Readonly<{
  signIn: (url: string, user: string, password: string) => Promise<Api>;
  withKey: (url: string, key: string) => Api;
  untilListed: (people: Readonly<Record<string, Api>>, scheme: object, today: string) => Promise<string>;
  handIn: (clerk: Api, scheme: object) => Promise<string>;
  announce: (platform: Api, entry: string, notice: object) => Promise<number>;
  story: (person: Api, entry: string) => Promise<readonly string[]>;
}>;

let app: App;
let document: Json;
let url: string;
let program: Program;

beforeAll(async () => {
  app = await openApp();
  await app.app.listen(0, '127.0.0.1');
  url = `http://127.0.0.1:${(app.app.getHttpServer().address() as AddressInfo).port}`;
  document = (await (await fetch(`${url}/api/openapi.json`)).json()) as Json;
  // Loaded by its address: it is compiled against the types that this suite makes, not with the house.
  program = (await import(pathToFileURL('test/client/journey.ts').href)) as Program;
});
afterAll(() => app.close());

/** A program of one request, with a right body or a wrong one. */
const request = (call: string) =>
  `import type { Api, Decision } from './journey.js';
   export const ask = (api: Api) => ${call};
   export type Used = Decision;`;
const conclude = (body: string) =>
  request(
    `api.POST('/api/v1/tasks/{id}/decision', { params: { path: { id: 'x' }, ` +
      `header: { 'Idempotency-Key': 'k-000001', 'If-Match': '"1"' } }, body: ${body} })`,
  );
const notice = (more: string) =>
  request(
    `api.POST('/api/v1/listings/{entry}/announcement', { params: { path: { entry: 'x' }, ` +
      `header: { 'Idempotency-Key': 'k-000001' } }, body: { announcementNo: 'A1', ` +
      `announcedOn: '2026-03-02', opensOn: '2026-03-02', ${more} } })`,
  );

/** Each differs from a right one in one thing, and says what the compiler must say. */
const WRONG: Readonly<Record<string, readonly [program: string, says: RegExp]>> = {
  'a-field-misspelt': [
    notice(`closesOn: '2026-03-02', url: 'https://example.com'`).replace(
      'announcementNo',
      'announcementNumber',
    ),
    /'announcementNumber' does not exist/,
  ],
  'a-field-too-many': [
    `import type { Notice } from './journey.js';
     export const more: Partial<Notice> = { announcementNumber: 'A1' };`,
    /'announcementNumber' does not exist/,
  ],
  'a-field-missing': [notice(`closesOn: '2026-03-02'`), /'url' is missing/],
  'a-value-of-another-kind': [notice(`closesOn: 20260302, url: 'https://example.com'`), /'number'.*'string'/],
  'an-outcome-that-is-none': [conclude(`{ outcome: 'agreed', data: { text: '无异议' } }`), /"agreed"/],
  'data-of-another-outcome': [conclude(`{ outcome: 'agree', data: { documentNo: '1' } }`), /documentNo/],
  'data-that-is-missing': [conclude(`{ outcome: 'agree' }`), /outcome: "agree"/],
  'an-address-that-is-none': [request(`api.GET('/api/v1/entry', {})`), /"\/api\/v1\/entry"/],
  'a-key-forgotten': [
    request(`api.POST('/api/v1/clock/turns', { params: {}, body: { hours: 1 } })`),
    /header/,
  ],
  'an-answer-misread': [
    `import type { Scheme } from './journey.js';
     export const price = (scheme: Scheme): number => scheme.deal.priceFen;`,
    /'string'.*'number'/,
  ],
  'data-of-another-fact': [
    `import type { Fact } from './journey.js';
     export const price = (fact: Fact) => (fact.type === 'RightRegistered' ? fact.data.priceFen : '');`,
    /'priceFen' does not exist/,
  ],
  'a-state-that-is-none': [
    `import { reached } from './journey.js';
     export const wait = (api: Parameters<typeof reached>[0]) => reached(api, 'x', 'waiting');`,
    /"waiting"/,
  ],
};
const RIGHT: Readonly<Record<string, string>> = {
  'data-of-this-fact': `import type { Fact } from './journey.js';
     export const price = (fact: Fact): string => (fact.type === 'ListingSold' ? fact.data.priceFen : '');`,
  'a-right-notice': notice(`closesOn: '2026-03-02', url: 'https://example.com'`),
  'a-right-decision': conclude(`{ outcome: 'agree', data: { text: '无异议' } }`),
};

describe('types that are generated from the description of the interface', () => {
  it('take the program of a client as it is, and no program that is wrong in one thing', async () => {
    const types = await typesOf(document);
    const faults = faultsOf(types, {
      journey: JOURNEY,
      ...RIGHT,
      ...Object.fromEntries(Object.entries(WRONG).map(([name, [text]]) => [name, text])),
    });
    for (const name of ['types', 'journey', ...Object.keys(RIGHT)])
      expect([name, faults[name]]).toEqual([name, []]);
    for (const [name, [, says]] of Object.entries(WRONG))
      expect([name, faults[name]!.join(' ')]).toEqual([name, expect.stringMatching(says)]);
  });
});

describe('the program of a client', () => {
  it('drives the five minutes of the front page, and is told the first lawful day', async () => {
    await issueQuota(app, '1.00');
    const names = ['wang', 'zhao', 'sun', 'zhou', 'li', 'wu', 'qian', 'he', 'zheng'];
    const signedIn = await Promise.all(names.map((name) => program.signIn(url, name, PASSWORD)));
    const people = Object.fromEntries(names.map((name, n) => [name, signedIn[n]!]));
    const scheme = soundScheme(0);
    const entry = await program.untilListed(people, scheme, START_DAY);
    expect(await program.story(people.wang!, entry)).toEqual(
      expect.arrayContaining(['SchemeSubmitted', 'QuotaReserved', 'ApprovalGranted', 'ListingOrdered']),
    );
    // What was sent again is done once.
    expect(await program.handIn(people.wang!, scheme)).toBe(entry);

    const machine = { user: 'exchange', name: '交易平台接口', office: '370100/trading' };
    const issued = await app.send('admin', 'post', '/api/v1/api-keys', machine);
    const platform = program.withKey(url, jsonOf<{ key: string }>(issued).key);
    const early = { announcementNo: 'A1', announcedOn: START_DAY, opensOn: START_DAY, closesOn: START_DAY };
    const page = { url: 'https://example.com/a1' };
    const refused = program.announce(platform, entry, { ...early, ...page });
    await expect(refused).rejects.toMatchObject({
      problem: { status: 409, code: 'listing.notice-too-early', detail: expect.stringContaining('2026') },
    });

    await decideTrade(app, entry, '300000000');
    await app.turnTo('2026-03-20');
    const lawful = { announcementNo: 'A1', announcedOn: '2026-03-20', opensOn: '2026-04-13' };
    expect(
      await program.announce(platform, entry, { ...lawful, closesOn: '2026-04-28', ...page }),
    ).toBeGreaterThan(0);
  });

  it('reads a refusal as what it is: a code, and a line for each field', async () => {
    await expect(program.signIn(url, 'wang', 'not it')).rejects.toMatchObject({
      problem: { status: 401, code: 'sign-in.wrong' },
    });
    const clerk = await program.signIn(url, 'wang', PASSWORD);
    await expect(program.handIn(clerk, { ...soundScheme(17), planning: '' })).rejects.toMatchObject({
      problem: { status: 422, errors: [expect.objectContaining({ pointer: '/planning' })] },
    });
  });
});
