import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { stat, truncate } from 'node:fs/promises';
import { ACCESS_TOKEN_SPACE, SESSION_SPACES } from '#access';
import { CLAIMS_SPACE, SAGA_PLACES, START, isCatchingUp } from '#kernel';
import type { Position } from '#kernel';
import type { EngineApp } from '../engine-app.js';
import { EXIT, Failure } from '../failure.js';
import { logEvents } from '../log-events.js';
import { FORMAT, movedOf, startDigest } from './move-file.js';
import type { Line, MovedEvent } from './move-file.js';

/** Events between two words of progress. */
const SHOW_EVERY = 1_000;
/** The last line of a whole file is shorter. */
const END_BYTES_MAX = 1_024;
/** Subscriptions that give commands: what they have done is not done again after a move. */
const GIVING = ['sagas', 'deadlines'] as const;
/** Records that are of this installation and no other. */
const LEFT_BEHIND = [...SESSION_SPACES, ACCESS_TOKEN_SPACE, CLAIMS_SPACE, SAGA_PLACES];
/**
 * What is kept beside the log and does not follow from it. Sessions end with a move: whoever moved signs in
 * again.
 */
const TABLES = {
  deadlines: 'select row_to_json(t) as row from deadlines t order by id',
  parked: 'select row_to_json(t) as row from parked t order by number',
  refusals: 'select row_to_json(t) as row from refusals t order by number',
  records:
    'select row_to_json(t) as row from records t where (expires_at is null or expires_at > now()) and ' +
    `space <> all ('{${LEFT_BEHIND.join()}}') order by space, key`,
} as const;
export type MovedTable = keyof typeof TABLES;
export const MOVED_TABLES = Object.keys(TABLES) as readonly MovedTable[];

export type Exported = Readonly<{ file: string; events: number; rows: number; continued: number }>;

/**
 * Writes an installation to a file, or goes on where an export was cut off. Nobody may work on it meanwhile,
 * and nothing may wait to be done: the commands that the next installation would give again are those that
 * were never given.
 */
export async function exportTo(
  app: EngineApp,
  file: string,
  onProgress: (events: number, of: number) => void,
): Promise<Exported> {
  const { subscriptions, pool } = app.postgres;
  const partitions = await takeAll(app);
  try {
    await requireNothingToDo(app);
    const head = await app.store.head();
    const total = await app.store.behind(START);
    const { digest, continued, last, empty } = await existing(file);
    const out = createWriteStream(file, { flags: 'a', mode: 0o600 });
    const write = async (line: Line) => {
      const text = JSON.stringify(line);
      if (line.kind !== 'end') digest.update(text).update('\n');
      if (!out.write(`${text}\n`)) await once(out, 'drain');
    };
    if (empty) await write({ kind: 'rushi', format: FORMAT });
    let events = continued;
    for await (const event of logEvents(app.store.stored, await positionOf(app, last, file))) {
      await write({ kind: 'event', ...movedOf(event) });
      events += 1;
      if (events % SHOW_EVERY === 0) onProgress(events, total);
    }
    let rows = 0;
    for (const table of MOVED_TABLES) {
      const found = await pool.query<{ row: Record<string, unknown> }>(TABLES[table]);
      for (const { row } of found.rows) await write({ kind: 'row', table, row });
      rows += found.rows.length;
    }
    for (const [subscription, count] of partitions)
      await write({ kind: 'checkpoint', subscription, partitions: count });
    if ((await app.store.head()) !== head)
      throw new Failure(
        '导出期间有人继续办理，文件不完整。',
        '请停止所有服务进程，再用同样的命令继续导出。',
        EXIT.failed,
        'move.busy',
      );
    await write({ kind: 'end', events, rows, sha256: digest.digest('hex') });
    out.end();
    await once(out, 'close');
    return { file, events, rows, continued };
  } finally {
    for (const subscription of GIVING) await subscriptions.release(subscription);
  }
}

/** The right to every partition, so that no engine works meanwhile; how many there are, by subscription. */
async function takeAll({ postgres: { subscriptions } }: EngineApp): Promise<ReadonlyMap<string, number>> {
  const progress = await subscriptions.progress();
  const partitions = new Map<string, number>();
  for (const subscription of GIVING) {
    const count = progress.filter((row) => row.subscription === subscription).length;
    if (count === 0) continue;
    const leases = await subscriptions.acquire(subscription, count);
    if (leases.length < count)
      throw new Failure(
        '服务正在运行。',
        '请先停止所有服务进程再导出；刚刚强行终止的，数秒后重试。',
        EXIT.failed,
        'move.running',
      );
    partitions.set(subscription, count);
  }
  return partitions;
}

async function requireNothingToDo({ engine }: EngineApp): Promise<void> {
  const waiting = (await engine.lag()).filter(
    ({ subscription, behind }) =>
      ((GIVING as readonly string[]).includes(subscription) || isCatchingUp(subscription)) && behind > 0,
  );
  if (waiting.length > 0)
    throw new Failure(
      `还有 ${Math.max(...waiting.map(({ behind }) => behind))} 个事件没有处理完。`,
      '请启动服务，待 rushi lag 全部为 0 后正常停止，再导出。',
      EXIT.failed,
      'move.behind',
    );
}

type Existing = Readonly<{
  digest: ReturnType<typeof startDigest>;
  continued: number;
  last: MovedEvent | undefined;
  empty: boolean;
}>;

/** Where the log goes on after the last event that the file has. */
async function positionOf(
  { store }: EngineApp,
  last: MovedEvent | undefined,
  file: string,
): Promise<Position> {
  if (!last) return START;
  const [known] = await store.stored.read(last.stream, last.version, 1);
  if (known?.meta.command !== last.meta.command)
    throw new Failure(`${file} 是另一份日志的导出。`, '请另写一个文件名。', EXIT.failed, 'move.other-log');
  return known.position;
}

/** What a cut-off export left: whole lines of events are kept, anything after them is written again. */
async function existing(file: string): Promise<Existing> {
  const digest = startDigest();
  const size = await stat(file).then(
    (found) => found.size,
    () => 0,
  );
  if (size === 0) return { digest, continued: 0, last: undefined, empty: true };
  if (await hasEnd(file, size))
    throw new Failure(
      `${file} 已经导出完成。`,
      '请另写一个文件名，或先删除这个文件。',
      EXIT.failed,
      'move.exists',
    );
  let [kept, continued, rest] = [0, 0, Buffer.alloc(0)];
  let last: MovedEvent | undefined;
  for await (const chunk of createReadStream(file)) {
    rest = Buffer.concat([rest, chunk as Buffer]);
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      const text = rest.subarray(0, end).toString('utf8');
      const line = parsed(text);
      const { kind } = line;
      if (kind !== 'event' && !(kind === 'rushi' && kept === 0)) {
        await truncate(file, kept);
        return { digest, continued, last, empty: kept === 0 };
      }
      digest.update(text).update('\n');
      kept += end + 1;
      if (line.kind === 'event') {
        continued += 1;
        last = line;
      }
      rest = rest.subarray(end + 1);
    }
  }
  await truncate(file, kept);
  return { digest, continued, last, empty: kept === 0 };
}

async function hasEnd(file: string, size: number): Promise<boolean> {
  const tail: Buffer[] = [];
  for await (const chunk of createReadStream(file, { start: Math.max(0, size - END_BYTES_MAX) }))
    tail.push(chunk as Buffer);
  const lines = Buffer.concat(tail).toString('utf8').trimEnd().split('\n');
  return parsed(lines[lines.length - 1] ?? '').kind === 'end';
}

function parsed(text: string): Line | Readonly<{ kind: 'broken' }> {
  try {
    return JSON.parse(text) as Line;
  } catch {
    return { kind: 'broken' };
  }
}
