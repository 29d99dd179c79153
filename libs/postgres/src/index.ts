export { openPostgres, DEFAULT_SCHEMA } from './open-postgres.js';
export type { Postgres, PostgresOptions } from './open-postgres.js';
export { isRunning, startEmbeddedPostgres } from './embedded.js';
export { isWhole } from './embedded/making.js';
export type { EmbeddedOptions, EmbeddedPostgres } from './embedded.js';
export { untilServerIsUp } from './starting-server.js';
export { StartRefused } from './start-refused.js';
export {
  INSTALLATION,
  adopt,
  fingerprintOf,
  found,
  identityOf,
  requireItsLog,
  settle,
} from './installation.js';
export { alone, clearInstallation, serving, unserved } from './sole-work.js';
export type { Hold } from './sole-work.js';
export { openOwnTables } from './own-tables.js';
export type { OwnTables, Queries } from './own-tables.js';
export { makeFolder, writeOnce, writeWhole } from './whole-file.js';
export { backUp } from './backup/back-up.js';
export { restore } from './backup/restore.js';
export { BackupRefused } from './backup/refused.js';
export type { RefusalCode } from './backup/refused.js';
export type { Manifest } from './backup/manifest.js';
export { MigrationChanged } from './migrations.js';
export { PostgresEventStore, WINDOW_EVENTS } from './postgres-event-store.js';
export { StoreClosed } from './append-queue.js';
export { PostgresModule, POSTGRES } from './postgres.module.js';
export { verifyLog } from './verify-log.js';
export type { Verified } from './verify-log.js';
