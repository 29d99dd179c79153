import type { Pool } from 'pg';
import { EventStore } from '#kernel';
import type { Appended, Metadata, NewEvent, Position, Recorded } from '#kernel';
import type { AppendQueue, Committed } from './append-queue.js';
import type { Notifications } from './notifications.js';
import { RecentWindow } from './recent-window.js';

/** Newest events kept in memory; some 2 kB each. */
export const WINDOW_EVENTS = 20_000;
/** The end of the log is looked up this often, in case a notification was lost. */
export const POLL_MS = 2_000;
/** Events brought into the window by one query. */
const REFRESH_EVENTS = 5_000;

type Row = [
  position: bigint,
  stream: string,
  version: number,
  type: string,
  data: object,
  meta: Metadata,
  recordedAt: string,
];
const COLUMNS = 'position, stream, version, type, data, meta, recorded_at';

const recorded = ([position, stream, version, type, data, meta, recordedAt]: Row): Recorded => ({
  id: `${stream}@${version}`,
  stream,
  version,
  position,
  type,
  data,
  meta,
  recordedAt,
});

/**
 * The log on PostgreSQL: one table, positions without gaps in the order of the commits (see
 * `sql/tables/01-events.sql`). Reads of the newest events come from memory. They include every append that
 * this process made before the read, and what other processes appended as soon as the database has said so.
 */
export class PostgresEventStore extends EventStore {
  private readonly window: RecentWindow;
  /** The newest position that this process knows of; the window may still be behind it. */
  private known: Position;
  private newest: string | undefined;
  private readonly waiting = new Set<() => void>();
  private refreshing: Promise<void> | undefined;

  constructor(
    private readonly pool: Pool,
    private readonly queue: AppendQueue,
    private readonly notifications: Notifications,
    { head, recordedAt }: Readonly<{ head: Position; recordedAt?: string }>,
    private readonly windowEvents = WINDOW_EVENTS,
  ) {
    super();
    this.known = head;
    this.newest = recordedAt;
    this.window = new RecentWindow(windowEvents, head);
  }

  append(stream: string, expected: number, events: readonly NewEvent[]): Promise<Appended> {
    return this.queue.append(stream, expected, events);
  }

  async read(stream: string, from = 0, limit?: number): Promise<readonly Recorded[]> {
    const rows = await this.rows(
      'read-stream',
      'where stream = $1 and version >= $2 order by version limit $3',
      [stream, from, limit ?? null],
    );
    return rows.map(recorded);
  }

  override recentEvents(stream: string, from: number): readonly Recorded[] {
    return this.window.streams.from(stream, from);
  }

  override recordedUntil(): string | undefined {
    return this.newest;
  }

  async readAll(after: Position, limit: number): Promise<readonly Recorded[]> {
    if (this.window.reaches(after)) {
      // Twice: the refresh that a reader joins may have begun before the newest append.
      for (let pass = 0; pass < 2 && this.known > this.window.end; pass++) await this.refresh();
      if (this.window.reaches(after)) return this.window.after(after, limit);
    }
    const rows = await this.rows('read-all', 'where position > $1 order by position limit $2', [
      after,
      limit,
    ]);
    return rows.map(recorded);
  }

  async head(): Promise<Position> {
    const { rows } = await this.pool.query<{ position: Position }>({
      name: 'head',
      text: 'select position from events order by position desc limit 1',
    });
    const head = rows[0]?.position ?? 0n;
    this.learn(head);
    return head;
  }

  async behind(position: Position): Promise<number> {
    return Math.max(0, Number((await this.head()) - position));
  }

  changed(after: Position, signal: AbortSignal): Promise<void> {
    if (this.known > after || signal.aborted) return Promise.resolve();
    return new Promise((resolve) => {
      const wake = () => {
        if (this.known <= after && !signal.aborted) return;
        this.waiting.delete(wake);
        signal.removeEventListener('abort', wake);
        resolve();
      };
      this.waiting.add(wake);
      signal.addEventListener('abort', wake);
    });
  }

  /** What this process committed goes straight to its readers. */
  committed(batch: readonly Committed[]): void {
    for (const { stream, events, appended, recordedAt } of batch) {
      events.forEach(({ type, data, meta }, index) => {
        const back = events.length - 1 - index;
        this.window.push(
          recorded([
            appended.position - BigInt(back),
            stream,
            appended.version - back,
            type,
            data,
            meta,
            recordedAt,
          ]),
        );
      });
    }
    const last = batch[batch.length - 1]!;
    this.newest = last.recordedAt;
    this.learn(last.appended.position);
  }

  /** Somebody says that the log has come this far. */
  learn(head: Position): void {
    if (head <= this.known) return;
    this.known = head;
    for (const wake of [...this.waiting]) wake();
  }

  /** The pool belongs to whoever opened it. */
  async close(): Promise<void> {
    await this.queue.close();
    await this.notifications.close();
  }

  /** Brings the window up to what is known; all readers that wait share one query. */
  private refresh(): Promise<void> {
    this.refreshing ??= this.fetch().finally(() => (this.refreshing = undefined));
    return this.refreshing;
  }

  private async fetch(): Promise<void> {
    if (this.known - this.window.end > BigInt(this.windowEvents))
      this.window.restart(this.known - BigInt(this.windowEvents));
    const until = this.known;
    while (this.window.end < until) {
      const before = this.window.end;
      const rows = await this.rows('read-all', 'where position > $1 order by position limit $2', [
        before,
        REFRESH_EVENTS,
      ]);
      for (const row of rows) this.window.push(recorded(row));
      this.newest = rows[rows.length - 1]?.[6] ?? this.newest;
      if (this.window.end === before) return;
    }
  }

  private async rows(name: string, where: string, values: unknown[]): Promise<Row[]> {
    const { rows } = await this.pool.query<Row>({
      name,
      text: `select ${COLUMNS} from events ${where}`,
      values,
      rowMode: 'array',
    });
    return rows;
  }
}
