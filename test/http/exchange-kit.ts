/** The whole server and the whole exchange on one database, over HTTP, and what people do at either. */
import { generateKeyPairSync } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import { expect } from '@jest/globals';
import { KeyValues } from '#kernel';
import { until } from '#kernel/testing';
import { ApiKeys } from '#access';
import { DEMO_PLATFORM } from '../../apps/server/src/demo/demo-accounts.js';
import { Drain } from '../../apps/server/src/http/drain.js';
import { openExchange } from '../../apps/exchange/src/exchange-app.js';
import type { RunningExchange } from '../../apps/exchange/src/exchange-app.js';
import type { Lot, Stage } from '../../apps/exchange/src/lots/lot.js';
import { Signer } from '../../apps/exchange/src/rushi/signer.js';
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

export const [FIRST, SECOND] = ['91370100MA3C00001H', '91370100MA3C00002L'] as const;
export const PRICE_FEN = '305000000';
export const DAY_MS = 86_400_000;

export type Said = Readonly<{ text: string; isRefused: boolean }>;

export class Trading {
  private constructor(
    readonly app: App,
    private readonly begin: () => Promise<RunningExchange>,
    private running: RunningExchange,
  ) {}

  static async open(): Promise<Trading> {
    const app = await openApp();
    await app.app.listen(0, '127.0.0.1');
    const { port } = app.app.getHttpServer().address() as AddressInfo;
    const { privateKey, publicKey } = generateKeyPairSync('ed25519');
    const signer = Signer.of(privateKey.export({ type: 'pkcs8', format: 'pem' }).toString());
    const signingKey = publicKey.export({ format: 'jwk' }).x!;
    // Nothing unsigned is taken of it.
    const key = await new ApiKeys(app.app.get(KeyValues)).issue({ ...DEMO_PLATFORM, signingKey });
    const begin = () =>
      openExchange({
        rushi: { address: `http://127.0.0.1:${port}`, key, signer },
        databaseUrl: app.url,
        host: '127.0.0.1',
        port: 0,
        tickMs: 100,
        waitSeconds: 1,
      });
    const trading = new Trading(app, begin, await begin());
    await trading.form('/operator/countdown', { seconds: '3600' });
    await issueQuota(app);
    return trading;
  }

  get exchange(): RunningExchange {
    return this.running;
  }

  get store() {
    return this.running.exchange.floor.store;
  }

  /** Cut off without a goodbye, and begun again before it is wholly gone. */
  async cutOff(): Promise<void> {
    const cut = this.running.close();
    this.running = await this.begin();
    await cut;
  }

  /** Ended, and begun anew. */
  async restart(): Promise<void> {
    await this.running.close();
    this.running = await this.begin();
  }

  async close(): Promise<void> {
    const { app } = this;
    await this.running.close();
    await app.app.get(Drain).end(app.app.getHttpServer(), 0);
    await app.close();
  }

  async form(path: string, fields: Readonly<Record<string, string>> | URLSearchParams): Promise<Said> {
    const answer = await fetch(`${this.running.url}${path}`, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams(fields),
    });
    return (await answer.json()) as Said;
  }

  faults(...on: string[]): Promise<Said> {
    return this.form('/operator/faults', new URLSearchParams(on.map((one) => `fault=${one}`).join('&')));
  }

  async pageOf(path: string): Promise<string> {
    return (await fetch(`${this.running.url}${path}`)).text();
  }

  async lotOf(entry: string): Promise<Lot> {
    return (await this.store.lot(`${entry}.1`))!;
  }

  reaches(entry: string, ...stages: Stage[]): Promise<void> {
    return until(async () => stages.includes((await this.store.lot(`${entry}.1`))?.stage ?? 'ordered'));
  }

  async reportsOf(entry: string): Promise<readonly (readonly [key: string, state: string])[]> {
    return (await this.store.reports(`${entry}.1`)).map(
      ({ report, state }) => [report.key.replace(`exchange.${entry}.1.`, ''), state] as const,
    );
  }

  tells(entry: string, ...wanted: (readonly [key: string, state: string])[]): Promise<void> {
    return until(async () => {
      const told = await this.reportsOf(entry);
      return wanted.every(([key, state]) => told.some((one) => one[0] === key && one[1] === state));
    });
  }

  async ordered(number: number): Promise<string> {
    const { app } = this;
    const one = await submit(app, soundScheme(number, {}, app.today()));
    await issueConditions(app, one);
    await agree(app, one);
    await approve(app, one);
    await decideTrade(app, one, soundScheme(number).deal.priceFen);
    return one;
  }

  /** To the day on which it may be announced, and is. */
  async announced(entry: string): Promise<void> {
    await this.reaches(entry, 'ready', 'announcing', 'announced');
    await this.app.turnTo((await this.lotOf(entry)).ordered.earliestNoticeOn!);
    await this.reaches(entry, 'announced');
  }

  /** To the last countdown: nobody does anything but bidders. */
  async bidOn(entry: string): Promise<void> {
    await this.announced(entry);
    const { opensOn, closesOn } = (await this.lotOf(entry)).notice!;
    await this.app.turnTo(opensOn);
    await this.reaches(entry, 'open');
    for (const bidder of [FIRST, SECOND])
      expect(await this.form(`/lots/${entry}.1/deposits`, { bidder })).toMatchObject({ isRefused: false });
    expect(await this.form(`/lots/${entry}.1/bids`, { bidder: FIRST, amount: '3000000' })).toMatchObject({
      isRefused: false,
    });
    await this.app.turnTo(closesOn);
    await this.reaches(entry, 'closing');
    await this.form(`/operator/lots/${entry}.1/countdown-end`, {});
    await this.reaches(entry, 'live');
    expect(await this.form(`/lots/${entry}.1/bids`, { bidder: SECOND, amount: '3,050,000' })).toMatchObject({
      isRefused: false,
    });
  }

  /** The auctioneer calls until nobody is left. */
  hammer(entry: string): Promise<void> {
    return until(async () => {
      const { stage } = await this.lotOf(entry);
      if (stage === 'live') await this.form(`/operator/lots/${entry}.1/countdown-end`, {});
      return stage !== 'live';
    });
  }

  /** The entry waits for its contract, sold once, at the price of the highest bid. */
  async expectSold(entry: string): Promise<void> {
    const { app } = this;
    await until(async () => (await viewOf(app, entry)).stage === 'contract');
    await until(async () => (await this.lotOf(entry)).published === true);
    await app.engine.shown();
    const facts = await timelineOf(app, entry);
    const sold = facts.filter(({ type }) => type === 'ListingSold');
    expect(sold.map(({ data }) => [data.priceFen, (data.winner as { uscc: string }).uscc])).toEqual([
      [PRICE_FEN, SECOND],
    ]);
    for (const once of ['ListingAnnounced', 'DepositsRefunded', 'ResultPublished'])
      expect([once, facts.filter(({ type }) => type === once).length]).toEqual([once, 1]);
  }
}
