import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import 'reflect-metadata';
import { startEmbeddedPostgres } from '#postgres';
import { parked, twelveSteps } from './engine.js';
import { wholeEntries } from './entries.js';
import { RedisServer, hasRedis } from '../../libs/jobs/testing/redis-server.js';
import { alarms, failover } from './many.js';
import {
  appendRows,
  besideRacers,
  catchUp,
  fill,
  latency,
  onNewAndOldFiles,
  open,
  streamRead,
} from './log.js';
import { onEventStoreDb } from './eventstore.js';
import { consolePages } from './console.js';
import { forMachines } from './for-machines.js';
import { lists } from './lists.js';
import { overHttp } from './over-http.js';
import { overload } from './overload.js';
import { BROWSER_IS_HERE, WITHOUT_BROWSER } from '../browser/console.js';
import { worstBoundaries } from './boundary.js';
import { tiles } from './tiles.js';
import { optionsOf } from '../task-options.js';
import type { AppendRow } from './log.js';

/** `npm run bench`: every row in one run, on one server with fsync on, or only some of them. */
const { values } = optionsOf('bench');
const WINDOW_SECONDS = values.quick ? 1 : 4;
const MILLION = 1_000_000;
const LISTED = 200_000;
const ON_MAP = 40_000;
const ENTRIES_ABREAST = 64;
const RACERS = 4;
/** Some thirty for each of five processes. */
const CONNECTIONS_MAX = 200;

const machineExtent = {
  seconds: values.quick ? 2 : 10,
  windowSeconds: WINDOW_SECONDS,
  events: values['no-million'] ? undefined : values.quick ? MILLION / 10 : MILLION,
};

const say = (text: string) => process.stdout.write(`${text}\n`);
const number = (n: number) => n.toLocaleString('en-US');

function table(rows: readonly AppendRow[]): void {
  say(
    '| writers | events/append | appends/s | p50 ms | p99 ms | plain inserts: turns/s | p50 ms | p99 ms ' +
      '| ratio |',
  );
  say('|---|---|---|---|---|---|---|---|---|');
  for (const { writers, events, oursPerSecond, ours, plainPerSecond, plain, ratio } of rows) {
    say(
      `| ${writers} | ${events} | ${number(oursPerSecond)} | ${ours.p50Ms} | ${ours.p99Ms} | ` +
        `${number(plainPerSecond)} | ${plain.p50Ms} | ${plain.p99Ms} | ${ratio} |`,
    );
  }
}

/**
 * More people than one server can answer: who is let in, how long that takes, and how many are told to come
 * again.
 */
async function crowded(): Promise<void> {
  say(
    '\n| users who never pause | accepted/s | p50 ms | p99 ms | turned away | told so, p99, ms | 99 % ' +
      'within, seen by the server, ms | server late, at most, ms | crowd late, p99, ms |',
  );
  say('|---|---|---|---|---|---|---|---|---|');
  const crowds = [
    ...[50, 400, 2_400].map((users) => ({ users, fresh: false })),
    { users: 2_400, fresh: true },
  ];
  for (const row of await overload(crowds, values.quick ? 5 : 15)) {
    const {
      users,
      fresh,
      perSecond,
      p50Ms,
      p99Ms,
      turnedAway,
      refusedP99Ms,
      failed,
      insideMs,
      serverLateMs,
      crowdLateMs,
    } = row;
    say(
      `| ${number(users)}${fresh ? ', connecting anew each time' : ''} | ${number(perSecond)} | ${p50Ms} ` +
        `| ${p99Ms} | ${(turnedAway * 100).toFixed(1)} %${failed > 0 ? `, ${failed} failed` : ''} | ` +
        `${refusedP99Ms} | ${insideMs} | ${serverLateMs} | ${crowdLateMs} |`,
    );
  }
}

/** What people wait for: the list of their tasks, a case, a decision; `--quick` with fewer of everything. */
async function answers(): Promise<void> {
  say(
    '\n| over HTTP | users who never pause | answers/s | p50 ms | p99 ms | turned away ' +
      '| CPU an answer, Node, ms | PostgreSQL, ms |\n|---|---|---|---|---|---|---|---|',
  );
  const [entries, seconds] = values.quick ? [60, 3] : [300, 10];
  for await (const row of overHttp([10, 200, 1_000], entries, seconds)) {
    const { what, users, perSecond, p50Ms, p99Ms, turnedAway, failed, nodeMs, postgresMs } = row;
    say(
      `| ${what} | ${number(users)} | ${number(perSecond)} | ${p50Ms} | ${p99Ms} | ` +
        `${(turnedAway * 100).toFixed(1)} %${failed > 0 ? `, ${failed} failed` : ''} | ${nodeMs} | ` +
        `${postgresMs ?? '–'} |`,
    );
  }
}

/** Lists and searches where there are many entries, as the interface asks the database for them. */
async function amongMany(url: string): Promise<void> {
  const entries = values.quick ? LISTED / 10 : LISTED;
  say(`\n| of ${number(entries)} entries | found | p50 ms | p99 ms |\n|---|---|---|---|`);
  for await (const { what, found, p50Ms, p99Ms } of lists(url, entries))
    say(`| ${what} | ${found} | ${p50Ms} | ${p99Ms} |`);
}

/** Tiles of the map, from that of a whole county to that of a village. */
async function ofTheMap(url: string): Promise<void> {
  const parcels = values.quick ? ON_MAP / 10 : ON_MAP;
  say(
    `\n| tile, of ${number(parcels)} parcels | bytes | first ms | p50 ms | p95 ms |\n|---|---|---|---|---|`,
  );
  for await (const { tile, bytes, firstMs, p50Ms, p95Ms } of tiles(url, parcels))
    say(`| ${tile} | ${number(bytes)} | ${firstMs} | ${p50Ms} | ${p95Ms} |`);
}

/** What people wait for before a page; skipped where the packed Chromium does not run. */
async function pages(): Promise<void> {
  if (!BROWSER_IS_HERE) {
    say(`\nPages of the console${WITHOUT_BROWSER}`);
    return;
  }
  const extent = values.quick
    ? { tasks: 10_000, facts: 150, turns: 20 }
    : { tasks: 100_000, facts: 300, turns: 100 };
  say('\n| page of the console | of | p50 ms | p99 ms | aim, ms |\n|---|---|---|---|---|');
  for await (const { what, found, p50Ms, p99Ms, aimMs } of consolePages(extent))
    say(`| ${what} | ${found} | ${p50Ms} | ${p99Ms} | ${aimMs} |`);
}

/** How long nobody is answered while the worst boundary that gets in is judged. */
async function boundaries(): Promise<void> {
  say('\n| boundary of 500 points | server late, median, ms | at most, ms |\n|---|---|---|');
  for (const { what, lateMs } of await worstBoundaries(values.quick ? 5 : 20)) {
    const sorted = [...lateMs].sort((one, other) => one - other);
    say(`| ${what} | ${sorted[Math.floor(sorted.length / 2)]} | ${sorted.at(-1)} |`);
  }
}

/** Engines in processes of their own, with either back end of the alarms, and what the death of one costs. */
async function beyondOneProcess(url: string): Promise<void> {
  const redis = hasRedis() ? await RedisServer.start() : undefined;
  if (!redis) say('\nAlarms on Redis: skipped, redis-server is not installed');
  try {
    say(
      '\n| engine processes | alarms on | whole entries/s | events/s | p50 ms | p99 ms ' +
        '|\n|---|---|---|---|---|---|',
    );
    for (const engines of [1, 2, 4]) {
      for (const queue of redis ? [undefined, redis.url] : [undefined]) {
        const row = await wholeEntries(url, values.quick ? 200 : 1_000, ENTRIES_ABREAST, {
          engines,
          redis: queue,
        });
        say(
          `| ${engines} | ${queue ? 'Redis' : 'PostgreSQL'} | ${number(row.perSecond)} | ` +
            `${number(row.eventsPerSecond)} | ${row.p50Ms} | ${row.p99Ms} |`,
        );
      }
    }
    for (const queue of redis ? [undefined, redis.url] : [undefined]) {
      const late = await alarms(url, queue);
      say(
        `2,000 deadlines at the same moment, alarms on ${queue ? 'Redis' : 'PostgreSQL'}: done p50 ` +
          `${late.p50Ms} ms, p99 ${late.p99Ms} ms after they ran out`,
      );
    }
  } finally {
    await redis?.end();
  }
  const away = await failover(url);
  say(
    `One of two engines killed with SIGKILL: the other has all its work after p50 ${away.p50Ms} ms, at ` +
      `most ${away.p99Ms} ms (of 5)`,
  );
}

/** Where EVENTSTORE_URL names a server. */
async function onAnotherLog(url: string): Promise<void> {
  const other = process.env.EVENTSTORE_URL;
  if (other === undefined) say('\nThe log on EventStoreDB: skipped, EVENTSTORE_URL is not set');
  if (other === undefined) return;
  say('\n| the log on EventStoreDB | ours | beside it | of | ratio |\n|---|---|---|---|---|');
  for await (const { what, ours, beside, than } of onEventStoreDb(
    other,
    url,
    WINDOW_SECONDS,
    values.quick ? 300 : 2_000,
    values.quick ? 100 : 500,
  )) {
    say(`| ${what} | ${number(ours)} | ${number(beside)} | ${than} | ${(ours / beside).toFixed(2)} |`);
  }
}

async function everything(url: string): Promise<void> {
  const log = await open(url);
  say('Append, beside one-commit-per-row inserts on the same server\n');
  table(await appendRows(url, log.store, WINDOW_SECONDS));
  for (const { writers, events, perSecond, filesMade, p50Ms, p99Ms } of await onNewAndOldFiles(
    url,
    log.store,
    WINDOW_SECONDS,
  ))
    say(
      `\n${writers} writers with ${events} events each while ${filesMade} files of the write-ahead log are ` +
        `made: ${number(perSecond)} appends/s, p50 ${p50Ms} ms, p99 ${p99Ms} ms`,
    );
  for (const racers of [0, RACERS]) {
    const row = await besideRacers(log.store, WINDOW_SECONDS, racers);
    say(
      `\n${row.writers} writers beside ${racers} who race for one stream: ` +
        `${number(row.perSecond)} appends/s, p50 ${row.p50Ms} ms, p99 ${row.p99Ms} ms, ` +
        `${number(row.wonPerSecond)} races won/s`,
    );
  }
  const read = await catchUp(url);
  say(
    `\nCatch-up: ${number(read.perSecond)} events/s over ${number(read.events)}; verify: ` +
      `${number(read.verifyPerSecond)} events/s`,
  );
  const [stream, delivered] = [await streamRead(log.store), await latency(log.store)];
  say(`Read a stream of 100: p50 ${stream.p50Ms} ms, p99 ${stream.p99Ms} ms`);
  say(`Append to handler, 200/s: p50 ${delivered.p50Ms} ms, p99 ${delivered.p99Ms} ms`);

  const twelve = await twelveSteps(url, values.quick ? 1_000 : 10_000);
  say(
    `\nTwelve steps, 64 at a time: ${number(twelve.perSecond)} instances/s, p50 ${twelve.p50Ms} ms, p99 ` +
      `${twelve.p99Ms} ms`,
  );
  const idle = await parked(url);
  say(
    `2,000 parked: ready ${number(idle.readyAfterKillMs)} ms after SIGKILL (process start included), ` +
      `idle ${idle.idleTransactionsPerSecond} transactions/s and ${idle.idleCpu} cores, ${idle.rssMb} MB; ` +
      `2,000 decisions in ${idle.decisionsSeconds} s`,
  );
  const land = await wholeEntries(url, values.quick ? 300 : 3_000, ENTRIES_ABREAST);
  say(
    `Land procedure: ${number(land.perSecond)} whole entries/s, ${ENTRIES_ABREAST} at a time ` +
      `(${land.eventsPerEntry} events each, ${number(land.eventsPerSecond)} events/s), p50 ${land.p50Ms} ` +
      `ms, p99 ${land.p99Ms} ms, all projections on; CPU an event: Node ${land.nodeMs} ms, PostgreSQL ` +
      `${land.postgresMs ?? '–'} ms`,
  );
  await onAnotherLog(url);
  await beyondOneProcess(url);
  await amongMany(url);
  await forMachines(url, machineExtent, say);
  await answers();
  await crowded();
  await pages();
  await boundaries();
  say(`This process: ${number(Math.round(process.memoryUsage().rss / 1_048_576))} MB resident at the end`);

  if (!values.quick && !values['no-million']) {
    const perSecond = await fill(log.store, MILLION);
    say(`\nFilled with ${number(MILLION)} events at ${number(perSecond)} events/s; append again\n`);
    table(await appendRows(url, log.store, WINDOW_SECONDS));
    const again = await catchUp(url);
    say(`\nCatch-up: ${number(again.perSecond)} events/s over ${number(again.events)}`);
  }
  await log.close();
}

if (values.overload || values.boundary || values.http || values.console) {
  if (values.http) await answers();
  if (values.overload) await crowded();
  if (values.console) await pages();
  if (values.boundary) await boundaries();
  process.exit(0);
}

const home = await mkdtemp(join(tmpdir(), 'rushi-bench-'));
await chmod(home, 0o711);
const server = await startEmbeddedPostgres({
  directory: join(home, 'postgres'),
  settings: { max_connections: CONNECTIONS_MAX },
});
try {
  say(
    `${cpus().length} × ${cpus()[0]?.model ?? 'unknown'}, Node ${process.version}, embedded PostgreSQL ` +
      `18, fsync on, server and client on the same cores\n`,
  );
  if (values.log) await onAnotherLog(server.url);
  else if (values.lists) await amongMany(server.url);
  else if (values.tiles) await ofTheMap(server.url);
  else if (values.feed) await forMachines(server.url, machineExtent, say);
  else await everything(server.url);
} finally {
  await server.release();
  await rm(home, { recursive: true, force: true });
}
