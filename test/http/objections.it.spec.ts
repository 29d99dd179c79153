/*
 * Shows: whoever has no account objects to a notice that runs and reads the answer by number and code; the
 * officer whose notice it is answers; who objected stands in no fact and is read by nobody else.
 * How: the whole application; a deal and an announcement are led on to their notices and objected to.
 */
import { inspect } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { AuditTrail } from '#access';
import { EventStore, KeyValues, Projector } from '#kernel';
import { OBJECTIONS_OPEN_MAX, objectionsOf } from '#land';
import { ANSWERS_ASKED, OBJECTIONS_SENT } from '../../apps/server/src/objections/objection-limits.js';
import { freshKey, jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App, Json } from './app.js';
import { agree, approve, decideTrade, issueConditions, issueQuota, submit } from './steps.js';

const BUYER = { name: '示范实业有限公司', uscc: '91370114MA00000019' };
/** As it is typed, and as it is kept. */
const TYPED = '138 0531 7788';
const WHO = { name: '刘某某', contact: '13805317788' };
const TEXT = '受让人与集体负责人有亲属关系，<script>alert(1)</script>请核查。';
const OBJECTION = { text: TEXT, ...WHO, contact: TYPED };
type Receipt = Readonly<{ number: string; code: string; notice: string; receivedOn: string }>;

let app: App;
let deal: string;
let listing: string;
let first: Receipt;
let place = 0;

/** Each test comes from a place of its own: what one sends counts against no other. */
const from = () => ({ 'X-Forwarded-For': `203.0.113.${(place += 1)}` });
const objectTo = async (notice: string, body: object = OBJECTION, headers: Record<string, string> = {}) => {
  const answer = await app.send('', 'post', `/public/v1/notices/${notice}/objections`, body, {
    'Idempotency-Key': freshKey(),
    ...headers,
  });
  await app.engine.shown();
  return answer;
};
const follow = (number: string, code: string, headers: Record<string, string> = {}) =>
  app.send('', 'get', `/public/v1/objections/${number}`, undefined, { 'Objection-Code': code, ...headers });
const entryOf = (notice: string) => notice.split('.')[0]!;
const taskOf = async (user: string, notice: string, kind = 'answer-objection') =>
  (await app.taskOf(user, entryOf(notice), kind)).id;

async function approved(scheme: ReturnType<typeof soundScheme>): Promise<string> {
  const entry = await submit(app, scheme);
  await issueConditions(app, entry);
  await agree(app, entry);
  await approve(app, entry);
  return entry;
}

beforeAll(async () => {
  app = await openApp([], { TRUST_PROXY: '1' });
  await issueQuota(app);
  const listed = await approved(soundScheme(0));
  await decideTrade(app, listed, '300000000', '350000000');
  const terms = { form: 'lease', method: 'agreement', termYears: 20, priceFen: '90000000' } as const;
  const agreed = await approved(soundScheme(51, terms));
  const publication = { buyer: BUYER, priceFen: '95000000', publishedOn: app.today() };
  expect((await app.decide('wang', agreed, 'publish-deal', 'publish', publication)).status).toBe(200);
  await app.turnTo('2026-03-17');
  const announcement = {
    announcementNo: '济公易土〔2026〕1号',
    announcedOn: app.today(),
    opensOn: '2026-04-07',
    closesOn: '2026-04-20',
    url: 'https://example.com/a1',
  };
  const told = await app.post('platform', `/platform/v1/listings/${listed}/announcement`, announcement);
  expect([told.status, told.text]).toEqual([200, expect.anything()]);
  [deal, listing] = [`${agreed}.deal.1`, `${listed}.listing.1`];
});
afterAll(() => app.close());

describe('an objection of whoever has no account', () => {
  it('is received with a number and a code, and is the same when it is sent again', async () => {
    const key = { 'Idempotency-Key': freshKey() };
    const answer = await objectTo(deal, OBJECTION, key);
    expect([answer.status, answer.headers['cache-control']]).toEqual([201, 'no-store']);
    first = jsonOf<Receipt>(answer);
    expect(first).toEqual({
      number: `${entryOf(deal)}.objection.1`,
      code: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{4}(-[0-9A-HJKMNP-TV-Z]{4}){2}$/),
      notice: deal,
      receivedOn: '2026-03-17',
    });
    expect(jsonOf(await objectTo(deal, OBJECTION, key))).toEqual(first);
    const other = await objectTo(deal, { ...OBJECTION, text: '另一件事' }, key);
    expect([other.status, problemOf(other).code]).toEqual([409, 'objections.key-reused']);
    expect((await app.app.get(EventStore).read(objectionsOf(entryOf(deal)))).length).toBe(1);
  });

  it('says something, who it is from, under a key, against a notice that is there', async () => {
    const answers = await Promise.all([
      objectTo(deal, { ...OBJECTION, text: ' ' }, from()),
      objectTo(deal, { ...OBJECTION, text: '长'.repeat(2_001) }, from()),
      objectTo(deal, { text: TEXT }, from()),
      objectTo(deal, { ...OBJECTION, contact: '1380531778' }, from()),
      objectTo(deal, OBJECTION, { ...from(), 'Idempotency-Key': 'short' }),
      objectTo(`${entryOf(deal)}.deal.9`, OBJECTION, from()),
    ]);
    expect(answers.map((one) => [one.status, problemOf(one).code])).toEqual([
      [400, 'request.invalid'],
      [400, 'request.invalid'],
      [400, 'request.invalid'],
      [400, 'request.invalid'],
      [400, 'idempotency-key.invalid'],
      [404, 'access.unknown'],
    ]);
  });

  it('leaves no name and no contact in the log, in the store or on the board, which counts it', async () => {
    const facts = inspect(await app.app.get(EventStore).read(objectionsOf(entryOf(deal))), { depth: null });
    const kept = JSON.stringify(await app.app.get(KeyValues).list('objection-contacts'));
    const notice = (await app.get('', `/public/v1/notices/${deal}`)).text;
    expect(facts).toContain('亲属关系');
    expect(kept).toContain(first.number);
    for (const text of [facts, kept, notice])
      for (const secret of [WHO.name, WHO.contact, TYPED, first.code]) expect(text).not.toContain(secret);
    expect(notice).not.toContain('亲属关系');
    expect(JSON.parse(notice)).toMatchObject({ mayObject: true, objections: { received: 1, open: 1 } });
    const before = (await app.get('', '/public/v1/notices')).text;
    await app.app.get(Projector).rebuild('board');
    expect((await app.get('', '/public/v1/notices')).text).toBe(before);
  });

  it('is asked for by number and code, typed as people do, and by no other', async () => {
    expect(jsonOf(await follow(first.number, first.code.toLowerCase().replaceAll('-', ' '), from()))).toEqual(
      {
        number: first.number,
        notice: deal,
        state: 'open',
        stateName: '已收到，正在处理',
        receivedOn: '2026-03-17',
        text: TEXT,
        answer: null,
        documentNo: null,
        answeredOn: null,
      },
    );
    const wrong = [
      await follow(first.number, 'AAAA-AAAA-AAAA', from()),
      await follow(first.number, '', from()),
      await follow(`${entryOf(deal)}.objection.2`, first.code, from()),
      await app.get('', `/public/v1/objections/${first.number}?code=${first.code}`),
    ];
    for (const one of wrong) expect([one.status, problemOf(one).code]).toEqual([404, 'objection.unknown']);
  });

  it('is read by whom its answer is, who it was is noted in the audit, and by nobody else', async () => {
    const task = await taskOf('wang', deal);
    const shown = jsonOf(await app.get('wang', `/api/v1/tasks/${task}/objection`));
    expect(shown).toMatchObject({ number: first.number, text: TEXT, state: 'open', notice: deal });
    expect(shown.next).toContain('登记公示期异议成立');
    expect(JSON.stringify(shown)).not.toContain(WHO.name);
    const contact = await app.get('wang', `/api/v1/tasks/${task}/objection/contact`);
    expect(jsonOf(contact)).toMatchObject(WHO);
    expect(contact.headers['cache-control']).toBe('no-store');
    const { items } = await app.app.get(AuditTrail).page(undefined, 200);
    expect(items.filter(({ what }) => what === 'objection.contact-read')).toMatchObject([
      { by: 'wang', whom: entryOf(deal), details: { objection: first.number } },
    ]);
    for (const user of ['li', 'zhao', 'admin', 'platform'])
      for (const path of ['objection', 'objection/contact'])
        expect((await app.get(user, `/api/v1/tasks/${task}/${path}`)).status).toBeGreaterThanOrEqual(403);
  });

  it('stops nothing by itself, and its answer is read by the code', async () => {
    expect(jsonOf<Json>(await app.get('', `/public/v1/notices/${deal}`)).state).toBe('running');
    const data = { documentNo: '双山街办〔2026〕17号', answer: '经核查，不存在亲属关系。' };
    const answered = await app.decide('wang', entryOf(deal), 'answer-objection', 'dismiss', data);
    expect([answered.status, answered.text]).toEqual([200, expect.anything()]);
    expect(jsonOf(await follow(first.number, first.code, from()))).toMatchObject({
      state: 'dismissed',
      stateName: '已答复：异议不成立',
      ...data,
      answeredOn: '2026-03-17',
    });
    expect(jsonOf(await app.get('', `/public/v1/notices/${deal}`))).toMatchObject({
      state: 'running',
      objections: { received: 1, open: 0 },
    });
  });

  it('to an announcement is the work of the bureau, whose answer stops no trade', async () => {
    const { number } = jsonOf<Receipt>(await objectTo(listing, OBJECTION, from()));
    const task = await taskOf('li', listing, 'answer-listing-objection');
    expect(jsonOf(await app.get('li', `/api/v1/tasks/${task}/objection`))).toMatchObject({ number });
    expect((await app.get('wang', `/api/v1/tasks/${task}/objection/contact`)).status).toBe(403);
    const data = { documentNo: '章自然资〔2026〕31号', answer: '起始价有误，将中止交易。' };
    expect(
      (await app.decide('li', entryOf(listing), 'answer-listing-objection', 'uphold', data)).status,
    ).toBe(200);
    expect(jsonOf(await app.get('', `/public/v1/notices/${listing}`))).toMatchObject({
      state: 'announced',
      objections: { received: 1, open: 0 },
    });
  });

  it('is refused where too many are open, and from a place that sends too many', async () => {
    const here = from();
    for (let n = 0; n < OBJECTIONS_SENT.max; n++) {
      const { status } = await objectTo(listing, { ...OBJECTION, text: `第 ${n} 件` }, here);
      expect(status).toBe(201);
    }
    const over = await objectTo(listing, OBJECTION, here);
    expect([over.status, Number(over.headers['retry-after']) > 0]).toEqual([429, true]);
    for (let n = OBJECTIONS_SENT.max; n < OBJECTIONS_OPEN_MAX; n++)
      expect((await objectTo(listing, { ...OBJECTION, text: `第 ${n} 件` }, from())).status).toBe(201);
    const full = await objectTo(listing, OBJECTION, from());
    expect([full.status, problemOf(full).code]).toEqual([409, 'objections.too-many-open']);
    // Of another notice it is taken.
    expect((await objectTo(deal, OBJECTION, from())).status).toBe(201);
  });

  it('is asked for only so often from one place, with whatever code', async () => {
    const here = from();
    const asked = await Promise.all(
      Array.from({ length: ANSWERS_ASKED.max + 1 }, () => follow(first.number, 'AAAA-AAAA-AAAA', here)),
    );
    expect(asked.filter(({ status }) => status === 429).length).toBe(1);
    expect((await follow(first.number, first.code, here)).status).toBe(429);
    expect((await follow(first.number, first.code, from())).status).toBe(200);
  });

  it('is not taken once the notice has ended, and what came before is still answered', async () => {
    await app.turnTo('2026-04-02');
    await app.engine.shown();
    expect(jsonOf(await app.get('', `/public/v1/notices/${deal}`))).toMatchObject({ mayObject: false });
    const late = await objectTo(deal, OBJECTION, from());
    expect([late.status, problemOf(late).code]).toEqual([409, 'objection.not-running']);
    expect(jsonOf(await follow(first.number, first.code, from()))).toMatchObject({ state: 'dismissed' });
  });

  it('loses who it was from in time, and nothing else', async () => {
    await app.app.get(KeyValues).remove('objection-contacts', `${entryOf(deal)}.objection.2`);
    const task = await taskOf('wang', deal);
    const gone = await app.get('wang', `/api/v1/tasks/${task}/objection/contact`);
    expect([gone.status, problemOf(gone).code]).toEqual([404, 'objection.contact-gone']);
    expect((await app.get('wang', `/api/v1/tasks/${task}/objection`)).status).toBe(200);
  });
});
