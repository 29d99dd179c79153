import type { Pool } from 'pg';
import { DeadlineTable, LeaseLost } from '#kernel';
import type { Deadline, Footing, Lease, Position } from '#kernel';
import { fenceOf } from './postgres-subscriptions.js';

const COLUMNS = 'id, due_at as "dueAt", command, correlation, causation, policy';

/** The running deadlines. What a page ends is ended before what it sets is set. */
export class PostgresDeadlines extends DeadlineTable {
  constructor(private readonly pool: Pool) {
    super();
  }

  async apply(
    lease: Lease,
    position: Position,
    set: readonly Deadline[],
    clear: readonly string[],
    footing?: Footing,
  ): Promise<void> {
    const last = [...new Map(set.map((deadline) => [deadline.id, deadline])).values()].sort((a, b) =>
      a.id < b.id ? -1 : 1,
    );
    const { rows } = await this.pool.query<{ applied: boolean }>({
      name: 'apply-deadlines',
      text:
        'select apply_deadlines($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15) as ' +
        'applied',
      values: [
        ...fenceOf(lease, position, footing),
        [...clear].sort(),
        last.map(({ id }) => id),
        last.map(({ dueAt }) => dueAt),
        last.map(({ command }) => JSON.stringify(command)),
        last.map(({ correlation }) => correlation),
        last.map(({ causation }) => causation),
        last.map(({ policy }) => policy),
      ],
    });
    if (!rows[0]!.applied) throw new LeaseLost(lease);
  }

  due(until: string, limit: number): Promise<readonly Deadline[]> {
    return this.rows('where due_at <= $1 order by due_at, id limit $2', [until, limit]);
  }

  /**
   * `after` is the id of the last one seen. When it has ended meanwhile the list begins again: twice is
   * better than never.
   */
  running(after: string | undefined, limit: number): Promise<readonly Deadline[]> {
    return this.rows(
      `where (due_at, id) > (
         select coalesce(max(due_at), '-infinity'), coalesce(max(id), '') from deadlines where id = $1
       )
       order by due_at, id limit $2`,
      [after ?? null, limit],
    );
  }

  async find(id: string): Promise<Deadline | undefined> {
    return (await this.rows('where id = $1', [id]))[0];
  }

  of(correlation: string): Promise<readonly Deadline[]> {
    return this.rows('where correlation = $1 order by due_at, id', [correlation]);
  }

  async pass(id: string, dueAt: string): Promise<void> {
    await this.pool.query('delete from deadlines where id = $1 and due_at = $2', [id, dueAt]);
  }

  private async rows(where: string, values: unknown[]): Promise<readonly Deadline[]> {
    return (await this.pool.query<Deadline>(`select ${COLUMNS} from deadlines ${where}`, values)).rows;
  }
}
