import type { PackOn } from '#policy';
import type { Dataset } from './datasets.js';
import type { Value } from './kinds.js';
import type { Local } from './field.js';
import type { Matter } from './matter.js';

export type Lack = Readonly<{ field: string; zh: string; required: boolean; why: string }>;
export type Unconfirmed = Readonly<{ field: string; zh: string; value: string; source: string }>;
export type Prefilled = Readonly<{
  dataset: string;
  /** Whether the platform of the district takes data sets of this layout; true of a set without one. */
  inUse: boolean;
  /** What is known, by field. */
  values: Readonly<Record<string, Value>>;
  /** What is not, and who says it or what has to happen first. */
  lacks: readonly Lack[];
  /** What stands in a row of the pack that nobody has confirmed. */
  unconfirmed: readonly Unconfirmed[];
}>;

/** The row that says which of two layouts a district's platform takes. */
const LAYOUT = { field: 'layout', zh: '采用的数据集' } as const;

const unconfirmed = (
  { field, zh }: Readonly<{ field: string; zh: string }>,
  { value, source }: Readonly<{ value: string; source: string }>,
): Unconfirmed => ({ field, zh, value, source });

/** A data set of one entry, as far as what was published and the pack of its district fill it. */
export function prefilled({ id, layout, fields }: Dataset, matter: Matter, ask: Local): Prefilled {
  const all = fields.map((field) => ({ field, filled: field.source(matter, ask) }));
  const chosen = layout && ask.row(LAYOUT.field);
  return {
    dataset: id,
    inUse: !chosen || chosen.value === layout,
    values: Object.fromEntries(
      all.flatMap(({ field: { name }, filled }) => ('value' in filled ? [[name, filled.value]] : [])),
    ),
    lacks: all.flatMap(({ field: { name: field, zh, required }, filled }) =>
      'lacks' in filled ? [{ field, zh, required, why: filled.lacks }] : [],
    ),
    unconfirmed: [
      ...(chosen && !chosen.confirmed ? [unconfirmed(LAYOUT, chosen)] : []),
      ...all.flatMap(({ field: { name: field, zh }, filled }) =>
        'value' in filled && filled.row && !filled.row.confirmed
          ? [unconfirmed({ field, zh }, filled.row)]
          : [],
      ),
    ],
  };
}

/** What a pack says for one district. */
export function localIn(pack: PackOn, code: string): Local {
  const district = pack.districts.find((one) => one.code === code)?.name;
  return { row: (key) => pack.dataset(code, key), ...(district === undefined ? {} : { district }) };
}
