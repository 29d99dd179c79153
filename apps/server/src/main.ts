import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import 'reflect-metadata';
import { Accounts } from '#access';
import { RunningClock, SimulatedClock, SimulatedTime, SystemClock } from '#kernel';
import type { Clock } from '#kernel';
import type { EventStoreDbLog } from '#eventstoredb';
import { LogUnready } from '#eventstoredb/settings';
import { EvidenceModule } from '#evidence';
import { FeedModule } from '#feed';
import { BullAlarms } from '#jobs';
import { LandModule, aesVault } from '#land';
import { loadLayers } from '#geo';
import { civilDate } from '#policy';
import type { RulePacks } from '#policy';
import {
  DEFAULT_SCHEMA,
  PostgresModule,
  StartRefused,
  found,
  makeFolder,
  openPostgres,
  requireItsLog,
  serving,
  settle,
  startEmbeddedPostgres,
  untilServerIsUp,
} from '#postgres';
import type { Postgres } from '#postgres';
import { AppModule } from './app.module.js';
import { BoardHttpModule } from './board/board-http.module.js';
import { ConsoleFiles } from './console/console-files.js';
import { ConsoleModule } from './console/console.module.js';
import { databaseAway } from './database-away.js';
import { makeDemo } from './demo/make-demo.js';
import { EvidenceHttpModule } from './evidence/evidence-http.module.js';
import { TrustFile } from './evidence/trust-file.js';
import { evidenceSeed } from './evidence/evidence-seed.js';
import { requireSm2 } from './evidence/sm2-there.js';
import { FeedHttpModule } from './feed/feed-http.module.js';
import { pushModule } from './feed/push.js';
import type { CurrentPack } from './http/current-pack.js';
import { Drain, STOP_MS_MAX } from './http/drain.js';
import { takeMoreAtOnce } from './http/more-handles.js';
import { openHttp } from './http/open-http.js';
import { LandHttpModule } from './land/land-http.module.js';
import { PapersHttpModule } from './papers/papers-http.module.js';
import { installedPacks, requireDistrictsOf } from './installed-packs.js';
import { noteAddress } from './server-note.js';
import { SettingsWrong, readSettings, settingsUnknown } from './settings.js';
import type { Settings } from './settings.js';
import { openTracing } from './tracing/open-tracing.js';
import { vaultKey } from './vault-key.js';
import { VERSION } from './version.js';
import { welcome } from './welcome.js';

/** Beside the programs that `apps/bundle.mjs` makes. */
const VERIFIER = fileURLToPath(new URL('../verifier/verify.html', import.meta.url));
const CONSOLE_FOLDER = fileURLToPath(new URL('../console', import.meta.url));
const PORTS_TRIED_MAX = 20;
/**
 * Connections that wait to be taken: a county may come at once, and whoever finds no place tries again only
 * after seconds.
 */
const BACKLOG = 4_096;
/** Nest hands everything after the port to Node's server; its type names the host only. */
type WithBacklog = Readonly<{ listen: (port: number, host: string, backlog: number) => Promise<unknown> }>;
const MS_PER_SECOND = 1_000;

const say = (text: string) => process.stdout.write(`${text}\n`);

/** What is open, to be closed in the other order. */
class Opened {
  private readonly closers: (() => Promise<unknown> | undefined)[] = [];
  private readonly ending = new AbortController();
  private closing: Promise<void> | undefined;

  /** Aborted by the first `close`, which a start that still waits for something hears. */
  get signal(): AbortSignal {
    return this.ending.signal;
  }

  /** What is opened while everything is being closed is the next to be closed. */
  onClose(close: () => Promise<unknown> | undefined): void {
    this.closers.push(close);
  }

  close(): Promise<void> {
    this.ending.abort();
    return (this.closing ??= (async () => {
      for (let close = this.closers.pop(); close; close = this.closers.pop()) await close();
    })());
  }
}

async function start(settings: Settings, opened: Opened): Promise<void> {
  const began = Date.now();
  requireSm2(settings);
  // Made here with ordinary rights: as root, the database runs as another user, who must reach its folder in
  // this one.
  await makeFolder(settings.DATA_DIR);
  const url = settings.DATABASE_URL ?? (await embedded(settings, opened));
  await untilServerIsUp(url, { say, signal: opened.signal });
  const log = await logElsewhere(settings, opened);
  if (opened.signal.aborted) return;
  opened.onClose(() => log?.close());
  const clockBehindSecondsMax = settings.CLOCK_BEHIND_SECONDS_MAX;
  const store = () => PostgresModule.forRoot({ url, clockBehindSecondsMax, ...(log ? { log } : {}) });
  const packs = await installedPacks(settings);
  const vault = await vaultKey(settings);
  const witnesses = await TrustFile.open(settings);
  const land = { packs, layers: settings.DEMO ? loadLayers() : [], vault: aesVault(vault) };
  const clock = clockOf(settings);
  const currentPack = currentOf(packs, () => civilDate(clock.now()));

  const settled = async (postgres: Postgres) => {
    await settle(postgres, { partitions: settings.PARTITIONS, vault });
    await requireItsLog(postgres, log ?? postgres.store);
    await requireDistrictsOf(packs, log ?? postgres.store);
    await found(postgres, log ?? postgres.store, { at: clock.now(), release: VERSION });
  };
  await withPostgres(url, settled);
  const demo = settings.DEMO
    ? await makeDemo({
        url,
        dataDir: settings.DATA_DIR,
        county: settings.ROLES === 'all',
        logElsewhere: log !== undefined,
        store,
        land,
        policy: currentPack,
        today: civilDate(clock.now()),
        settle: settled,
      })
    : undefined;
  if (demo && demo.facts > 0)
    say(`已生成示例区：${demo.facts} 条业务记录（${((Date.now() - began) / MS_PER_SECOND).toFixed(1)} 秒）`);
  const seat = await serving(url, DEFAULT_SCHEMA);
  if (!seat)
    throw new StartRefused(
      'import.running',
      '正在向这个安装导入数据：请待 rushi import 结束后再启动。',
      'Data are being imported into this installation: start when rushi import has ended.',
    );
  opened.onClose(() => seat.release());
  const alarms =
    settings.ROLES === 'api' ? undefined : await BullAlarms.open({ url: settings.REDIS_URL ?? url });
  const tracing = await openTracing(settings);
  opened.onClose(() => tracing?.close());
  const files = await ConsoleFiles.open(CONSOLE_FOLDER);
  const pages = files ? [ConsoleModule.forRoot(files, demo)] : [];
  const verifier = await readFile(VERIFIER, 'utf8').catch(() => undefined);
  const routes = [
    LandHttpModule,
    FeedHttpModule,
    BoardHttpModule,
    PapersHttpModule.forRoot(settings),
    EvidenceHttpModule.forRoot({ page: verifier, policy: witnesses }),
    ...pages,
  ];
  const http = settings.ROLES === 'engine' ? [] : routes;
  const module = AppModule.forRoot(settings, {
    store: store(),
    clock,
    currentPack,
    alarms,
    tracing,
    modules: [
      LandModule.forRoot(land),
      FeedModule,
      pushModule(settings),
      EvidenceModule.forRoot(evidenceSeed(vault), {
        policy: settings.ROLES === 'engine' ? undefined : witnesses.read,
        sm2: settings.EVIDENCE_SM2,
      }),
      ...http,
    ],
  });
  const app = await openHttp(module);
  opened.onClose(() => app.close());
  // People first: an answer may wait for the engine and needs the database.
  opened.onClose(() => app.get(Drain).end(app.getHttpServer(), settings.DRAIN_SECONDS));
  await app.init();
  const time = app.get(SimulatedTime);
  if (await time.restore()) void time.catchUp().catch((error: unknown) => say(`模拟时钟：${String(error)}`));
  await listen(app, settings);
  if (settings.ROLES !== 'engine') opened.onClose(await noteAddress(settings.DATA_DIR, await app.getUrl()));
  const hasAdmin = settings.DEMO || (await app.get(Accounts).list()).some(({ role }) => role === 'admin');
  const rules = packs.refs;
  say(welcome(await app.getUrl(), Date.now() - began, settings, { demo, rules, hasAdmin }));
}

const clockOf = ({ CLOCK }: Settings): Clock =>
  CLOCK === 'system' ? new SystemClock() : CLOCK === 'demo' ? new RunningClock() : new SimulatedClock(CLOCK);

/** The log where PostgreSQL does not keep it; its client is loaded for that alone. @throws LogUnready */
async function logElsewhere(
  { EVENTSTORE_URL: url, EVENTSTORE_PREFIX: prefix }: Settings,
  { signal }: Opened,
): Promise<EventStoreDbLog | undefined> {
  if (!url) return undefined;
  const { EventStoreDbLog, untilLogAnswers } = await import('#eventstoredb');
  await untilLogAnswers({ url, prefix }, { say, signal });
  return signal.aborted ? undefined : new EventStoreDbLog({ url, prefix });
}

async function embedded({ DATA_DIR }: Settings, opened: Opened): Promise<string> {
  const starting = startEmbeddedPostgres({
    directory: join(DATA_DIR, 'postgres'),
    watch: true,
    say,
    signal: opened.signal,
  });
  // Before it is there: whoever is told to stop meanwhile must not leave a server behind that just comes up.
  opened.onClose(() =>
    starting.then(
      (database) => database.release(),
      () => undefined,
    ),
  );
  return (await starting).url;
}

async function withPostgres(url: string, work: (postgres: Postgres) => Promise<void>): Promise<void> {
  const postgres = await openPostgres({ url });
  await work(postgres).finally(() => postgres.close());
}

/**
 * A demonstration takes the next free port and says so; a real installation stops and says that its port is
 * taken.
 */
async function listen(
  app: Awaited<ReturnType<typeof openHttp>>,
  { PORT, HOST, DEMO }: Settings,
): Promise<void> {
  for (let tried = 0; ; tried++) {
    try {
      await (app as unknown as WithBacklog).listen(PORT + tried, HOST, BACKLOG);
      if (tried > 0)
        say(
          `端口 ${PORT} 已被占用，改用 ${PORT + tried}。\n` +
            `Port ${PORT} is taken: listening on ${PORT + tried} instead.`,
        );
      // Nobody waits for it: until then, one at a time is let in.
      void takeMoreAtOnce(app.getHttpServer(), BACKLOG);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== 'EADDRINUSE') throw error;
      if (!DEMO || PORT === 0 || tried === PORTS_TRIED_MAX) throw portTaken(PORT, PORT + tried, error);
    }
  }
}

function portTaken(from: number, until: number, cause: unknown): StartRefused {
  const [ports, portsEn] =
    from === until
      ? [`端口 ${from} `, `Port ${from} is`]
      : [`端口 ${from} 至 ${until} 均`, `The ports from ${from} to ${until} are all`];
  return new StartRefused(
    'port.taken',
    `${ports}已被占用：请停止占用它的程序，或用环境变量 PORT 换一个端口后再启动。`,
    `${portsEn} taken: stop the program that has it, or choose another with PORT, then start again.`,
    { cause },
  );
}

/** Somebody without a district (the platform, the city) acts by the rules of the first one. */
function currentOf(packs: RulePacks, today: () => string): CurrentPack {
  return (district) =>
    (district === undefined ? packs.atHome(today()) : packs.current(district, today())).ref;
}

const isTold = (error: unknown): error is Error =>
  error instanceof SettingsWrong || error instanceof StartRefused || error instanceof LogUnready;

async function failed(fault: unknown): Promise<void> {
  // What an account may do is seen only when it does it: the first append of an installation, say.
  const error = isTold(fault)
    ? fault
    : ((await import('#eventstoredb')).refusedBy(fault) ?? databaseAway(fault) ?? fault);
  const text = isTold(error)
    ? error.message
    : error instanceof Error
      ? (error.stack ?? error.message)
      : String(error);
  process.stderr.write(
    `入市 Rushi 没有正常启动或者停止。\nRushi did not start or stop as it should.\n${text}\n`,
  );
  process.exit(1);
}

/**
 * Ends what has begun, wherever the start has come to: the database goes on for the others, and stops when
 * there are none.
 */
async function main(): Promise<void> {
  const settings = readSettings();
  for (const unknown of settingsUnknown()) say(unknown);
  const opened = new Opened();
  const stop = () => {
    // What takes longer is cut short: the recovery path is the only path, so nothing is lost.
    setTimeout(() => process.exit(1), settings.DRAIN_SECONDS * MS_PER_SECOND + STOP_MS_MAX).unref();
    return opened.close();
  };
  for (const signal of ['SIGINT', 'SIGTERM'] as const)
    process.on(signal, () => void stop().then(() => process.exit(0), failed));
  await start(settings, opened).catch(async (error: unknown) => {
    // Told to stop while it started: what fails now fails because of that, and the end is that signal's.
    if (opened.signal.aborted) return;
    await stop();
    throw error;
  });
}

try {
  await main();
} catch (error) {
  await failed(error);
}
