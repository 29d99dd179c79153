import { FOUNDING_STREAM, INSTALLATION, NO_STREAM, START, isOneOf, operationsOf } from '#kernel';
import type { Appended, OperationEvent } from '#kernel';
import { DEFAULT_SCHEMA, identityOf, unserved } from '#postgres';
import type { EngineApp } from '../engine-app.js';
import { EXIT, Failure } from '../failure.js';
import { machineOperator } from '../machine-operator.js';
import { MOVED_TABLES } from './export.js';
import type { MovedTable } from './export.js';
import { checkFile, linesOf } from './move-file.js';
import type { MovedEvent } from './move-file.js';

/**
 * Appends asked for before the first of them was answered: our own log takes those of different streams in
 * this order. Another one takes them as they come.
 */
const [IN_FLIGHT, IN_FLIGHT_ELSEWHERE] = [64, 1];
const ROWS_AT_ONCE = 500;

export type Imported = Readonly<{ events: number; rows: number; skipped: number }>;

/**
 * Takes a whole file into an empty installation, or goes on where an import was cut off. What the sagas have
 * done stays done: their checkpoints stand at the end. Read models are made from the log when the server
 * starts. That it was done, and by whom, is the fact after the last one of the file. @throws Failure
 * `move.running` while anybody serves
 */
export async function importFrom(
  app: EngineApp,
  file: string,
  onProgress: (events: number, of: number) => void,
): Promise<Imported> {
  const hold = await unserved(app.url, DEFAULT_SCHEMA);
  if (!hold)
    throw new Failure(
      '目标安装正在运行，文件没有读取。',
      '请先停止它的所有服务进程，再导入；导入结束后再启动。',
      EXIT.failed,
      'move.running',
    );
  return take(app, file, onProgress).finally(() => hold.release());
}

async function take(
  app: EngineApp,
  file: string,
  onProgress: (events: number, of: number) => void,
): Promise<Imported> {
  const { events: total, rows: totalRows, sha256 } = await checkFile(file);
  const own = await identityOf(app.postgres.keyValues);
  const taken = await tookWhole(app, sha256);
  const skipped = (await app.store.behind(START)) - (taken ? 1 : 0);
  const writer = new Writer(app);
  const tables = new Map<string, Readonly<Record<string, unknown>>[]>();
  const checkpoints: { subscription: string; partitions: number }[] = [];
  let [events, rows] = [0, 0];
  for await (const { line, number } of linesOf(file)) {
    if (line.kind === 'event') {
      events += 1;
      if (own !== undefined && line.stream === FOUNDING_STREAM && (line.data as { id: string }).id !== own)
        throw notThisInstallation(own);
      if (events < skipped) continue;
      if (events === skipped) {
        if (!taken) await requireSame(app, line, skipped);
        continue;
      }
      await writer.take(line);
      if (events % ROWS_AT_ONCE === 0) onProgress(events, total);
    } else if (line.kind === 'row') {
      if (!(MOVED_TABLES as readonly string[]).includes(line.table))
        throw new Failure(
          `${file} 第 ${number} 行：没有名为 ${line.table} 的表。`,
          '请用导出时的版本导入。',
          EXIT.failed,
          'move.broken',
        );
      const list = tables.get(line.table) ?? [];
      list.push(line.row);
      tables.set(line.table, list);
      rows += 1;
    } else if (line.kind === 'checkpoint') checkpoints.push(line);
  }
  if (skipped > total) throw notThis(skipped);
  await writer.end();
  for (const [table, list] of tables) await insert(app, table as MovedTable, list);
  await app.engine.note(`import/${sha256}`, INSTALLATION, machineOperator(), {
    type: 'InstallationImported',
    data: { events: total, rows: totalRows, sha256 },
  });
  const head = await app.store.head();
  for (const { subscription, partitions } of checkpoints) {
    await app.postgres.subscriptions.acquire(subscription, partitions, head);
    await app.postgres.subscriptions.release(subscription);
  }
  return { events, rows, skipped };
}

const isImport = isOneOf<Extract<OperationEvent, { type: 'InstallationImported' }>>('InstallationImported');

/** Whether the last thing that happened here is that this very file had arrived. */
async function tookWhole({ store }: EngineApp, sha256: string): Promise<boolean> {
  const acts = await store.read(operationsOf(INSTALLATION));
  const last = acts[acts.length - 1];
  return (
    last !== undefined &&
    isImport(last) &&
    last.data.sha256 === sha256 &&
    last.position === (await store.head())
  );
}

/**
 * The last event that is there already must be the one of the file: another log is not overwritten, nor added
 * to.
 */
async function requireSame({ store }: EngineApp, expected: MovedEvent, count: number): Promise<void> {
  const [last] = await store.stored.read(expected.stream, expected.version, 1);
  const head = await store.head();
  if (
    !last ||
    last.position !== head ||
    last.meta.command !== expected.meta.command ||
    last.type !== expected.type
  )
    throw notThis(count);
}

const notThisInstallation = (own: string): Failure =>
  new Failure(
    `目标数据库已属于安装 ${own}，文件来自另一个安装。`,
    '请导入到空库。',
    EXIT.failed,
    'installation.foreign',
  );

const notThis = (events: number): Failure =>
  new Failure(
    `目标库已有 ${events} 个事件，与文件开头不是同一份日志。`,
    '请导入到空库；或核对文件和库是否对应。',
    EXIT.failed,
    'move.other-log',
  );

/**
 * Facts of one decision go in together, as they were taken; decisions one after the other, many on their way.
 */
class Writer {
  private decision: MovedEvent[] = [];
  private inFlight: Promise<Appended>[] = [];
  private readonly streams = new Set<string>();

  constructor(private readonly app: EngineApp) {}

  async take(event: MovedEvent): Promise<void> {
    const [first] = this.decision;
    const last = this.decision[this.decision.length - 1];
    const goesOn =
      first &&
      last &&
      first.stream === event.stream &&
      last.version + 1 === event.version &&
      first.meta.command === event.meta.command;
    if (first && !goesOn) await this.append();
    this.decision.push(event);
  }

  async end(): Promise<void> {
    if (this.decision.length > 0) await this.append();
    await this.drain();
  }

  private async drain(): Promise<void> {
    const places = (await Promise.all(this.inFlight)).map(({ position }) => position);
    if (places.some((place, index) => index > 0 && place <= places[index - 1]!))
      throw new Failure(
        '目标库没有按文件的次序记录事件。',
        '请另建空库重新导入，并告知开发者。',
        EXIT.failed,
        'move.order',
      );
    this.inFlight = [];
    this.streams.clear();
  }

  private async append(): Promise<void> {
    const decision = this.decision;
    this.decision = [];
    const { stream, version } = decision[0]!;
    // A second append to one stream would wait for the first, and let others pass.
    const most = this.app.ownLog ? IN_FLIGHT : IN_FLIGHT_ELSEWHERE;
    if (this.streams.has(stream) || this.inFlight.length >= most) await this.drain();
    this.streams.add(stream);
    const appended = this.app.store.append(
      stream,
      version === 0 ? NO_STREAM : version - 1,
      decision.map(({ type, data, meta }) => ({ type, data, meta })),
    );
    appended.catch(() => undefined); // Heard when it is waited for.
    this.inFlight.push(appended);
  }
}

/** Numbers are given anew; a row that is there stays. */
async function insert(
  { postgres: { pool } }: EngineApp,
  table: MovedTable,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<void> {
  const columns = Object.keys(rows[0] ?? {}).filter(
    (column) => column !== 'number' && /^[a-z_]+$/.test(column),
  );
  const names = columns.join(', ');
  for (let from = 0; from < rows.length; from += ROWS_AT_ONCE) {
    await pool.query(
      `insert into ${table} (${names}) select ${names} from json_populate_recordset(null::${table}, $1) ` +
        'on conflict do nothing',
      [JSON.stringify(rows.slice(from, from + ROWS_AT_ONCE))],
    );
  }
}
