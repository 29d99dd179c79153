import type { Pool } from 'pg';
import { Outlines } from '#kernel';
import type { Outline, OutlineBox, OutlineFound, OutlineLimits } from '#kernel';

/** As PostgreSQL writes a box: its upper right corner, then its lower left one. */
const boxText = ([west, south, east, north]: OutlineBox): string => `(${east},${north}),(${west},${south})`;

export class PostgresOutlines extends Outlines {
  constructor(private readonly pool: Pool) {
    super();
  }

  async put(collection: string, outlines: readonly Outline[]): Promise<void> {
    // In one order, so that two who put the same do not wait for each other's rows crosswise.
    const rows = [...outlines].sort((a, b) => a.number - b.number);
    await this.pool.query({
      name: 'put-outlines',
      text: `insert into outlines (collection, number, bounds, value)
             select $1, number, bounds::box, value
             from unnest($2::int[], $3::text[], $4::text[]) as given (number, bounds, value)
             on conflict do nothing`,
      values: [
        collection,
        rows.map(({ number }) => number),
        rows.map(({ box }) => boxText(box)),
        rows.map(({ value }) => value),
      ],
    });
  }

  async count(collection: string): Promise<number> {
    const { rows } = await this.pool.query<{ count: number }>({
      name: 'count-outlines',
      text: 'select count(*)::int as count from outlines where collection = $1',
      values: [collection],
    });
    return rows[0]!.count;
  }

  async near(
    collections: readonly string[],
    box: OutlineBox,
    limits?: OutlineLimits,
  ): Promise<readonly OutlineFound[]> {
    if (collections.length === 0) return [];
    const values: unknown[] = [collections, boxText(box)];
    if (limits) values.push(limits.side, limits.most);
    // The first corner of a box is its upper right one.
    const large = limits
      ? `and greatest((bounds[0])[0] - (bounds[1])[0], (bounds[0])[1] - (bounds[1])[1]) >= $3::float8`
      : '';
    const { rows } = await this.pool.query<OutlineFound>({
      name: limits ? 'near-outlines-limited' : 'near-outlines',
      text: `select collection, number, value from outlines
             where bounds && $2::text::box and collection = any($1::text[]) ${large}
             order by collection, number ${limits ? 'limit $4' : ''}`,
      values,
    });
    return rows;
  }
}
