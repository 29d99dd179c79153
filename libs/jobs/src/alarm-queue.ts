import type { JobsOptions } from 'bullmq';

/** What a job carries: which deadline somebody should look up. */
export type Alarm = { deadline: string };
export type AlarmJob = Readonly<{ name: string; data: Alarm; opts: JobsOptions }>;

/** BullMQ on one of its back ends: the same queue, whoever keeps it. */
export type AlarmQueue = Readonly<{
  add(jobs: readonly AlarmJob[]): Promise<unknown>;
  work(listener: (deadline: string) => Promise<void>): Readonly<{ close(): Promise<void> }>;
  close(): Promise<void>;
}>;

export const QUEUE = 'deadlines';
/** An idle worker is woken by the back end; it looks by itself only this often. */
export const IDLE_SECONDS = 60;
/** Alarms that ring at the same time are handled side by side. */
export const CONCURRENCY = 8;

/**
 * A listener that fails is called again a few times; after that the table's own look-up finds the deadline.
 */
export const JOB: JobsOptions = {
  removeOnComplete: true,
  removeOnFail: true,
  attempts: 5,
  backoff: { type: 'exponential', delay: 1_000 },
};
