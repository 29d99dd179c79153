import { ENGINE, SimulatedClock } from '#kernel';
import { addDays, startOfDay } from '#policy';
import { Chance, checkInvariants } from '#simulation';
import type { Check } from '#simulation';
import { anyPort } from './database.js';
import { startEngineApp } from './engine-app.js';
import { Failure, misuse } from './failure.js';
import { line, paint, table } from './output.js';
import type { Io } from './output.js';
import { readLog } from './read-models.js';
import { comesTrue, published } from './sandbox/feed.js';
import { programFile, startProgram, untilAnswers } from './sandbox/programs.js';
import { openSandbox } from './sandbox/sandbox.js';
import type { Sandbox } from './sandbox/sandbox.js';
import { parkedCheck } from './simulate.js';
import { printChecks, verify } from './verify.js';

export type TradeOptions = Readonly<{ parcels: number; seed: number; from: string }>;

/** What became of a listing; `open` where it came to no end in the time that there was. */
export type Traded = Readonly<{ entry: string; outcome: 'sold' | 'failed' | 'open'; priceFen?: string }>;
export type TradedCounty = Readonly<{
  options: TradeOptions;
  listings: readonly Traded[];
  checks: readonly Check[];
  ok: boolean;
}>;

/** Each is ordered by its officers one after the other, and trades for seconds of real time. */
export const TRADED_PARCELS_MAX = 20;
/** Against hanging: a step of the exchange takes seconds. */
const STEP_MS_MAX = 120_000;
/** After which a notice is looked for on the next day: the exchange may have been told another one. */
const NOTICE_MS_MAX = 30_000;
/** Days on which a notice, or a result, is still waited for. */
const DAYS_MAX = 20;
const COUNTDOWN_SECONDS = '1';
/** The exchange's own made-up companies. */
const BIDDERS = ['91370100MA3C00001H', '91370100MA3C00002L', '91370100MA3C00003P'];
/** 元: the starting price of every listing, and how much more a bid may be. */
const [START_YUAN, STEP_YUAN, STEPS_MAX] = [3_000_000, 10_000, 50];

/**
 * A county whose listings go through the exchange as it ships, over HTTP on this machine: ordered by people
 * at the server, announced and traded by the exchange, bid on by chance, and judged by what the log says
 * then.
 */
export async function simulateTrade(url: string, options: TradeOptions, io: Io): Promise<TradedCounty> {
  if (options.parcels > TRADED_PARCELS_MAX)
    throw misuse(
      `经交易平台最多模拟 ${TRADED_PARCELS_MAX} 宗地。`,
      `请把 --parcels 改为 1 至 ${TRADED_PARCELS_MAX}。`,
    );
  const sandbox = await openSandbox({ databaseUrl: url, from: options.from });
  let listings: readonly Traded[];
  try {
    listings = await traded(sandbox, url, options, io);
  } finally {
    await sandbox.close();
  }
  io.err('正在核对日志……\n');
  const checks = await checked(url, options.from);
  const isOver = listings.every(({ outcome }) => outcome !== 'open');
  return {
    options,
    listings,
    checks,
    ok: isOver && checks.every(({ violations }) => violations.length === 0),
  };
}

async function traded(
  sandbox: Sandbox,
  databaseUrl: string,
  { parcels, seed }: TradeOptions,
  io: Io,
): Promise<readonly Traded[]> {
  const port = await anyPort();
  const exchange = startProgram(process.execPath, [programFile('exchange')], {
    ...{ NODE_OPTIONS: '', RUSHI_SERVER: sandbox.url, RUSHI_API_KEY: '', RUSHI_SIGNING_KEY: '' },
    ...{ DATA_DIR: sandbox.dataDir, DATABASE_URL: databaseUrl, HOST: '127.0.0.1', EXCHANGE: String(port) },
  });
  try {
    const county = new TradingDays(sandbox, `http://127.0.0.1:${port}`, new Chance(seed), io);
    await untilAnswers(`http://127.0.0.1:${port}/`, exchange);
    return await county.run(parcels);
  } finally {
    await exchange.stop();
  }
}

class TradingDays {
  constructor(
    private readonly sandbox: Sandbox,
    private readonly exchange: string,
    private readonly chance: Chance,
    private readonly io: Io,
  ) {}

  async run(parcels: number): Promise<readonly Traded[]> {
    await this.form('/operator/countdown', { seconds: COUNTDOWN_SECONDS });
    const entries: string[] = [];
    for (let n = 0; n < parcels; n++) {
      entries.push(await this.sandbox.people.order(n));
      this.io.err(`已委托 ${n + 1} / ${parcels} 宗\n`);
    }
    const earliest = await this.daysOf('listing.ordered', 'earliestNoticeOn');
    await this.everyDay(last(earliest), 'listing.announced', entries);
    await this.sandbox.people.turnTo(last(await this.daysOf('listing.announced', 'opensOn')));
    await this.all(entries, ['listing.opened']);
    for (const entry of entries) await this.bidOn(entry);
    await this.sandbox.people.turnTo(last(await this.daysOf('listing.announced', 'closesOn')));
    await this.all(entries, ['result.accepted', 'listing.failed']);
    await this.all(await this.soldOf(entries), ['deposits.refunded']);
    await this.all(await this.soldOf(entries), ['result.published']);
    return this.outcomes(entries);
  }

  /** By chance nobody, one, two or three bid, each more than the one before. */
  private async bidOn(entry: string): Promise<void> {
    const bidders = BIDDERS.slice(0, this.chance.between(`${entry}: bidders`, 0, BIDDERS.length));
    const lot = `/lots/${encodeURIComponent(`${entry}.1`)}`;
    for (const bidder of bidders)
      await comesTrue(async () => this.form(`${lot}/deposits`, { bidder }), STEP_MS_MAX);
    let steps = 0;
    for (const bidder of bidders) {
      steps += this.chance.between(`${entry}: ${bidder}`, 1, STEPS_MAX);
      await this.form(`${lot}/bids`, { bidder, amount: String(START_YUAN + steps * STEP_YUAN) });
    }
  }

  /** One day after the other, until every entry has come so far. @throws Failure where one has not */
  private async everyDay(from: string, type: string, entries: readonly string[]): Promise<void> {
    for (let days = 0; days < DAYS_MAX; days++) {
      await this.sandbox.people.turnTo(addDays(from, days));
      if (await comesTrue(() => this.have(entries, [type]), NOTICE_MS_MAX)) return;
    }
    throw new Failure('交易平台没有发布全部公告。', '请带上这段输出联系维护人员。');
  }

  private async all(entries: readonly string[], types: readonly string[]): Promise<void> {
    await comesTrue(() => this.have(entries, types), STEP_MS_MAX);
  }

  private async have(entries: readonly string[], types: readonly string[]): Promise<boolean> {
    const events = await published(this.sandbox);
    const there = new Set(
      events.filter(({ type }) => types.some((one) => type.includes(one))).map(({ data }) => data.entry),
    );
    return entries.every((entry) => there.has(entry));
  }

  private async daysOf(type: string, name: string): Promise<readonly string[]> {
    const events = await published(this.sandbox);
    return events.filter((event) => event.type.includes(type)).map(({ data }) => String(data[name]));
  }

  private async soldOf(entries: readonly string[]): Promise<readonly string[]> {
    return (await this.outcomes(entries))
      .filter(({ outcome }) => outcome === 'sold')
      .map(({ entry }) => entry);
  }

  private async outcomes(entries: readonly string[]): Promise<readonly Traded[]> {
    const events = await published(this.sandbox);
    return entries.map((entry): Traded => {
      const own = (type: string) =>
        events.find((event) => event.type.includes(type) && event.data.entry === entry);
      const sold = own('result.accepted');
      if (sold) return { entry, outcome: 'sold', priceFen: String(sold.data.priceFen) };
      return { entry, outcome: own('listing.failed') ? 'failed' : 'open' };
    });
  }

  /** @returns whether the exchange took it */
  private async form(path: string, fields: Readonly<Record<string, string>>): Promise<boolean> {
    const answer = await fetch(`${this.exchange}${path}`, {
      method: 'POST',
      headers: { Accept: 'application/json' },
      body: new URLSearchParams(fields),
    });
    await answer.text();
    return answer.ok;
  }
}

const last = (days: readonly string[]): string => [...days].sort().at(-1)!;

/** The laws of the log, held against what is there when server and exchange have ended. */
async function checked(url: string, from: string): Promise<readonly Check[]> {
  const clock = new SimulatedClock(startOfDay(from));
  const engine = { sagas: false, projections: false, guardsLog: false };
  const app = await startEngineApp({ url, clock, eventStoreUrl: '', engine });
  try {
    const log = await readLog(app);
    const followed = log.filter(({ meta }) => meta.actor.role === ENGINE.role).length;
    const { calendar } = app.packs.latest;
    const { checks } = await verify(app);
    return [...checkInvariants(log, calendar), ...checks, await parkedCheck(app, followed)];
  } finally {
    await app.close();
  }
}

const OUTCOMES = { sold: '成交', failed: '未成交', open: '没有结果' } as const;
const FEN_PER_YUAN = 100n;

export function printTraded(io: Io, { options, listings, checks, ok }: TradedCounty): void {
  line(io, paint(io, 'bold', `经交易平台模拟 ${options.parcels} 宗地，种子 ${options.seed}`));
  table(
    io,
    ['事项', '结果', '成交价（元）>'],
    listings.map(({ entry, outcome, priceFen }) => [
      entry,
      OUTCOMES[outcome],
      priceFen === undefined ? '' : String(BigInt(priceFen) / FEN_PER_YUAN),
    ]),
  );
  line(io);
  printChecks(io, checks);
  line(io, ok ? paint(io, 'green', '\n全部符合。') : paint(io, 'red', '\n有不符之处。'));
}
