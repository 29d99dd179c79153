import { createHash } from 'node:crypto';
import type { Lease } from '../../src/following/subscriptions.js';
import type { Footing } from '../../src/log/footing.js';
import type { Position } from '../../src/messages/messages.js';
import { ReadModels, cursorOf, placeOf } from '../../src/read-models/read-models.js';
import type { Change, Digest, ListPlace, Page, Query, ReadModel } from '../../src/read-models/read-models.js';
import { foundBy } from '../../src/read-models/words.js';
import type { LeaseTable } from './memory-subscriptions.js';
import { asStored, byText } from './stored.js';

type Row = Readonly<{
  id: string;
  body: object;
  keys: Readonly<Record<string, readonly string[]>>;
  sort: string;
  words: string;
  orders: Readonly<Record<string, string>>;
}>;
type Where = Query['where'];

/** Read models in memory, for tests: every list looks at every document. */
export class MemoryReadModels extends ReadModels {
  private readonly generations = new Map<string, Map<number, Map<string, Row>>>();
  private readonly lives = new Map<string, number>();

  constructor(private readonly leases: LeaseTable) {
    super();
  }

  private of(model: string): Map<number, Map<string, Row>> {
    const generations = this.generations.get(model) ?? new Map<number, Map<string, Row>>();
    this.generations.set(model, generations);
    return generations;
  }

  private rows(model: string, generation = this.lives.get(model) ?? 1): Map<string, Row> {
    const rows = this.of(model).get(generation) ?? new Map<string, Row>();
    this.of(model).set(generation, rows);
    return rows;
  }

  async load(
    model: string,
    generation: number,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, object>> {
    const rows = this.rows(model, generation);
    const found = ids.flatMap((id) => rows.get(id) ?? []);
    return new Map(found.map(({ id, body }) => [id, asStored(body)]));
  }

  async save(
    lease: Lease,
    position: Position,
    model: string,
    generation: number,
    changes: readonly Change[],
    footing?: Footing,
  ): Promise<void> {
    this.leases.fence(lease, position, footing);
    const rows = this.rows(model, generation);
    for (const { id, body, keys = {}, sort = '', words = [], orders = {} } of changes) {
      if (body === null) rows.delete(id);
      else
        rows.set(id, { id, body: asStored(body), keys: listed(keys), sort, words: foundBy(words), orders });
    }
  }

  async live(model: string): Promise<number> {
    return this.lives.get(model) ?? 1;
  }

  async promote(model: string, generation: number): Promise<void> {
    this.lives.set(model, generation);
  }

  async prune(model: string): Promise<void> {
    const live = await this.live(model);
    const generations = this.of(model);
    for (const generation of [...generations.keys()]) if (generation !== live) generations.delete(generation);
    for (const subscription of [...this.leases.partitions.keys()]) {
      const [, of, generation] = /^(.*)@(\d+)$/.exec(subscription) ?? [];
      if (of === model && Number(generation) !== live) this.leases.partitions.delete(subscription);
    }
  }

  async find<D extends object>({ name }: ReadModel<D>, id: string): Promise<D | undefined> {
    const row = this.rows(name).get(id);
    return row && (asStored(row.body) as D);
  }

  async query<D extends object>(
    { name }: ReadModel<D>,
    { where, holding = [], ids, by, order = 'asc', after, limit }: Query,
  ): Promise<Page<D>> {
    const inOrder = order === 'asc' ? byPlace : (a: ListPlace, b: ListPlace) => byPlace(b, a);
    const place = after === undefined ? undefined : placeOf(after);
    const rows = this.matching(name, where)
      .filter(({ id }) => ids === undefined || ids.includes(id))
      .map((row) => (by === undefined ? row : { ...row, sort: row.orders[by] ?? '' }))
      .sort(inOrder)
      .filter(({ words }) => holding.every((word) => words.includes(word)))
      .filter((row) => !place || inOrder(row, place) > 0);
    const items = rows.slice(0, limit);
    const last = rows.length > limit ? items.at(-1) : undefined;
    return { items: items.map(({ body }) => asStored(body) as D), next: last ? cursorOf(last) : null };
  }

  async count({ name }: ReadModel, where?: Where): Promise<number> {
    return this.matching(name, where).length;
  }

  async tally({ name }: ReadModel, key: string, where?: Where): Promise<ReadonlyMap<string, number>> {
    const values = this.matching(name, where)
      .flatMap(({ keys }) => keys[key] ?? [])
      .sort(byText);
    const counts = new Map<string, number>();
    for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
    return counts;
  }

  async digest(model: string, generation: number): Promise<Digest> {
    const rows = [...this.rows(model, generation).values()].sort((a, b) => byText(a.id, b.id));
    const hash = createHash('sha256');
    for (const { id, body } of rows) hash.update(JSON.stringify([id, body], sorted));
    return { documents: rows.length, sha256: hash.digest('hex') };
  }

  private matching(model: string, where: Where = {}): Row[] {
    const wanted = Object.entries(listed(where));
    return [...this.rows(model).values()].filter(({ keys }) =>
      wanted.every(([key, values]) => values.some((value) => keys[key]?.includes(value))),
    );
  }
}

const listed = (keys: Readonly<Record<string, string | readonly string[]>>) =>
  Object.fromEntries(
    Object.entries(keys).map(([key, value]) => [key, typeof value === 'string' ? [value] : value]),
  );

const byPlace = (a: ListPlace, b: ListPlace) => byText(a.sort, b.sort) || byText(a.id, b.id);

/** Equal bodies are written alike, in whatever order their fields were set. */
const sorted = (_: string, value: unknown): unknown =>
  value === null || typeof value !== 'object' || Array.isArray(value)
    ? value
    : Object.fromEntries(Object.entries(value).sort(([a], [b]) => byText(a, b)));
