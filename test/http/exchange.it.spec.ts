/*
 * Shows: the stand-in for the trading platform knows Rushi only by its interface for machines, announces what
 * is ordered, trades it and reports it, so that an entry comes to its contract with nothing done but bids;
 * whether it is cut off in the middle, or reports twice, late, out of order or against itself.
 * How: the whole server and the whole exchange on one database, over HTTP; the exchange is cut off without a
 * goodbye and begun again.
 */
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { KeyValues } from '#kernel';
import { until } from '#kernel/testing';
import { ApiKeys } from '#access';
import { DEMO_PLATFORM } from '../../apps/server/src/demo/demo-accounts.js';
import { Drain } from '../../apps/server/src/http/drain.js';
import { openExchange } from '../../apps/exchange/src/exchange-app.js';
import type { RunningExchange } from '../../apps/exchange/src/exchange-app.js';
import type { Lot, Report, Stage } from '../../apps/exchange/src/lots/lot.js';
import { openApp, soundScheme } from './app.js';
import type { App } from './app.js';
import {
  agree,
  approve,
  decideTrade,
  issueConditions,
  issueQuota,
  submit,
  timelineOf,
  viewOf,
} from './steps.js';

const [FIRST, SECOND] = ['91370100MA3C00001H', '91370100MA3C00002L'] as const;
const PRICE_FEN = '305000000';
const DAY_MS = 86_400_000;

let app: App;
let exchange: RunningExchange;
let begin: () => Promise<RunningExchange>;

beforeAll(async () => {
  app = await openApp();
  await app.app.listen(0, '127.0.0.1');
  const { port } = app.app.getHttpServer().address() as AddressInfo;
  const key = await new ApiKeys(app.app.get(KeyValues)).issue(DEMO_PLATFORM);
  begin = () =>
    openExchange({
      rushi: { address: `http://127.0.0.1:${port}`, key },
      databaseUrl: app.url,
      host: '127.0.0.1',
      port: 0,
      tickMs: 100,
      waitSeconds: 1,
    });
  exchange = await begin();
  await form('/operator/countdown', { seconds: '3600' });
  await issueQuota(app);
});
afterAll(async () => {
  await exchange.close();
  await app.app.get(Drain).end(app.app.getHttpServer(), 0);
  await app.close();
});

type Said = Readonly<{ text: string; isRefused: boolean }>;
async function form(path: string, fields: Readonly<Record<string, string>> | URLSearchParams): Promise<Said> {
  const answer = await fetch(`${exchange.url}${path}`, {
    method: 'POST',
    headers: { Accept: 'application/json' },
    body: new URLSearchParams(fields),
  });
  return (await answer.json()) as Said;
}
const faults = (...on: string[]) =>
  form('/operator/faults', new URLSearchParams(on.map((one) => `fault=${one}`).join('&')));
const pageOf = async (path: string) => (await fetch(`${exchange.url}${path}`)).text();
const store = () => exchange.exchange.floor.store;
const lotOf = async (entry: string): Promise<Lot> => (await store().lot(`${entry}.1`))!;
const reaches = (entry: string, ...stages: Stage[]) =>
  until(async () => stages.includes((await store().lot(`${entry}.1`))?.stage ?? 'ordered'));
const reportsOf = async (entry: string) =>
  (await store().reports(`${entry}.1`)).map(({ report, state }) => [
    report.key.replace(`exchange.${entry}.1.`, ''),
    state,
  ]);

async function ordered(number: number): Promise<string> {
  const one = await submit(app, soundScheme(number, {}, app.today()));
  await issueConditions(app, one);
  await agree(app, one);
  await approve(app, one);
  await decideTrade(app, one, soundScheme(number).deal.priceFen);
  return one;
}

/** To the last countdown: nobody does anything but bidders. */
async function bidOn(entry: string): Promise<void> {
  await reaches(entry, 'ready', 'announcing', 'announced');
  const { ordered: order } = await lotOf(entry);
  await app.turnTo(order.earliestNoticeOn!);
  await reaches(entry, 'announced');
  const { opensOn, closesOn } = (await lotOf(entry)).notice!;
  await app.turnTo(opensOn);
  await reaches(entry, 'open');
  for (const bidder of [FIRST, SECOND])
    expect(await form(`/lots/${entry}.1/deposits`, { bidder })).toMatchObject({ isRefused: false });
  expect(await form(`/lots/${entry}.1/bids`, { bidder: FIRST, amount: '3000000' })).toMatchObject({
    isRefused: false,
  });
  await app.turnTo(closesOn);
  await reaches(entry, 'closing');
  await form(`/operator/lots/${entry}.1/countdown-end`, {});
  await reaches(entry, 'live');
  expect(await form(`/lots/${entry}.1/bids`, { bidder: SECOND, amount: '3,050,000' })).toMatchObject({
    isRefused: false,
  });
}

/** The auctioneer calls until nobody is left. */
const hammer = (entry: string) =>
  until(async () => {
    const { stage } = await lotOf(entry);
    if (stage === 'live') await form(`/operator/lots/${entry}.1/countdown-end`, {});
    return stage !== 'live';
  });

/** The entry waits for its contract, sold once, at the price of the highest bid. */
async function expectSold(entry: string): Promise<void> {
  await until(async () => (await viewOf(app, entry)).stage === 'contract');
  await until(async () => (await lotOf(entry)).published === true);
  await app.engine.shown();
  const facts = await timelineOf(app, entry);
  const sold = facts.filter(({ type }) => type === 'ListingSold');
  expect(sold.map(({ data }) => [data.priceFen, (data.winner as { uscc: string }).uscc])).toEqual([
    [PRICE_FEN, SECOND],
  ]);
  for (const once of ['ListingAnnounced', 'DepositsRefunded', 'ResultPublished'])
    expect([once, facts.filter(({ type }) => type === once).length]).toEqual([once, 1]);
}

describe('an approved listing', () => {
  it('is announced, bid on, sold, and goes on to its contract', async () => {
    const entry = await ordered(0);
    await bidOn(entry);
    await hammer(entry);
    await expectSold(entry);
    expect((await lotOf(entry)).notice).toMatchObject({ url: `${exchange.url}/lots/${entry}.1` });
    const lot = await pageOf(`/lots/${entry}.1`);
    expect(lot).toContain('历城示例精工有限公司以 3,050,000.00 元竞得');
    expect(await pageOf('/')).toContain(`/lots/${entry}.1`);
    expect(await form(`/lots/${entry}.1/bids`, { bidder: FIRST, amount: '9000000' })).toEqual({
      text: '该标的的交易已经结束。',
      isRefused: true,
    });
  });

  it('is sold as well when the exchange is cut off in the last countdown', async () => {
    const entry = await ordered(17);
    await bidOn(entry);
    // It gives up its connections and says nothing; what is under way breaks off.
    const cut = exchange.close();
    exchange = await begin();
    await cut;
    await hammer(entry);
    await expectSold(entry);
  });

  it('is told to whoever watches, as it happens', async () => {
    const entry = await ordered(34);
    const stopping = new AbortController();
    await reaches(entry, 'ready', 'announcing', 'announced');
    const stream = await fetch(`${exchange.url}/lots/${entry}.1/stream`, { signal: stopping.signal });
    let text = '';
    const read = async () => {
      for await (const part of stream.body!.pipeThrough(new TextDecoderStream())) text += part;
    };
    void read().catch(() => undefined);
    await bidOn(entry);
    await until(() => text.includes('3,050,000.00') && text.includes('"stage":"live"'));
    stopping.abort();
    await hammer(entry);
    await expectSold(entry);
  });
});

describe('with a fault', () => {
  const tells = (entry: string, ...wanted: (readonly [key: string, state: string])[]) =>
    until(async () => {
      const told = await reportsOf(entry);
      return wanted.every(([key, state]) => told.some((one) => one[0] === key && one[1] === state));
    });

  it('that tells everything twice and then otherwise, the entry is sold once and rightly', async () => {
    const entry = await ordered(51);
    await faults('duplicate', 'contradict');
    await bidOn(entry);
    await hammer(entry);
    await expectSold(entry);
    await tells(entry, ['results.1.duplicate', 'answered'], ['results.1.contradict', 'refused']);
    await faults();
    await expectSold(entry);
    expect(await pageOf('/operator')).toContain('已有结果');
  });

  it('that tells in disorder, what came too early waits and is taken once', async () => {
    const entry = await ordered(68);
    await faults('reorder');
    await bidOn(entry);
    await hammer(entry);
    await tells(entry, ['result-publication.1', 'answered'], ['refunds.1', 'answered']);
    await expectSold(entry);
    await app.engine.shown();
    const types = (await timelineOf(app, entry)).map(({ type }) => type);
    expect(types.filter((type) => type === 'ClaimWaiting').length).toBeGreaterThan(0);
    for (const type of ['DepositsRefunded', 'ResultPublished'])
      expect(types.filter((one) => one === type)).toEqual([type]);
    await faults();
  });

  it('that tells a day late, the result is of its own day', async () => {
    const entry = await ordered(85);
    await bidOn(entry);
    await faults('late');
    await hammer(entry);
    const { closedOn } = (await lotOf(entry)).result!;
    expect(await reportsOf(entry)).toContainEqual(['results.1', 'waiting']);
    await faults();
    const tomorrow = new Date(Date.parse(closedOn) + DAY_MS).toISOString().slice(0, 10);
    await app.turnTo(tomorrow);
    await expectSold(entry);
    const sold = (await timelineOf(app, entry)).find(({ type }) => type === 'ListingSold');
    expect([sold!.data.closedOn, app.today()]).toEqual([closedOn, tomorrow]);
  });

  it('that keeps it down, it hears when it is up again what was said meanwhile', async () => {
    await faults('down');
    // Begun anew, so that no question from before still waits at Rushi.
    await exchange.close();
    exchange = await begin();
    const entry = await ordered(102);
    expect(await store().lot(`${entry}.1`)).toBeUndefined();
    await faults();
    await reaches(entry, 'ready', 'announcing', 'announced');
  });

  it('that keeps an answer away, no later report of a lot overtakes the one that is told again', async () => {
    await faults('down');
    const report = (key: string, lot: string) =>
      ({ key, lot, entry: lot, kind: 'suspension', body: {} }) satisfies Report;
    await store().transaction(async (within) => {
      for (const [key, lot] of [
        ['told.1', 'one.1'],
        ['told.2', 'one.1'],
        ['told.3', 'two.1'],
      ] as const)
        await store().enqueue(within, report(key, lot), null);
    });
    const next = async (isNewestFirst: boolean) =>
      (await store().nextReport(app.today(), isNewestFirst))?.report.key;
    expect(await next(false)).toBe('told.1');
    const first = (await store().nextReport(app.today(), false))!;
    await store().retryReport(first.id, DAY_MS, 'away');
    expect(await next(false)).toBe('told.3');
    expect(await next(true)).toBe('told.3');
  });
});
