/*
 * Shows: what the trading platform reports is kept as it came before it is judged, judged once whatever dies
 * in between, and never overwrites what was accepted: a contradiction is work for a person, once, in either
 * order; and nobody sees the claims of another machine.
 * How: the whole application over HTTP; a death is played by doing what the process had done until then.
 */
import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Response } from 'supertest';
import { ApiKeys } from '#access';
import { EventStore, KeyValues, envelope } from '#kernel';
import type { Command } from '#kernel';
import { claimsOf, listingOf, receiveClaim, reportRefunds, schemeOf } from '#land';
import type { Claim, ClaimKind, Subject } from '#land';
import { loadPacks } from '#policy';
import { DEMO_PLATFORM } from '../../apps/server/src/demo/demo-accounts.js';
import { claimIdOf } from '../../apps/server/src/land/shared/claimed.js';
import { freshKey, jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App, Json } from './app.js';
import { agree, approve, decideTrade, issueConditions, issueQuota, submit } from './steps.js';

const [OPENS, CLOSES] = ['2026-04-07', '2026-04-20'] as const;
const BUYER = { name: '示范实业有限公司', uscc: '91370114MA00000019' };
const OTHER = { name: '后继实业有限公司', uscc: '91370114MA0000002C' };

const sold = { resultId: 'r-1', outcome: 'sold', closedOn: CLOSES, winner: BUYER, priceFen: '360000000' };
const failed = { resultId: 'r-1', outcome: 'failed', closedOn: CLOSES, reason: '无人报价' };
const stopped = { reason: '发现重大瑕疵', cause: 'dispute', documentNo: '终〔2026〕1号' };
const refunded = { round: 1, refundedOn: CLOSES, documentNo: '退〔2026〕1号' };

type Told = readonly [kind: ClaimKind, body: Json];
type View = Readonly<{
  id: string;
  state: string;
  code: string | null;
  dispute: number | null;
  sha256: string;
}>;

let app: App;
/** One entry for each pair: a result is final. */
const entries: string[] = [];
const next = () => entries.shift()!;

beforeAll(async () => {
  app = await openApp();
  await issueQuota(app);
  for (const number of [0, 17, 34, 51, 68, 85, 102]) {
    const entry = await submit(app, soundScheme(number));
    await issueConditions(app, entry);
    await agree(app, entry);
    await approve(app, entry);
    await decideTrade(app, entry, soundScheme(number).deal.priceFen);
    entries.push(entry);
  }
  await app.turnTo('2026-03-17');
  for (const entry of entries) {
    const notice = {
      announcementNo: `公告${entry}`,
      announcedOn: '2026-03-17',
      url: 'https://example.com/a1',
    };
    const answer = await tell(entry, 'announcement', { ...notice, opensOn: OPENS, closesOn: CLOSES });
    expect([answer.status, answer.text]).toEqual([200, expect.stringContaining('"claim"')]);
  }
  await app.turnTo(OPENS);
  await app.turnTo(CLOSES);
});
afterAll(() => app.close());

const tell = (entry: string, kind: ClaimKind, body: object | string, headers: Record<string, string> = {}) =>
  app.post('platform', `/platform/v1/listings/${entry}/${kind}`, body as object, headers);
const claimIn = (answer: Response) => jsonOf<{ claim: string }>(answer).claim;
const claimOf = async (id: string) => jsonOf<View>(await app.get('platform', `/platform/v1/claims/${id}`));
const factsOf = async (entry: string) => app.app.get(EventStore).read(claimsOf(entry));
const countOf = async (entry: string, type: string) =>
  (await factsOf(entry)).filter((fact) => fact.type === type).length;
const disputesOf = (entry: string) => app.tasks('li', `entry=${entry}&kind=settle-claim`);
const listingNow = async (entry: string) =>
  (await app.app.get(EventStore).read(listingOf(entry))).map(({ id, type, data }) => ({ id, type, data }));

describe('a report', () => {
  it('is kept as it came, byte for byte, with its signature, before it is judged', async () => {
    const entry = next();
    const raw = `{ "priceFen":"360000000",\n ${JSON.stringify(sold).slice(1)}`;
    const signed = { Signature: 'sig1=:aGVsbG8=:', 'Signature-Input': 'sig1=("content-digest")' };
    const answer = await tell(entry, 'results', raw, signed);
    expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
    const facts = (await factsOf(entry)).filter(
      ({ data }) => 'claim' in data && data.claim === claimIn(answer),
    );
    expect(facts.map(({ type }) => type)).toEqual(['ClaimReceived', 'ClaimAccepted']);
    expect(facts[0]!.data).toMatchObject({
      kind: 'results',
      raw,
      sha256: createHash('sha256').update(raw).digest('hex'),
      claimant: { user: DEMO_PLATFORM.user, office: DEMO_PLATFORM.office },
      signature: { signature: signed.Signature, input: signed['Signature-Input'], contentDigest: null },
    });
    expect(await claimOf(claimIn(answer))).toMatchObject({ state: 'accepted', code: null });
  });

  it('that is refused is kept with its reason, and is no dispute where it contradicts nothing', async () => {
    const entry = entries[0]!;
    const answer = await tell(entry, 'results', { ...sold, priceFen: '1' });
    expect([answer.status, problemOf(answer).code]).toEqual([409, 'listing.below-start']);
    expect(await claimOf(claimIn(answer))).toMatchObject({ state: 'refused', code: 'listing.below-start' });
    expect(await disputesOf(entry)).toEqual([]);
  });

  it('about an entry that is not there is refused, and kept nowhere', async () => {
    const answer = await tell('370114001001JB99999-1', 'results', sold);
    expect([answer.status, problemOf(answer).code]).toEqual([409, 'listing.not-ordered']);
    expect(await factsOf('370114001001JB99999-1')).toEqual([]);
  });
});

describe('two reports that cannot both be true', () => {
  const pairs: readonly (readonly [what: string, first: Told, second: Told, code: string])[] = [
    [
      'sold, then sold otherwise',
      ['results', sold],
      ['results', { ...sold, winner: OTHER }],
      'listing.result-contradicts',
    ],
    ['failed, then sold', ['results', failed], ['results', sold], 'listing.result-contradicts'],
    ['sold, then failed', ['results', sold], ['results', failed], 'listing.result-contradicts'],
    ['sold, then terminated', ['results', sold], ['termination', stopped], 'listing.sold'],
    ['terminated, then sold', ['termination', stopped], ['results', sold], 'listing.stopped'],
  ];

  it.each(pairs)('%s: the first stands, the second is one piece of work', async (_, first, second, code) => {
    const entry = next();
    expect((await tell(entry, ...first)).status).toBe(200);
    const before = await listingNow(entry);
    const key = { 'Idempotency-Key': freshKey() };
    const answers = [
      await tell(entry, ...second, key),
      await tell(entry, ...second, key),
      await tell(entry, ...second),
      await app.post('platform', `/api/v1/listings/${entry}/${second[0]}`, second[1]),
    ];
    expect(answers.map((answer) => [answer.status, problemOf(answer).code])).toEqual(
      answers.map(() => [409, code]),
    );
    expect(new Set(answers.map(claimIn)).size).toBe(3);
    expect(claimIn(answers[1]!)).toBe(claimIn(answers[0]!));
    const views = await Promise.all(answers.map((answer) => claimOf(claimIn(answer))));
    expect(views.map(({ state, dispute }) => [state, dispute])).toEqual([
      ['disputed', 1],
      ['disputed', 1],
      ['refused', 1],
      ['refused', 1],
    ]);
    expect(await disputesOf(entry)).toHaveLength(1);
    expect(await listingNow(entry)).toEqual(before);
    // And the first again is the first again.
    expect((await tell(entry, ...first)).status).toBe(200);
    expect(await listingNow(entry)).toEqual(before);
    settled.push({ entry, claim: claimIn(answers[0]!) });
  });
});

const settled: { entry: string; claim: string }[] = [];

describe('a dispute', () => {
  it('is upheld by a reviewer with the reason, and the platform reads how it ended', async () => {
    const { entry, claim } = settled[0]!;
    const before = await listingNow(entry);
    const reason = '经核对交易档案，已受理的结果无误';
    const answer = await app.decide('li', entry, 'settle-claim', 'uphold', { reason });
    expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
    expect((await claimOf(claim)).state).toBe('upheld');
    expect(await listingNow(entry)).toEqual(before);
  });

  it('that finds a mistake names the document, and changes nothing by itself', async () => {
    const { entry, claim } = settled[1]!;
    const before = await listingNow(entry);
    const documentNo = '章自然资〔2026〕31号';
    expect((await app.decide('li', entry, 'settle-claim', 'correct', {})).status).toBe(400);
    expect((await app.decide('li', entry, 'settle-claim', 'correct', { documentNo })).status).toBe(200);
    expect(await claimOf(claim)).toMatchObject({ state: 'wrong', documentNo });
    expect(await listingNow(entry)).toEqual(before);
  });

  it('is not settled by anybody else', async () => {
    const { entry } = settled[2]!;
    const [task] = await disputesOf(entry);
    for (const user of ['wang', 'zheng', 'feng']) {
      const answer = await app.post(
        user,
        `/api/v1/tasks/${task!.id}/decision`,
        { outcome: 'uphold', data: { reason: '无误' } },
        { 'If-Match': `"${task!.version}"` },
      );
      expect([user, [403, 404].includes(answer.status)]).toEqual([user, true]);
    }
    expect(await disputesOf(entry)).toMatchObject([{ status: 'open' }]);
  });
});

describe('the feed', () => {
  it('tells the platform of disputes and how they ended, and nothing that a person wrote', async () => {
    const types = 'types=result.disputed.v1,result.upheld.v1,result.found-wrong.v1';
    const events = jsonOf<{ type: string; subject: string; data: Json }[]>(
      await app.get('platform', `/platform/v1/events?limit=100&${types}`),
    );
    const [upheld, wrong] = [settled[0]!, settled[1]!];
    const told = events.map(({ type, subject, data }) => [
      type.replace('cn.rushi.', ''),
      subject,
      data.claim,
    ]);
    expect(told).toEqual([
      ...settled.map(({ entry, claim }) => ['result.disputed.v1', entry, claim]),
      ['result.upheld.v1', upheld.entry, upheld.claim],
      ['result.found-wrong.v1', wrong.entry, wrong.claim],
    ]);
    expect(JSON.stringify(events)).not.toContain('经核对');
    const monitored = await app.get('monitor', '/platform/v1/events?limit=500');
    expect(monitored.text).toContain('result.accepted.v1');
    expect(monitored.text).not.toMatch(/disputed|upheld|found-wrong/);
  });
});

describe('a process that dies', () => {
  /** What it had done: the fact of the receipt, and where `command` is given, what it said to the listing. */
  async function died(entry: string, key: string, body: object, command?: Command): Promise<void> {
    const raw = JSON.stringify(body);
    const sha256 = createHash('sha256').update(raw).digest('hex');
    const [first] = await app.app.get(EventStore).read(schemeOf(entry), 0, 1);
    const { subject } = first!.data as { subject: Subject };
    const { user, office, role } = DEMO_PLATFORM;
    const claim: Claim = {
      ...{ claim: claimIdOf(user, key), kind: 'refunds', key, claimant: { user, office } },
      ...{ sha256, contentSha256: sha256, raw },
    };
    const meta = (step: string) => {
      const id = `http/${user}/${key}${step}`;
      const actor = { person: user, role, office };
      const policy = loadPacks().latest.ref;
      return { id, correlation: entry, causation: id, actor, at: app.clock.now(), policy };
    };
    await app.engine.execute(
      envelope(receiveClaim(claimsOf(entry), { subject, ...claim }), meta('/received')),
    );
    if (command) await app.engine.execute(envelope(command, meta('')));
  }
  const refundsOf = async (entry: string) =>
    (await listingNow(entry)).filter(({ type }) => type === 'DepositsRefunded').length;

  it('before the report was judged: sent again it is judged, and received once', async () => {
    const { entry } = settled[0]!;
    const key = freshKey();
    await died(entry, key, refunded);
    await app.engine.shown();
    expect((await claimOf(claimIdOf(DEMO_PLATFORM.user, key))).state).toBe('received');
    const before = await countOf(entry, 'ClaimReceived');
    const answer = await tell(entry, 'refunds', refunded, { 'Idempotency-Key': key });
    expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
    expect(await countOf(entry, 'ClaimReceived')).toBe(before);
    expect((await claimOf(claimIn(answer))).state).toBe('accepted');
    expect(await refundsOf(entry)).toBe(1);
  });

  it('after the listing took it: sent again it is accepted as what it was, once', async () => {
    const { entry } = settled[2]!;
    const key = freshKey();
    await died(entry, key, refunded, reportRefunds(listingOf(entry), refunded));
    expect(await refundsOf(entry)).toBe(1);
    const answer = await tell(entry, 'refunds', refunded, { 'Idempotency-Key': key });
    expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
    expect(await refundsOf(entry)).toBe(1);
    expect((await claimOf(claimIn(answer))).state).toBe('accepted');
  });

  it('before the answer was kept: sent again it is answered by the judgement that stands', async () => {
    const { entry } = settled[2]!;
    const key = freshKey();
    const other = { ...refunded, documentNo: '退〔2026〕9号' };
    const first = await tell(entry, 'refunds', other, { 'Idempotency-Key': key });
    expect([first.status, problemOf(first).code]).toEqual([409, 'report.contradicts']);
    const facts = await factsOf(entry);
    await app.app.get(KeyValues).remove('idempotency-answers', `${DEMO_PLATFORM.user} ${key}`);
    const again = await tell(entry, 'refunds', other, { 'Idempotency-Key': key });
    const said = ({ status, body }: Response) => ({ status, ...(body as Json), traceId: '' });
    expect(said(again)).toEqual(said(first));
    expect(await factsOf(entry)).toHaveLength(facts.length);
  });
});

describe('the list of claims', () => {
  it('has the own claims by their state, page by page', async () => {
    const all = jsonOf<{ items: View[] }>(await app.get('platform', '/platform/v1/claims?limit=500')).items;
    expect(new Set(all.map(({ state }) => state))).toEqual(
      new Set(['accepted', 'refused', 'disputed', 'upheld', 'wrong']),
    );
    const open = await app.get('platform', '/platform/v1/claims?state=disputed&limit=1');
    const page = jsonOf<{ items: View[]; next: string }>(open);
    expect(page.items).toHaveLength(1);
    expect(open.headers.link).toContain('state=disputed');
    const after = `/platform/v1/claims?state=disputed&limit=500&after=${encodeURIComponent(page.next)}`;
    const rest = jsonOf<{ items: View[] }>(await app.get('platform', after)).items;
    const disputed = all.filter(({ state }) => state === 'disputed').map(({ id }) => id);
    expect([...page.items, ...rest].map(({ id }) => id)).toEqual(disputed);
    expect((await app.get('platform', '/platform/v1/claims?state=lost')).status).toBe(400);
  });

  it('is empty for another machine, to which no claim of this one exists', async () => {
    const stranger = { ...DEMO_PLATFORM, user: 'exchange-2', name: '另一交易平台' };
    const key = await new ApiKeys(app.app.get(KeyValues)).issue(stranger);
    const as = (path: string) => app.send('', 'get', path, undefined, { 'X-Api-Key': key });
    expect(jsonOf(await as('/platform/v1/claims'))).toEqual({ items: [], next: null });
    const answer = await as(`/platform/v1/claims/${settled[0]!.claim}`);
    expect([answer.status, problemOf(answer).code]).toEqual([404, 'access.unknown']);
    for (const machine of ['registry', 'treasury']) {
      expect(jsonOf(await app.get(machine, '/platform/v1/claims'))).toEqual({ items: [], next: null });
      const of = await app.get(machine, `/platform/v1/claims/${settled[0]!.claim}`);
      expect([machine, of.status, problemOf(of).code]).toEqual([machine, 404, 'access.unknown']);
    }
    for (const user of ['monitor', 'li'])
      expect([user, (await app.get(user, '/platform/v1/claims')).status]).toEqual([user, 403]);
  });
});

describe('a machine whose key has a signing key', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const machine = { user: 'exchange-3', name: '签名的交易平台', office: '370100/trading' };
  const MUST = '"@method" "@path" "content-digest" "idempotency-key"';
  let apiKey: string;
  let path: string;

  beforeAll(async () => {
    const signingKey = publicKey.export({ format: 'jwk' }).x!;
    const wrong = await app.post('admin', '/api/v1/api-keys', {
      ...machine,
      signingKey: signingKey.slice(1),
    });
    expect([wrong.status, problemOf(wrong).code]).toEqual([422, 'key.signing-invalid']);
    const issued = await app.post('admin', '/api/v1/api-keys', { ...machine, signingKey });
    expect(jsonOf(issued)).toMatchObject({ signingKey });
    apiKey = jsonOf<{ key: string }>(issued).key;
    path = `/platform/v1/listings/${settled[0]!.entry}/refunds`;
  });

  type Signing = Readonly<{ covered?: string; secondsAgo?: number; by?: typeof privateKey; body?: Json }>;
  async function told(key: string, signing?: Signing, at = path): Promise<Response> {
    const sent = JSON.stringify(refunded);
    const headers: Record<string, string> = { 'X-Api-Key': apiKey, 'Idempotency-Key': key };
    if (signing) {
      const { covered = MUST, secondsAgo = 0, by = privateKey, body = refunded } = signing;
      const digest = createHash('sha256').update(JSON.stringify(body)).digest('base64');
      headers['Content-Digest'] = `sha-256=:${digest}:`;
      const values: Record<string, string> = {
        '@method': 'POST',
        '@path': at,
        'content-digest': headers['Content-Digest'],
        'idempotency-key': key,
      };
      const parameters = `(${covered});created=${Math.floor(Date.now() / 1000) - secondsAgo}`;
      const lines = covered.split(' ').map((item) => `${item}: ${values[item.slice(1, -1)]}`);
      const base = [...lines, `"@signature-params": ${parameters}`].join('\n');
      headers['Signature-Input'] = `sig1=${parameters}`;
      headers.Signature = `sig1=:${sign(null, Buffer.from(base), by).toString('base64')}:`;
    }
    return app.send('', 'post', at, sent, headers);
  }

  it('reads as ever, and reports nothing that is not signed', async () => {
    const list = await app.send('', 'get', '/platform/v1/listings', undefined, { 'X-Api-Key': apiKey });
    expect(list.status).toBe(200);
    const key = freshKey();
    for (const at of [path, path.replace('/platform/', '/api/')]) {
      const answer = await told(key, undefined, at);
      expect([answer.status, problemOf(answer).code]).toEqual([401, 'signature.missing']);
    }
    const claim = `/platform/v1/claims/${claimIdOf(machine.user, key)}`;
    expect((await app.send('', 'get', claim, undefined, { 'X-Api-Key': apiKey })).status).toBe(404);
  });

  it('reports what it has signed, which is kept with its signature', async () => {
    const key = freshKey();
    const answer = await told(key, {});
    expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
    const received = (await factsOf(settled[0]!.entry)).find(
      ({ type, data }) => type === 'ClaimReceived' && (data as Claim).key === key,
    );
    expect((received!.data as Claim).signature).toMatchObject({
      signature: expect.stringMatching(/^sig1=:/),
      contentDigest: expect.stringMatching(/^sha-256=:/),
    });
  });

  it('reports nothing that somebody else, for something else, or long ago has signed', async () => {
    const wrong: readonly (readonly [what: string, signing: Signing])[] = [
      ['another key', { by: generateKeyPairSync('ed25519').privateKey }],
      ['another body', { body: { ...refunded, documentNo: '退〔2026〕2号' } }],
      ['made long ago', { secondsAgo: 3_600 }],
      ['made in future', { secondsAgo: -3_600 }],
      ['without the body', { covered: '"@method" "@path" "idempotency-key"' }],
      ['without the key of the request', { covered: '"@method" "@path" "content-digest"' }],
    ];
    for (const [what, signing] of wrong) {
      const answer = await told(freshKey(), signing);
      expect([what, answer.status, problemOf(answer).code]).toEqual([what, 401, 'signature.wrong']);
    }
  });
});
