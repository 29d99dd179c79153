import type { PackOn } from '#policy';
import type { Dataset } from './datasets.js';
import type { Value } from './kinds.js';
import type { Local } from './field.js';
import type { Matter } from './matter.js';

export type Lack = Readonly<{ field: string; zh: string; required: boolean; why: string }>;
export type Unconfirmed = Readonly<{ field: string; zh: string; value: string; source: string }>;
export type Prefilled = Readonly<{
  dataset: string;
  /** What is known, by field. */
  values: Readonly<Record<string, Value>>;
  /** What is not, and who says it or what has to happen first. */
  lacks: readonly Lack[];
  /** What stands in a row of the pack that nobody has confirmed. */
  unconfirmed: readonly Unconfirmed[];
}>;

/** A data set of one entry, as far as what was published and the pack of its district fill it. */
export function prefilled({ id, fields }: Dataset, matter: Matter, ask: Local): Prefilled {
  const all = fields.map((field) => ({ field, filled: field.source(matter, ask) }));
  return {
    dataset: id,
    values: Object.fromEntries(
      all.flatMap(({ field: { name }, filled }) => ('value' in filled ? [[name, filled.value]] : [])),
    ),
    lacks: all.flatMap(({ field: { name: field, zh, required }, filled }) =>
      'lacks' in filled ? [{ field, zh, required, why: filled.lacks }] : [],
    ),
    unconfirmed: all.flatMap(({ field: { name: field, zh }, filled }) =>
      'value' in filled && filled.row && !filled.row.confirmed
        ? [{ field, zh, value: filled.row.value, source: filled.row.source }]
        : [],
    ),
  };
}

/** What a pack says for one district. */
export function localIn(pack: PackOn, code: string): Local {
  const district = pack.districts.find((one) => one.code === code)?.name;
  return { row: (key) => pack.dataset(code, key), ...(district === undefined ? {} : { district }) };
}
