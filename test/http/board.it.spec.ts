/*
 * Shows: everybody reads on the notice board what is public of an entry, from when it is, and by what it is
 * proved, without an account.
 * How: the whole application; entries are led on, and somebody who has not signed in looks at each step.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { leafHash, leafOf } from '#evidence';
import { EventStore, Projector } from '#kernel';
import { until } from '#kernel/testing';
import { BOARD_READS } from '../../apps/server/src/board/board-limit.guard.js';
import { jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App, Json } from './app.js';
import { agree, approve, decideTrade, issueConditions, issueQuota, submit } from './steps.js';

const NOTICES = '/public/v1/notices';
const BUYER = { name: '示范实业有限公司', uscc: '91370114MA00000019' };
type Left = Readonly<{ what: string; until: string; naturalDays: number; workingDays: number; rule: string }>;
type Card = Readonly<{ id: string; kind: string; state: string; names: Json; left?: Left }>;
type Whole = Card &
  Readonly<{ facts: string[]; evidence: { fact: string; leafHash: string; proof: string }[] }>;
type Cards = Readonly<{ items: Card[]; next: string | null }>;

let app: App;
let listed: string;
let agreed: string;
const board = async (query = '') => jsonOf<Cards>(await app.get('', `${NOTICES}?${query}`));
const notice = async (id: string) => jsonOf<Whole>(await app.get('', `${NOTICES}/${id}`));
const statesOf = ({ items }: Cards) => items.map(({ id, state }) => [id, state]);

async function approved(scheme: ReturnType<typeof soundScheme>): Promise<string> {
  const entry = await submit(app, scheme);
  await issueConditions(app, entry);
  await agree(app, entry);
  await approve(app, entry);
  return entry;
}
const tell = async (kind: string, body: object) => {
  const answer = await app.post('platform', `/platform/v1/listings/${listed}/${kind}`, body);
  expect([kind, answer.status, answer.text]).toEqual([kind, 200, expect.anything()]);
};

beforeAll(async () => {
  app = await openApp();
  await issueQuota(app);
  listed = await approved(soundScheme(0));
  await decideTrade(app, listed, '300000000', '350000000');
  const deal = { form: 'lease', method: 'agreement', termYears: 20, priceFen: '90000000' } as const;
  agreed = await approved(soundScheme(51, deal));
});
afterAll(() => app.close());

describe('the notice board', () => {
  it('says nothing of an entry that is approved and not announced', async () => {
    expect(await board()).toEqual({ items: [], next: null });
    expect(problemOf(await app.get('', `${NOTICES}/${listed}.listing.1`))).toMatchObject({ status: 404 });
    expect((await app.get('', `${NOTICES}.atom`)).text).not.toContain(listed);
  });

  it('shows a deal in its publicity, with the days that are left and how they are counted', async () => {
    const terms = { buyer: BUYER, priceFen: '95000000', publishedOn: app.today() };
    expect((await app.decide('wang', agreed, 'publish-deal', 'publish', terms)).status).toBe(200);
    const [card] = (await board('kind=deal')).items;
    expect(card).toMatchObject({
      id: `${agreed}.deal.1`,
      state: 'running',
      winner: BUYER,
      priceFen: '95000000',
      names: {
        kind: '拟成交公示',
        state: '公示中',
        district: '章丘区',
        township: expect.stringMatching(/街道|镇/),
      },
      left: { what: '公示至', until: '2026-04-01', naturalDays: 30, rule: expect.stringContaining('30') },
    });
    const { workingDays, naturalDays } = card!.left!;
    expect(workingDays).toBeLessThan(naturalDays);
  });

  it('follows an announcement to the sale, and tells price and buyer once they are published', async () => {
    await app.turnTo('2026-03-17');
    const [opensOn, closesOn] = ['2026-04-07', '2026-04-20'];
    const url = 'https://example.com/a1';
    await tell('announcement', {
      announcementNo: '济公易土〔2026〕1号',
      announcedOn: app.today(),
      opensOn,
      closesOn,
      url,
    });
    const id = `${listed}.listing.1`;
    expect(await notice(id)).toMatchObject({
      state: 'announced',
      startFen: '300000000',
      areaM2: soundScheme(0).deal.areaM2,
      boundary: soundScheme(0).boundary,
      conditions: [{}, {}, {}],
      left: { what: '交易开始', until: opensOn },
    });
    await app.turnTo(opensOn);
    await app.engine.shown();
    await app.turnTo(closesOn);
    const result = { resultId: 'JG-2026-001', outcome: 'sold', closedOn: closesOn };
    await tell('results', { ...result, winner: BUYER, priceFen: '360000000' });
    const closed = await app.get('', `${NOTICES}?q=${encodeURIComponent('济公易土')}`);
    expect(statesOf(jsonOf<Cards>(closed))).toEqual([[id, 'closed']]);
    expect(closed.text).not.toContain('360000000');
    expect((await board('kind=result')).items).toEqual([]);
    await tell('result-publication', { round: 1, publishedOn: closesOn, url: 'https://example.com/r1' });
    expect((await board('kind=result')).items).toMatchObject([{ winner: BUYER, priceFen: '360000000' }]);
    expect((await app.get('', NOTICES)).text).not.toContain('350000000');
  });

  it('lists the newest first, by pages, by kind, state, place and words', async () => {
    const all = (await board()).items.map(({ id }) => id);
    expect(all).toEqual([`${listed}.result.1`, `${listed}.listing.1`, `${agreed}.deal.1`]);
    const first = await board('limit=2');
    expect(first.items.map(({ id }) => id)).toEqual(all.slice(0, 2));
    expect((await board(`limit=2&after=${first.next}`)).items.map(({ id }) => id)).toEqual(all.slice(2));
    expect((await board('district=370114&state=closed')).items.length).toBe(1);
    expect((await board('district=370102')).items).toEqual([]);
    expect((await board(`q=${encodeURIComponent('示范实业')}`)).items.map(({ id }) => id)).toEqual([
      all[0],
      all[2],
    ]);
    for (const wrong of ['kind=secret', 'state=none', 'limit=0', 'q=x', 'after=zzz'])
      expect([wrong, (await app.get('', `${NOTICES}?${wrong}`)).status]).toEqual([wrong, 400]);
  });

  it('proves the facts that a notice rests on without telling what they say', async () => {
    const result = () => notice(`${listed}.result.1`);
    // A fact is in the tree a little later than in the log.
    await until(async () => (await result().then((it) => it.evidence.length - it.facts.length)) === 0);
    const { facts, evidence } = await result();
    expect(evidence.map(({ fact }) => fact)).toEqual(facts);
    const [stream, version] = facts[0]!.split('@') as [string, string];
    const event = (await app.app.get(EventStore).read(stream)).find(
      (one) => one.version === Number(version),
    )!;
    expect(evidence[0]!.leafHash).toBe(leafHash(Buffer.from(leafOf(event))).toString('base64'));
    expect(evidence[0]!.proof).toContain('c2sp.org/tlog-proof@v1');
  });

  it('is not sent again where nothing has changed, and is where a day has passed', async () => {
    for (const path of [NOTICES, `${NOTICES}/${agreed}.deal.1`, `${NOTICES}.atom`]) {
      const { headers } = await app.get('', path);
      expect(headers['cache-control']).toMatch(/^public, max-age=\d+$/);
      const asked = { 'If-None-Match': String(headers.etag) };
      expect([path, (await app.send('', 'get', path, undefined, asked)).status]).toEqual([path, 304]);
    }
    const { headers } = await app.get('', NOTICES);
    await app.turnTo('2026-04-21');
    const asked = { 'If-None-Match': String(headers.etag) };
    expect((await app.send('', 'get', NOTICES, undefined, asked)).status).toBe(200);
  });

  it('is an Atom feed whose ids stay', async () => {
    const { text, headers } = await app.get('', `${NOTICES}.atom`);
    expect(headers['content-type']).toContain('application/atom+xml');
    expect(text.startsWith('<?xml version="1.0" encoding="utf-8"?>')).toBe(true);
    const entries = text.split('<entry>').slice(1);
    expect(entries.length).toBe(3);
    for (const entry of entries)
      for (const part of ['id', 'title', 'updated', 'published', 'summary'])
        expect(entry.split(`<${part}>`).length).toBe(2);
    expect(text).toContain(`<id>urn:rushi:notice:${listed}.result.1</id>`);
    expect(text).toMatch(/<updated>\d{4}-\d\d-\d\dT[\d:.]+Z<\/updated>/);
  });

  it('is the same when it is made of the log again', async () => {
    const before = (await app.get('', NOTICES)).text;
    await app.app.get(Projector).rebuild('board');
    expect((await app.get('', NOTICES)).text).toBe(before);
  });

  it('lets nobody read so fast that others wait, whatever they say they are', async () => {
    const asked = { Authorization: 'Bearer nobody' };
    const answers = await Promise.all(
      Array.from({ length: BOARD_READS.max + 5 }, () =>
        app.send('', 'head', `${NOTICES}.atom`, undefined, asked),
      ),
    );
    const turnedAway = answers.filter(({ status }) => status === 429);
    expect(turnedAway.length).toBeGreaterThanOrEqual(5);
    expect(Number(turnedAway[0]!.headers['retry-after'])).toBeGreaterThan(0);
  });
});
