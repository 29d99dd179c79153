/*
 * Shows: the stand-in for the trading platform knows Rushi only by its interface for machines, announces what
 * is ordered, trades it and reports it, so that an entry comes to its contract with nothing done but bids;
 * whichever of both dies, and whatever it reports twice, late, out of order or against itself.
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
import { bid, payDeposit } from '../../apps/exchange/src/lots/bidding.js';
import { bidderOf } from '../../apps/exchange/src/lots/bidders.js';
import { unchanged } from '../../apps/exchange/src/lots/lot.js';
import type { Lot, Stage } from '../../apps/exchange/src/lots/lot.js';
import { openStore } from '../../apps/exchange/src/store/open-store.js';
import { Exchange } from '../../apps/exchange/src/work/exchange.js';
import { openApp, soundScheme } from './app.js';
import type { App } from './app.js';
import { agree, approve, decideTrade, issueConditions, issueQuota, submit, viewOf } from './steps.js';

let app: App;
let address: string;
let key: string;
let exchange: Exchange;
let store: Awaited<ReturnType<typeof openStore>>;

async function openExchange(): Promise<void> {
  store = await openStore(app.url);
  exchange = new Exchange({
    rushi: { address, key },
    store: store.store,
    publicAddress: () => 'http://127.0.0.1:3001',
    tickMs: 100,
    waitSeconds: 1,
  });
  exchange.start();
}

beforeAll(async () => {
  app = await openApp();
  await app.app.listen(0, '127.0.0.1');
  address = `http://127.0.0.1:${(app.app.getHttpServer().address() as AddressInfo).port}`;
  key = await new ApiKeys(app.app.get(KeyValues)).issue(DEMO_PLATFORM);
  await openExchange();
  await store.store.setCountdownSeconds(1);
  await issueQuota(app);
});
afterAll(async () => {
  await exchange.stop();
  await store.close();
  await app.app.get(Drain).end(app.app.getHttpServer(), 0);
  await app.close();
});

const [HIGH, LOW] = [
  bidderOf('济南甲机械有限公司', '91370100MA3C00001H'),
  bidderOf('济南乙机械有限公司', '91370100MA3C00002L'),
];

async function approved(number: number): Promise<string> {
  const one = await submit(app, soundScheme(number));
  await issueConditions(app, one);
  await agree(app, one);
  await approve(app, one);
  return one;
}

const lotOf = async (entry: string): Promise<Lot> => (await store.store.lot(`${entry}.1`))!;
const reaches = (entry: string, ...stages: Stage[]) =>
  until(async () => stages.includes((await store.store.lot(`${entry}.1`))?.stage ?? 'ordered'));

describe('an approved listing', () => {
  it('is announced, bid on, sold, and goes on to its contract', async () => {
    const entry = await approved(0);
    await decideTrade(app, entry, soundScheme(0).deal.priceFen);
    await reaches(entry, 'ready');
    await app.turnTo('2026-03-18');
    await reaches(entry, 'announced');
    const { notice } = await lotOf(entry);
    expect(notice).toEqual({
      announcementNo: '济公易土〔2026〕1号',
      announcedOn: '2026-03-18',
      opensOn: '2026-04-07',
      closesOn: '2026-04-17',
      url: `http://127.0.0.1:3001/lots/${entry}.1`,
    });
    await app.turnTo(notice!.opensOn);
    await reaches(entry, 'open');
    for (const bidder of [HIGH, LOW]) {
      await store.store.register(bidder);
      await exchange.floor.act(`${entry}.1`, (lot, now) => unchanged(payDeposit(lot, bidder, now)));
    }
    await exchange.floor.act(`${entry}.1`, (lot, now) => unchanged(bid(lot, LOW, 300_000_000n, now)));
    await app.turnTo(notice!.closesOn);
    await reaches(entry, 'live');
    await exchange.floor.act(`${entry}.1`, (lot, now) => unchanged(bid(lot, HIGH, 301_000_000n, now)));
    await reaches(entry, 'sold');
    await until(async () => (await viewOf(app, entry)).stage === 'contract');
    await until(async () => (await lotOf(entry)).published === true);
  });
});
