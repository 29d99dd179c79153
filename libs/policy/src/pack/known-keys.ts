/** Whether a row is one that the program knows, in the right file, of the right unit and kind of value. */
import { CLOCKS, GATE_KEYS, OPTIONAL_SCALARS, SCALARS } from './catalogue.js';
import { toldChoices } from './choice-names.js';
import type { At } from './cross-checks.js';
import type { PackError } from './errors.js';
import type { ClockRow, GateRow, LevelledRow, ScalarRow } from './shapes.js';
import type { Unit } from './terms.js';

const DECIMAL = /^\d{1,9}(\.\d{1,2})?$/;

/** What a value of a unit looks like, with an example. Rates are judged with the floors. */
const VALUES: Readonly<
  Partial<Record<Unit, readonly [fits: (value: unknown) => boolean, what: string, example: string]>>
> = {
  switch: [(value) => typeof value === 'boolean', '应为 true 或 false', 'false'],
  count: [isCount, '应为整数', '2'],
  year: [isCount, '应为整数（年）', '20'],
  day: [isCount, '应为整数（日）', '365'],
  m2: [isDecimal, '应为加引号的平方米数，最多两位小数', '"1.00"'],
  'yuan-per-mu': [isDecimal, '应为加引号的元/亩，最多两位小数', '"0.00"'],
  text: [(value) => typeof value === 'string', '应为文字', '"商服、居住"'],
};

export function checkScalarKeys(file: string, rows: readonly At<ScalarRow>[]): PackError[] {
  return rows.flatMap(({ row: { key, unit, value }, error }) => {
    const known = SCALARS.get(key);
    if (!known || known.file !== file)
      return [error('key', misplaced(key, known?.file), nearest(key, SCALARS))];
    if (unit !== known.unit) return [error('unit', `规则“${key}”的单位应为 ${known.unit}`, known.unit)];
    const [fits, what, example] = VALUES[unit] ?? [];
    return fits && !fits(value) ? [error('value', what ?? '', example)] : [];
  });
}

export function checkClockKeys(file: string, rows: readonly At<ClockRow>[]): PackError[] {
  return rows.flatMap(({ row: { key, bound, countsFrom }, error }) => {
    const known = CLOCKS.get(key);
    if (!known || known.file !== file)
      return [error('key', misplaced(key, known?.file), nearest(key, CLOCKS))];
    if (countsFrom !== undefined && countsFrom !== known.from)
      return [error('counts_from', `时限“${key}”自“${known.from}”起算`, known.from)];
    return bound === known.bound
      ? []
      : [error('bound', `时限“${key}”应为${toldChoices([known.bound])}`, known.bound)];
  });
}

export function checkGates(rows: readonly At<GateRow>[]): PackError[] {
  return rows
    .filter(({ row }) => !GATE_KEYS.some((key) => key === row.key))
    .map(({ row, error }) =>
      error('key', `不认识的登记条件“${row.key}”，可选：${toldChoices(GATE_KEYS)}`, GATE_KEYS[0]),
    );
}

/** What a district has for itself is there for nobody else. */
const ofCity = <Row extends LevelledRow>(rows: readonly At<Row>[]) =>
  rows.filter(({ row }) => row.district === undefined);

export const missingKeys = (
  scalars: readonly At<ScalarRow>[],
  clocks: readonly At<ClockRow>[],
  gates: readonly At<GateRow>[],
): readonly string[] => [
  ...[...SCALARS.keys()].filter(
    (key) => !OPTIONAL_SCALARS.has(key) && !ofCity(scalars).some(({ row }) => row.key === key),
  ),
  ...[...CLOCKS.keys()].filter((key) => !ofCity(clocks).some(({ row }) => row.key === key)),
  ...GATE_KEYS.filter((key) => !gates.some(({ row }) => row.key === key)),
];

const misplaced = (key: string, file?: string): string =>
  file === undefined ? `程序不认识“${key}”，不会用到它；请核对拼写` : `“${key}”应写在 ${file}.yaml`;

/** The known key that shares the longest beginning: most mistakes are slips at the end. */
function nearest(key: string, known: ReadonlyMap<string, unknown>): string {
  const shared = (other: string) => [...other].findIndex((char, index) => char !== key[index]);
  const length = (other: string) => (shared(other) < 0 ? other.length : shared(other));
  return [...known.keys()].reduce((best, other) => (length(other) > length(best) ? other : best));
}

function isCount(value: unknown): boolean {
  return Number.isSafeInteger(value) && (value as number) >= 0;
}

function isDecimal(value: unknown): boolean {
  return typeof value === 'string' && DECIMAL.test(value);
}
