import type { Pool } from 'pg';
import { StorageAway, StorageFault, StorageFull } from '#kernel';
import { isTransient } from './connection.js';

const DISK_FULL = '53100';
const NO_SPACE = 'ENOSPC';
/** Faults of the program, not of the storage. */
const OURS = [TypeError, RangeError, SyntaxError, ReferenceError];

/** What an error of node-postgres means to whoever asked; an answer of the database stays what it is. */
export function storageFaultOf(error: unknown): unknown {
  if (error instanceof StorageFault || OURS.some((kind) => error instanceof kind)) return error;
  const code = (error as { code?: unknown } | null)?.code;
  const state = typeof code === 'string' ? code : 'no-answer';
  if (state === DISK_FULL || state === NO_SPACE) return new StorageFull(`The disk is full (${state}).`, state, { cause: error });
  return isTransient(error) ? new StorageAway(`The database is away (${state}): ${String(error)}`, state, { cause: error }) : error;
}

/** Everybody who asks through this pool hears of the storage's faults by their kind: the one place where they are told apart. */
export function tellingFaults(pool: Pool): Pool {
  const query = pool.query.bind(pool) as (...given: readonly unknown[]) => Promise<unknown>;
  const told = (...given: readonly unknown[]) => query(...given).catch((error: unknown) => Promise.reject(storageFaultOf(error) as Error));
  return Object.assign(pool, { query: told });
}
