import { Rushi } from '../rushi/client.js';
import type { Signer } from '../rushi/signer.js';
import type { Store } from '../store/store.js';
import { Consumer } from './consumer.js';
import { TradingFloor } from './floor.js';
import { keepDoing } from './loop.js';
import { Outbox } from './outbox.js';
import { Ticker } from './ticker.js';

export type ExchangeOptions = Readonly<{
  /** Where Rushi answers, without a slash at the end, the key that it gave the platform, and who signs. */
  rushi: Readonly<{ address: string; key: string; signer?: Signer }>;
  store: Store;
  /** Of this exchange, for the addresses in notices. */
  publicAddress: () => string;
  /** How often the clock and the outbox are looked at. */
  tickMs?: number;
  /** How long a question for events waits at Rushi. */
  waitSeconds?: number;
}>;

const TICK_MS = 1_000;
const WAIT_SECONDS = 20;

/** The work of the exchange without its pages: its loops over one floor. */
export class Exchange {
  readonly floor: TradingFloor;
  readonly troubles = new Map<string, string>();
  private readonly ending = new AbortController();
  private readonly loops: readonly (readonly [
    name: string,
    work: (signal: AbortSignal) => Promise<number>,
  ])[];
  private running: Promise<unknown> | undefined;

  constructor({
    rushi: { address, key, signer },
    store,
    publicAddress,
    tickMs = TICK_MS,
    waitSeconds = WAIT_SECONDS,
  }: ExchangeOptions) {
    const rushi = new Rushi(address, key, signer);
    this.floor = new TradingFloor(store, (lot) => `${publicAddress()}/lots/${lot}`);
    const consumer = new Consumer(rushi, this.floor, waitSeconds);
    const ticker = new Ticker(rushi, this.floor, tickMs);
    const outbox = new Outbox(rushi, this.floor, tickMs);
    this.loops = [
      ['接收事件', (signal) => consumer.follow(signal)],
      ['未能办理的事件', () => consumer.retry(tickMs)],
      ['日期与倒计时', (signal) => ticker.tick(signal)],
      ['报送', (signal) => outbox.send(signal)],
    ];
  }

  start(): void {
    const { signal } = this.ending;
    this.running ??= Promise.all(
      this.loops.map(([name, work]) =>
        keepDoing(
          () => work(signal),
          signal,
          (said) => (said === undefined ? this.troubles.delete(name) : this.troubles.set(name, said)),
        ),
      ),
    );
  }

  /** Waits for what is under way; nothing of it is lost where it is cut off. */
  async stop(): Promise<void> {
    this.ending.abort();
    await this.running;
  }
}
