import { createHash } from 'node:crypto';
import { createPostgresBackend, Queue, Worker } from 'bullmq';
import type { JobsOptions, PostgresConnectionOptions, PostgresQueueBackend } from 'bullmq';
import { Logger } from '@nestjs/common';
import { Alarms } from '#kernel';

export type AlarmsOptions = Readonly<{
  /** `postgres://…`; BullMQ's tables are made there on first use. */
  url: string;
  schema?: string;
}>;

const QUEUE = 'deadlines';
const DEFAULT_SCHEMA = 'bullmq';
/** Connections of the queue and of the worker each; a worker listens on one more. */
const CONNECTIONS = 2;
/** An idle worker is woken by a notification; it looks by itself only this often. */
const IDLE_SECONDS = 60;
/** Alarms that ring at the same time are handled side by side. */
const CONCURRENCY = 8;
/** Jobs added by one statement. */
const BULK_JOBS = 1_000;

/** A listener that fails is called again a few times; after that the table's own look-up finds the deadline. */
const JOB: JobsOptions = { removeOnComplete: true, removeOnFail: true, attempts: 5, backoff: { type: 'exponential', delay: 1_000 } };

type Alarm = { deadline: string };
type AlarmQueue = Queue<Alarm, void, string, Alarm, void, string, PostgresQueueBackend, PostgresConnectionOptions>;
type AlarmWorker = Worker<Alarm, void, string, PostgresQueueBackend, PostgresConnectionOptions, PostgresConnectionOptions>;

/**
 * One delayed BullMQ job per deadline and time. Its id follows from both, so setting an alarm again adds nothing, and
 * a deadline that is moved gets a second alarm; the first one then wakes somebody who finds nothing due.
 */
export class BullAlarms extends Alarms {
  private readonly log = new Logger('Alarms');
  private worker: AlarmWorker | undefined;

  private constructor(
    private readonly queue: AlarmQueue,
    private readonly startWorker: (listener: (deadline: string) => Promise<void>) => AlarmWorker,
  ) {
    super();
    queue.on('error', (error) => this.log.warn(String(error)));
  }

  static async open({ url, schema = DEFAULT_SCHEMA }: AlarmsOptions): Promise<BullAlarms> {
    const connection = { connectionString: url, schema, max: CONNECTIONS, keepAlive: true, migrate: true };
    const queue: AlarmQueue = new Queue(QUEUE, { connection, defaultJobOptions: JOB }, createPostgresBackend);
    const alarms = new BullAlarms(
      queue,
      (listener) =>
        new Worker(
          QUEUE,
          ({ data }) => listener(data.deadline),
          { connection, concurrency: CONCURRENCY, drainDelay: IDLE_SECONDS },
          createPostgresBackend,
        ),
    );
    await queue.waitUntilReady();
    return alarms;
  }

  async set(deadlines: readonly Readonly<{ id: string; dueAt: string }>[]): Promise<void> {
    for (let from = 0; from < deadlines.length; from += BULK_JOBS) {
      await this.queue.addBulk(
        deadlines.slice(from, from + BULK_JOBS).map(({ id, dueAt }) => ({
          name: 'alarm',
          data: { deadline: id },
          opts: { ...JOB, jobId: jobIdOf(id, dueAt), delay: Math.max(0, Date.parse(dueAt) - Date.now()) },
        })),
      );
    }
  }

  onAlarm(listener: (deadlineId: string) => Promise<void>): void {
    if (this.worker) throw new Error('Somebody listens for alarms already.');
    this.worker = this.startWorker(listener);
    this.worker.on('error', (error) => this.log.warn(String(error)));
  }

  /** Ends after the listeners that are running. */
  async close(): Promise<void> {
    await this.worker?.close();
    await this.queue.close();
  }
}

/** A digest, because BullMQ gives some characters of an id a meaning. */
const jobIdOf = (id: string, dueAt: string) => `alarm-${createHash('sha256').update(`${id}\n${dueAt}`).digest('hex').slice(0, 32)}`;
