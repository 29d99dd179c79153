import { createHash } from 'node:crypto';
import { Logger } from '@nestjs/common';
import { Alarms, within } from '#kernel';
import { JOB } from './alarm-queue.js';
import type { AlarmQueue } from './alarm-queue.js';
import { postgresQueue } from './postgres-queue.js';
import { redisQueue } from './redis-queue.js';

export type AlarmsOptions = Readonly<{
  /**
   * `postgres://…`, where BullMQ's tables are made on first use, or one of the forms of {@link redisClient}.
   */
  url: string;
  /** Schema of the tables, or prefix of the keys. */
  namespace?: string;
}>;

const DEFAULT_NAMESPACE = 'bullmq';
/** Jobs added by one statement. */
const BULK_JOBS = 1_000;
/**
 * A back end that does not take alarms within this time is left alone: the table's own look-up finds what is
 * due.
 */
const SET_MS_MAX = 2_000;
/** A back end that does not let go within this time is left to its own connections' end. */
const CLOSE_MS_MAX = 3_000;
const REPEAT_MS = 60_000;

/**
 * One delayed BullMQ job per deadline and time. Its id follows from both, so setting an alarm again adds
 * nothing, and a deadline that is moved gets a second alarm; the first one then wakes somebody who finds
 * nothing due.
 */
export class BullAlarms extends Alarms {
  private readonly log = new Logger('Alarms');
  private worker: ReturnType<AlarmQueue['work']> | undefined;

  private constructor(private readonly queue: AlarmQueue) {
    super();
  }

  static async open({ url, namespace = DEFAULT_NAMESPACE }: AlarmsOptions): Promise<BullAlarms> {
    const warn = seldom();
    return new BullAlarms(
      /^postgres(ql)?:/.test(url)
        ? await postgresQueue(url, namespace, warn)
        : redisQueue(url, namespace, warn),
    );
  }

  /** @throws Error when the back end is away or slow: nothing is lost by it. */
  async set(deadlines: readonly Readonly<{ id: string; dueAt: string }>[]): Promise<void> {
    const jobs = deadlines.map(({ id, dueAt }) => ({
      name: 'alarm',
      data: { deadline: id },
      opts: { ...JOB, jobId: jobIdOf(id, dueAt), delay: Math.max(0, Date.parse(dueAt) - Date.now()) },
    }));
    for (let from = 0; from < jobs.length; from += BULK_JOBS)
      await within(SET_MS_MAX, this.queue.add(jobs.slice(from, from + BULK_JOBS)));
  }

  onAlarm(listener: (deadlineId: string) => Promise<void>): void {
    if (this.worker) throw new Error('Somebody listens for alarms already.');
    this.worker = this.queue.work(listener);
  }

  /** Ends after the listeners that are running. */
  async close(): Promise<void> {
    await within(CLOSE_MS_MAX, Promise.resolve(this.worker?.close())).catch((error: unknown) =>
      this.log.warn(`the worker did not end: ${String(error)}`),
    );
    await within(CLOSE_MS_MAX, this.queue.close()).catch((error: unknown) =>
      this.log.warn(`the queue did not end: ${String(error)}`),
    );
  }
}

/** A server that is away says so with every attempt: the same words are repeated only now and then. */
function seldom(): (error: unknown) => void {
  const log = new Logger('Alarms');
  const said = new Map<string, number>();
  return (error) => {
    const [text, now] = [String(error), Date.now()];
    if (now - (said.get(text) ?? -Infinity) < REPEAT_MS) return;
    said.set(text, now);
    log.warn(text);
  };
}

/** A digest, because BullMQ gives some characters of an id a meaning. */
const jobIdOf = (id: string, dueAt: string) =>
  `alarm-${createHash('sha256').update(`${id}\n${dueAt}`).digest('hex').slice(0, 32)}`;
