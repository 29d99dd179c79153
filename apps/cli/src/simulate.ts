import { ENGINE, SimulatedClock, isUntouched } from '#kernel';
import { DEMO_PARCELS_MAX, loadLayers } from '#geo';
import { Simulation, checkInvariants, reportOf } from '#simulation';
import type { Check, Report } from '#simulation';
import { addDays, daysBetween, startOfDay } from '#policy';
import type { RulePacks } from '#policy';
import { startEngineApp } from './engine-app.js';
import type { EngineApp } from './engine-app.js';
import { Failure, misuse } from './failure.js';
import { Progress } from './output.js';
import type { Io } from './output.js';
import { readLog } from './read-models.js';
import { verify } from './verify.js';

export type SimulateOptions = Readonly<{
  parcels: number;
  seed: number;
  /** First simulated day. */
  from: string;
  /** Simulated days; by default until the working-day calendars of the pack end. */
  days?: number;
  /** m² of the supply plan of each year; by default a little less than what is asked for. */
  supplyM2?: string;
}>;

export type Simulated = Readonly<{
  options: Readonly<{
    parcels: number;
    seed: number;
    from: string;
    until: string;
    supplyM2: string;
    policy: string;
  }>;
  report: Report;
  parked: number;
  /** Commands of people that were refused, by code. */
  refused: Readonly<Record<string, number>>;
  checks: readonly Check[];
  ok: boolean;
  wallSeconds: number;
  /** Over the simulation alone, without the report and its checks. */
  eventsPerSecond: number;
}>;

/**
 * m² of the supply plan for each parcel of the default: less than an average parcel, so that somebody waits.
 */
const SUPPLY_M2_PER_PARCEL = 4_000;
/** Schemes are handed in over at most this many days. */
const SPREAD_DAYS_MAX = 180;
/** Days that the periods of a late step may still reach beyond the last simulated day. */
const CALENDAR_RESERVE_DAYS = 62;
/** Fastest entry from scheme to right; a shorter simulation would show nothing. */
const DAYS_MIN = 30;
const PROGRESS_MS = 250;

/**
 * Drives a county through the real engine on an empty database and holds the laws of the log against what
 * came out.
 */
export async function simulate(url: string, given: SimulateOptions, io: Io): Promise<Simulated> {
  const clock = new SimulatedClock(startOfDay(given.from));
  const started = Date.now();
  // A simulated county has a log of its own, whatever the installation's is.
  const app = await startEngineApp({ url, clock, layers: loadLayers(), eventStoreUrl: '' });
  try {
    if (!(await isUntouched(app.store)))
      throw new Failure(
        '这个数据库里已有事件，模拟不会混入真实数据。',
        '请用 --database 指向一个空库，或不带 --database 运行（自动建立临时数据库）。',
      );
    const options = settle(given, app.packs);
    const seconds = await drive(app, clock, options, io);
    const { simulation } = seconds;
    io.err('正在核对日志……\n');
    const log = await readLog(app);
    const calendar = app.packs.of(options.policy).calendar;
    const verification = await verify(app);
    const parked = await app.parking.count();
    const checks = [
      ...checkInvariants(log, calendar),
      ...verification.checks,
      await parkedCheck(app, log.filter(({ meta }) => meta.actor.role === ENGINE.role).length),
    ];
    return {
      options,
      report: reportOf(log),
      parked,
      refused: Object.fromEntries([...simulation.refusals].sort(([, a], [, b]) => b - a)),
      checks,
      ok: checks.every(({ violations }) => violations.length === 0),
      wallSeconds: (Date.now() - started) / 1_000,
      eventsPerSecond: Math.round(log.length / seconds.seconds),
    };
  } finally {
    await app.close();
  }
}

function settle(
  { parcels, seed, from, days, supplyM2 }: SimulateOptions,
  packs: RulePacks,
): Simulated['options'] {
  if (parcels > DEMO_PARCELS_MAX)
    throw misuse(`最多模拟 ${DEMO_PARCELS_MAX} 宗地。`, `请把 --parcels 改为 1 至 ${DEMO_PARCELS_MAX}。`);
  const pack = packs.current('370114', from);
  const lastYear = pack.calendar.known.at(-1) ?? 0;
  const last = addDays(`${lastYear}-12-31`, -CALENDAR_RESERVE_DAYS);
  const most = daysBetween(from, last);
  if (!pack.calendar.known.includes(Number(from.slice(0, 4))) || most < DAYS_MIN) {
    throw misuse(
      `规则包没有 ${from} 起的工作日历。`,
      `已公布的年份：${pack.calendar.known.join('、')}；请改用 --from ${pack.calendar.known.at(0) ?? ''}-02-10。`,
    );
  }
  if (days !== undefined && days > most)
    throw misuse(`工作日历只公布到 ${lastYear} 年，模拟 ${days} 天超出。`, `请把 --days 改为 ${most} 以内。`);
  const until = addDays(from, days ?? most);
  return {
    parcels,
    seed,
    from,
    until,
    supplyM2: supplyM2 ?? `${parcels * SUPPLY_M2_PER_PARCEL}.00`,
    policy: pack.ref,
  };
}

async function drive(
  app: EngineApp,
  clock: SimulatedClock,
  options: Simulated['options'],
  io: Io,
): Promise<{ simulation: Simulation; seconds: number }> {
  const { parcels, seed, from, until, policy, supplyM2 } = options;
  const progress = new Progress(io);
  const now = { ended: 0, today: from };
  const spreadDays = Math.max(1, Math.min(SPREAD_DAYS_MAX, Math.floor(daysBetween(from, until) / 3)));
  const simulation = new Simulation(app.engine, app.store, clock, {
    parcels,
    seed,
    from,
    until,
    policy,
    calendar: app.packs.of(policy).calendar,
    supplyM2,
    spreadDays,
    onProgress: (ended, today) => Object.assign(now, { ended, today }),
  });
  const started = Date.now();
  const show = async (): Promise<void> => {
    const perSecond = Math.round((Number(await app.store.head()) * 1_000) / (Date.now() - started));
    progress.show(now.ended, parcels, `事项已终结 · ${now.today} · ${perSecond} 事件/秒`);
  };
  const timer = setInterval(() => void show().catch(() => undefined), PROGRESS_MS);
  try {
    await simulation.run();
    await show();
  } finally {
    clearInterval(timer);
    progress.end();
  }
  return { simulation, seconds: (Date.now() - started) / 1_000 };
}

export async function parkedCheck({ parking }: EngineApp, saga: number): Promise<Check> {
  const parked = await parking.parked();
  return {
    id: 'nothing-parked',
    zh: '没有待人工处理事项',
    en: 'No command of a saga was refused',
    looked: saga,
    violations: parked.map(({ id, code, reason }) => `${id}：${code} ${reason}`),
  };
}
