import { randomUUID } from 'node:crypto';
import {
  DEADLINES,
  DeadlineKeeper,
  INSTALLATION,
  SAGAS,
  SAGA_PLACES,
  START,
  footingOf,
  foundedIn,
  goOnAfter,
  logFaultOf,
} from '#kernel';
import type { Deadline, Position, Reaction, Recorded } from '#kernel';
import { DEFAULT_SCHEMA, adopt, unserved } from '#postgres';
import type { EngineApp } from './engine-app.js';
import { EXIT, Failure } from './failure.js';
import { logEvents } from './log-events.js';
import { machineOperator } from './machine-operator.js';

/** As many as a read model has documents at a page, and places that fit into one list. */
const PAGE = 500;
const PLACES_MAX = 10_000;
const PARTITIONS_DEFAULT = 16;
/**
 * Stands for the installation's id meanwhile: a start after a rebuild that was cut off is refused, until it
 * was done again.
 */
const UNFINISHED = '（重建未完成 rebuild unfinished）';

/** What is in PostgreSQL alone: by table, or by kind of record, how many. */
export async function onlyInPostgres({
  postgres: { pool },
}: EngineApp): Promise<Readonly<Record<string, number>>> {
  const { rows } = await pool.query<{ what: string; count: number }>(
    `select space as what, count(*)::int as count from records
     where expires_at is null or expires_at > clock_timestamp() group by space
     union all select 'parked', count(*)::int from parked
     union all select 'refusals', count(*)::int from refusals order by 1`,
  );
  return Object.fromEntries(
    rows.filter(({ what }) => what !== SAGA_PLACES).map(({ what, count }) => [what, count]),
  );
}

export type RebuiltAll = Readonly<{
  events: number;
  deadlines: number;
  readModels: number;
  installation: string | null;
  kept: Readonly<Record<string, number>>;
}>;

/**
 * Makes everything again that follows from the log, while nobody serves. Gives no command; the next engine
 * goes on where the log says that the last one was.
 * @throws Failure `rebuild.running`
 */
export async function rebuildAll(
  app: EngineApp,
  onProgress: (read: number, of: number) => void,
): Promise<RebuiltAll> {
  const hold = await unserved(app.url, DEFAULT_SCHEMA);
  if (!hold)
    throw new Failure('服务正在运行。', '请先停止所有服务进程，再重建。', EXIT.failed, 'rebuild.running');
  return rebuild(app, onProgress).finally(() => hold.release());
}

type Read = Readonly<{
  last: Recorded | undefined;
  events: number;
  reactions: readonly Reaction[];
  given: ReadonlySet<string>;
  deadlines: readonly Deadline[];
}>;

async function rebuild(app: EngineApp, onProgress: (read: number, of: number) => void): Promise<RebuiltAll> {
  const {
    postgres: { subscriptions, keyValues },
    projector,
    store,
    engine,
  } = app;
  const kept = await onlyInPostgres(app);
  const read = await readLog(app);
  const partitions = await partitionsOf(app);
  const foreign = (await logFaultOf(store, subscriptions)) !== undefined;
  await adopt(keyValues, UNFINISHED);
  for (const name of new Set((await subscriptions.progress()).map(({ subscription }) => subscription)))
    await subscriptions.forget(name);
  await setPlaces(app, foreign ? START : (read.last?.position ?? START));
  await setSagas(app, goOnAfter(read.reactions, read.given, partitions, read.last));
  await setDeadlines(app, read);
  for (const { name } of projector.projections) await projector.rebuild(name, onProgress);
  const made = {
    events: read.events,
    deadlines: read.deadlines.length,
    readModels: projector.projections.length,
  };
  await engine.note(`rebuild-all/${randomUUID()}`, INSTALLATION, machineOperator(), {
    type: 'InstallationRebuilt',
    data: made,
  });
  const installation = await foundedIn(store);
  await adopt(keyValues, installation);
  return { ...made, installation: installation ?? null, kept };
}

async function readLog({ store, sagas, keeper, postgres: { pool } }: EngineApp): Promise<Read> {
  const { rows } = await pool.query<{ id: string }>('select id from parked');
  const given = new Set(rows.map(({ id }) => id));
  const [events, reactions]: [Recorded[], Reaction[]] = [[], []];
  let before: Recorded | undefined;
  for await (const event of logEvents(store)) {
    given.add(event.meta.command);
    const commands = sagas.commandIds(event);
    if (commands.length > 0) reactions.push({ event, before, commands });
    if (keeper.handles(event.type)) events.push(event);
    before = event;
  }
  const count = await store.behind(START);
  return {
    last: before,
    events: count,
    reactions,
    given,
    deadlines: keeper.running(events).filter((deadline) => !given.has(DeadlineKeeper.commandId(deadline))),
  };
}

async function partitionsOf({ postgres: { keyValues, subscriptions } }: EngineApp): Promise<number> {
  const settled = await keyValues.get<{ partitions: number }>(INSTALLATION, 'partitions');
  const known = (await subscriptions.progress()).filter(({ subscription }) => subscription === SAGAS).length;
  return settled?.partitions ?? (known || PARTITIONS_DEFAULT);
}

/** Places beyond the end are of another log. A saga without a place has followed what all of them have. */
async function setPlaces({ postgres: { keyValues }, sagas }: EngineApp, end: Position): Promise<void> {
  const rows = await keyValues.list<{ after: string }>(SAGA_PLACES, undefined, PLACES_MAX);
  for (const { key, value } of rows)
    if (BigInt(value.after) > end || end === START) await keyValues.remove(SAGA_PLACES, key);
  const names = sagas.wiring().map(({ saga }) => saga);
  for (const key of [...names, '*']) await keyValues.insert(SAGA_PLACES, key, { after: String(START) });
}

async function setSagas(
  { postgres: { subscriptions } }: EngineApp,
  after: readonly (Recorded | undefined)[],
): Promise<void> {
  for (const lease of await subscriptions.acquire(SAGAS, after.length)) {
    const event = after[lease.partition];
    if (event) await subscriptions.advance(lease, event.position, footingOf(event));
  }
  await subscriptions.release(SAGAS);
}

async function setDeadlines(
  { postgres: { subscriptions, deadlines: table } }: EngineApp,
  { last, deadlines }: Read,
): Promise<void> {
  const wanted = new Set(deadlines.map(({ id }) => id));
  const old: string[] = [];
  for (
    let page = await table.running(undefined, PAGE);
    page.length > 0;
    page = await table.running(page[page.length - 1]!.id, PAGE)
  ) {
    old.push(...page.map(({ id }) => id).filter((id) => !wanted.has(id)));
  }
  const [lease] = await subscriptions.acquire(DEADLINES, 1);
  if (!lease)
    throw new Failure(
      '期限表正由另一进程办理。',
      '请停止所有服务进程；刚刚强行终止的，数秒后重试。',
      EXIT.failed,
      'rebuild.running',
    );
  await table.apply(lease, last?.position ?? START, deadlines, old, last && footingOf(last));
  await subscriptions.release(DEADLINES);
}
