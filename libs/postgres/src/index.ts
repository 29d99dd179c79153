export { openPostgres, DEFAULT_SCHEMA } from './open-postgres.js';
export type { Postgres, PostgresOptions } from './open-postgres.js';
export { startEmbeddedPostgres } from './embedded.js';
export type { EmbeddedOptions, EmbeddedPostgres } from './embedded.js';
export { MigrationChanged } from './migrations.js';
export { PostgresEventStore, WINDOW_EVENTS } from './postgres-event-store.js';
export { StoreClosed } from './append-queue.js';
