/** A field of a data set: what may stand in it, and what of an entry it is filled with. */
import { NAMESPACE } from '../language/promises.js';
import type { DataOf, PublishedName } from '../language/promises.js';
import { PROMISES } from '../language/promises.js';
import type { DatasetKey, DatasetRow } from '#policy';
import type { Kind, Value } from './kinds.js';
import type { Matter } from './matter.js';

/** What stands in a pack for the district of an entry. */
export type Local = Readonly<{
  row: (key: DatasetKey) => DatasetRow | undefined;
  /** What the district is called. */
  district?: string;
}>;
export type Filled =
  | Readonly<{ value: Value; row?: DatasetRow }>
  /** Why there is nothing, in Chinese: what has to happen, or who has to say it. */
  | Readonly<{ lacks: string }>;
export type Source = (matter: Matter, local: Local) => Filled;

export type Field = Readonly<{
  name: string;
  zh: string;
  required: boolean;
  kind: Kind;
  source: Source;
}>;

export const must = (name: string, zh: string, kind: Kind, source: Source): Field => ({
  ...{ name, zh, kind, source },
  required: true,
});
export const may = (name: string, zh: string, kind: Kind, source: Source): Field => ({
  ...{ name, zh, kind, source },
  required: false,
});

type Said<N extends PublishedName> = DataOf<N> & Readonly<{ at: string }>;

/** Out of one event; `at` is its time. */
export function said<const N extends PublishedName>(
  name: N,
  of: (data: Said<N>, local: Local) => Value | undefined,
): Source {
  return (matter, local) => {
    const event = matter[name];
    if (!event) return { lacks: `“${PROMISES[name].zh}”（${NAMESPACE}${name}）以后才有` };
    const value = of({ ...(event.data as object), at: event.time } as Said<N>, local);
    return value === undefined ? { lacks: '业务记录中没有，由交易平台填写' } : { value };
  };
}

/** The first of several that says something. */
export const orElse =
  (...sources: readonly Source[]): Source =>
  (matter, local) => {
    const all = sources.map((source) => source(matter, local));
    return all.find((one) => 'value' in one) ?? all[0]!;
  };

/** What the pack says for the district. */
export const local =
  (key: DatasetKey): Source =>
  (_, ask) => {
    const row = ask.row(key);
    return row
      ? { value: row.value, row }
      : { lacks: `规则包 listing.yaml 的 datasets 中没有“${key}”，请由本地补充` };
  };

/** What the pack says for one thing of several, as an event names it. */
export const localBy =
  <const N extends PublishedName>(name: N, key: (data: DataOf<N>) => DatasetKey): Source =>
  (matter, ask) => {
    const event = matter[name];
    return event ? local(key(event.data))(matter, ask) : said(name, () => undefined)(matter, ask);
  };

export const fixed =
  (value: string): Source =>
  () => ({ value });

/** What only the platform knows or makes. */
export const theirs =
  (what: string): Source =>
  () => ({ lacks: `${what}，由交易平台填写` });
