import { createPostgresBackend, Queue, Worker } from 'bullmq';
import type { PostgresConnectionOptions, PostgresQueueBackend } from 'bullmq';
import { CONCURRENCY, IDLE_SECONDS, JOB, QUEUE } from './alarm-queue.js';
import type { Alarm, AlarmQueue } from './alarm-queue.js';

/** Connections of the queue and of the worker each; a worker listens on one more. */
const CONNECTIONS = 2;

/** BullMQ on the PostgreSQL that is there anyway: no second server. */
export async function postgresQueue(
  url: string,
  schema: string,
  warn: (error: unknown) => void,
): Promise<AlarmQueue> {
  const connection: PostgresConnectionOptions = {
    connectionString: url,
    schema,
    max: CONNECTIONS,
    keepAlive: true,
    migrate: true,
  };
  const queue: Queue<
    Alarm,
    void,
    string,
    Alarm,
    void,
    string,
    PostgresQueueBackend,
    PostgresConnectionOptions
  > = new Queue(QUEUE, { connection, defaultJobOptions: JOB }, createPostgresBackend);
  queue.on('error', warn);
  await queue.waitUntilReady();
  return {
    add: (jobs) => queue.addBulk([...jobs]),
    work: (listener) => {
      const worker: Worker<
        Alarm,
        void,
        string,
        PostgresQueueBackend,
        PostgresConnectionOptions,
        PostgresConnectionOptions
      > = new Worker(
        QUEUE,
        ({ data }) => listener(data.deadline),
        { connection, concurrency: CONCURRENCY, drainDelay: IDLE_SECONDS },
        createPostgresBackend,
      );
      worker.on('error', warn);
      return worker;
    },
    close: () => queue.close(),
  };
}
