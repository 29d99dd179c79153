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
  if (state === DISK_FULL || state === NO_SPACE)
    return new StorageFull(`The disk is full (${state}).`, state, { cause: error });
  return isTransient(error)
    ? new StorageAway(`The database is away (${state}): ${String(error)}`, state, { cause: error })
    : error;
}

/** SQLSTATEs of a database that is there and writes nothing: no space, a standby, a broken disk. */
const WRITES_REFUSED: readonly string[] = [DISK_FULL, NO_SPACE, '25006', '58030'];
const TAKEN_BACK = 'RU002';
/** Appends as everybody does, then takes it back: nothing is left, and nobody is told. */
const PROBE = `do $$ begin
  perform * from append_one('probe', -1, array['Probed'], array['{}'::json], array['{}'::json],
                            array['probe'], array['probe'], array['\\x'::bytea]);
  raise exception 'taken back' using errcode = '${TAKEN_BACK}';
end $$`;

/** Whether the storage takes writes: it can be read all the same when its disk is full. */
export class Writes {
  private refused: StorageFault | undefined;

  note(fault: unknown): void {
    if (fault instanceof StorageFault && WRITES_REFUSED.includes(fault.state)) this.refused = fault;
  }

  taken(): void {
    this.refused = undefined;
  }

  /**
   * Once a write was refused, a small one is tried whenever this is asked, until one is taken. @throws
   * StorageFault
   */
  async proven(pool: Pick<Pool, 'query'>): Promise<void> {
    const { refused } = this;
    if (!refused) return;
    try {
      await pool.query(PROBE);
    } catch (error) {
      if ((error as { code?: unknown } | null)?.code === TAKEN_BACK) return this.taken();
      throw error instanceof StorageFault ? error : refused;
    }
  }
}

/**
 * Everybody who asks through this pool hears of the storage's faults by their kind: the one place where they
 * are told apart.
 */
export function tellingFaults(pool: Pool, writes: Writes): Pool {
  const query = pool.query.bind(pool) as (...given: readonly unknown[]) => Promise<unknown>;
  const told = (...given: readonly unknown[]) =>
    query(...given).catch((error: unknown) => {
      const fault = storageFaultOf(error);
      writes.note(fault);
      throw fault;
    });
  return Object.assign(pool, { query: told });
}
