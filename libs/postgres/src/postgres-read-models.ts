import type { Pool } from 'pg';
import { LeaseLost, ReadModels, cursorOf, foundBy, pairsOf, placeOf } from '#kernel';
import type { Change, Digest, Footing, Lease, Page, Position, Query, ReadModel } from '#kernel';
import { fenceOf } from './postgres-subscriptions.js';

type Where = Query['where'];

type Row<D> = Readonly<{ id: string; sort: string; body: D }>;

/**
 * Documents that are looked through in their order first: what is frequent is found among them. Where they
 * hold too few, what is sought is rare, and the index of keys finds all of it. The planner does not know how
 * rare a key or a word is: left to itself it walks through everything for a word that nothing holds, or
 * sorts a third of everything for the newest of a state.
 */
const AT_HAND = 1_000;
/** Whoever asks for more at once asks for all of something, which is rare. */
const LIST_MAX = 200;

const LIVE = '(select coalesce((select generation from live_generations where model = $1), 1))';

/** Read models as JSON rows; the filter keys are indexed, and readers see the live generation only. */
export class PostgresReadModels extends ReadModels {
  constructor(private readonly pool: Pool) {
    super();
  }

  async load(
    model: string,
    generation: number,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, object>> {
    if (ids.length === 0) return new Map();
    const { rows } = await this.pool.query<{ id: string; body: object }>({
      name: 'load-documents',
      text: 'select id, body from documents where model = $1 and generation = $2 and id = any($3)',
      values: [model, generation, ids],
    });
    return new Map(rows.map(({ id, body }) => [id, body]));
  }

  async save(
    lease: Lease,
    position: Position,
    model: string,
    generation: number,
    changes: readonly Change[],
    footing?: Footing,
  ): Promise<void> {
    // The last change of a document counts. In the order of ids, so that two partitions cannot wait for each
    // other.
    const last = [...new Map(changes.map((change) => [change.id, change])).values()].sort((a, b) =>
      a.id < b.id ? -1 : 1,
    );
    const { rows } = await this.pool.query<{ saved: boolean }>({
      name: 'save-documents',
      text: 'select save_documents($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14) as saved',
      values: [
        ...fenceOf(lease, position, footing),
        model,
        generation,
        last.map(({ id }) => id),
        last.map(({ body }) => (body === null ? null : JSON.stringify(body))),
        last.map((change) => JSON.stringify(keysOf(change))),
        last.map(({ sort = '' }) => sort),
      ],
    });
    if (!rows[0]!.saved) throw new LeaseLost(lease);
  }

  async live(model: string): Promise<number> {
    const { rows } = await this.pool.query<{ generation: number }>(`select ${LIVE} as generation`, [model]);
    return rows[0]!.generation;
  }

  async promote(model: string, generation: number): Promise<void> {
    await this.pool.query(
      'insert into live_generations values ($1, $2) on conflict (model) do update set generation = ' +
        'excluded.generation',
      [model, generation],
    );
  }

  async prune(model: string): Promise<void> {
    await this.pool.query(
      `with live as (
           select coalesce((select generation from live_generations where model = $1), 1) as generation),
         old as (delete from documents d using live where d.model = $1 and d.generation <> live.generation)
       delete from subscriptions s using live
       where starts_with(s.subscription, $1 || '@') and s.subscription <> $1 || '@' || live.generation
         and substr(s.subscription, length($1) + 2) ~ '^[0-9]+$'`,
      [model],
    );
  }

  async find<D extends object>({ name }: ReadModel<D>, id: string): Promise<D | undefined> {
    const { rows } = await this.pool.query<{ body: D }>({
      name: 'find-document',
      text: `select body from documents where model = $1 and generation = ${LIVE} and id = $2`,
      values: [name, id],
    });
    return rows[0]?.body;
  }

  async query<D extends object>(
    { name }: ReadModel<D>,
    { where, holding, ids, by, order = 'asc', after, limit }: Query,
  ): Promise<Page<D>> {
    const values: unknown[] = [name];
    const sort = by === undefined ? 'sort' : orderedBy(by, values);
    const from = after === undefined ? undefined : placeOf(after);
    const place = from
      ? ` and (${sort}, id) ${order === 'asc' ? '>' : '<'} ($${values.push(from.sort, from.id) - 1}, ` +
        `$${values.length})`
      : '';
    const narrowed = filterOf(where, values) + amongAll(ids, values) + holdingAll(holding, values);
    const all = `from documents where model = $1 and generation = ${LIVE}${place}`;
    const inOrder = `order by ${sort} ${order}, id ${order} limit`;
    const most = `$${values.push(limit + 1)}`;
    const ask = async (text: string) => (await this.pool.query<Row<D>>(text, values)).rows;
    let rows: readonly Row<D>[] = [];
    if (narrowed === '') rows = await ask(`select id, ${sort} as sort, body ${all} ${inOrder} ${most}`);
    else {
      if (by === undefined && limit <= LIST_MAX)
        rows = await ask(
          `select id, sort, body from (select * ${all} ${inOrder} ${AT_HAND}) documents where true${narrowed}
           ${inOrder} ${most}`,
        );
      if (rows.length <= limit)
        rows = await ask(
          `with found as materialized (select id, ${sort} as sort, body ${all}${narrowed})
           select * from found order by sort ${order}, id ${order} limit ${most}`,
        );
    }
    const items = rows.slice(0, limit);
    const last = rows.length > limit ? items[items.length - 1] : undefined;
    return { items: items.map(({ body }) => body), next: last ? cursorOf(last) : null };
  }

  async count({ name }: ReadModel, where?: Where): Promise<number> {
    const values: unknown[] = [name];
    const { rows } = await this.pool.query<{ count: bigint }>(
      `select count(*) from documents where model = $1 and generation = ${LIVE}${filterOf(where, values)}`,
      values,
    );
    return Number(rows[0]!.count);
  }

  async tally({ name }: ReadModel, key: string, where?: Where): Promise<ReadonlyMap<string, number>> {
    const values: unknown[] = [name, key];
    const { rows } = await this.pool.query<{ value: string; count: bigint }>(
      `select value, count(*) from documents, jsonb_array_elements_text(keys -> $2) value
       where model = $1 and generation = ${LIVE}${filterOf(where, values)} group by value order by value`,
      values,
    );
    return new Map(rows.map(({ value, count }) => [value, Number(count)]));
  }

  async digest(model: string, generation: number): Promise<Digest> {
    // jsonb writes equal bodies alike; hashing each row first keeps the sum small, however large the
    // documents are.
    const { rows } = await this.pool.query<{ documents: bigint; sha256: string }>(
      `select count(*) as documents,
         encode(sha256(coalesce(string_agg(
           sha256(int4send(length(id)) || convert_to(id || body::jsonb::text, 'UTF8')),
           ''::bytea order by id), ''::bytea)), 'hex') as sha256
       from documents where model = $1 and generation = $2`,
      [model, generation],
    );
    return { documents: Number(rows[0]!.documents), sha256: rows[0]!.sha256 };
  }
}

const listOf = (value: string | readonly string[]): readonly string[] =>
  typeof value === 'string' ? [value] : value;

/** ` and …` for every key; "one of" is an `or` of containments, because a GIN index cannot serve `any`. */
function filterOf(where: Where = {}, values: unknown[]): string {
  return Object.entries(where)
    .map(([key, wanted]) => {
      const tests = listOf(wanted).map(
        (value) => `keys @> $${values.push(JSON.stringify({ [key]: [value] }))}::jsonb`,
      );
      return ` and (${tests.join(' or ') || 'false'})`;
    })
    .join('');
}

/** No filter is named so: words lie among the keys of a document, whose index finds pairs as well. */
const WORDS = '#words';
const PAIRS = '#pairs';
/** What a list may be ordered by lies beside them, a value under a key of its own. */
const orderKey = (name: string): string => `#order:${name}`;

function keysOf({ keys = {}, words, orders = {} }: Change): object {
  const listed = Object.fromEntries([
    ...Object.entries(keys).map(([key, value]) => [key, listOf(value)] as const),
    ...Object.entries(orders).map(([name, value]) => [orderKey(name), [value]] as const),
  ]);
  if (!words) return listed;
  const text = foundBy(words);
  return { ...listed, [WORDS]: [text], [PAIRS]: pairsOf(text) };
}

/** Pairs narrow by the index, in one test lest they be guessed rarer than they are; words decide. */
function holdingAll(holding: readonly string[] = [], values: unknown[]): string {
  const pairs = [...new Set(holding.flatMap(pairsOf))];
  const narrowed =
    pairs.length > 0 ? ` and keys @> $${values.push(JSON.stringify({ [PAIRS]: pairs }))}::jsonb` : '';
  const tests = holding.map((word) => ` and position($${values.push(word)} in keys -> '${WORDS}' ->> 0) > 0`);
  return narrowed + tests.join('');
}

const amongAll = (ids: readonly string[] | undefined, values: unknown[]): string =>
  ids === undefined ? '' : ` and id = any($${values.push(ids)})`;

/** Compared as bytes, as `sort` is. Documents of a release that did not write it come first. */
const orderedBy = (name: string, values: unknown[]): string =>
  `(coalesce(keys -> $${values.push(orderKey(name))} ->> 0, '') collate "C")`;
