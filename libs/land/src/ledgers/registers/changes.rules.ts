/** Records against the register that they are meant for: what is new, what has changed, what cannot stand. */
import { normalNo } from '#policy';
import { COLUMNS, REGISTER_NAMES, readRecord } from './columns.rules.js';
import type { Cell, FieldProblem, Place } from './columns.rules.js';
import type { RegisterName, RegisterRecord } from './registers.events.js';
import { isSameRecord, keptBy, keptIn, keyOfRecord } from './registers.state.js';
import type { Registers } from './registers.state.js';

/** Of one line of a table, counted as the table counts it. */
export type RowProblem = FieldProblem & Readonly<{ row: number }>;

export type Changes = Readonly<{
  entered: readonly string[];
  amended: readonly string[];
  same: number;
  /** Records in force of which the rows say nothing: they stay as they are. */
  untouched: number;
}>;

/** What would become of a register by these rows, one of which has a key of its own each. */
export function changesBy(
  registers: Registers,
  register: RegisterName,
  rows: readonly RegisterRecord[],
): Changes {
  const [entered, amended]: [string[], string[]] = [[], []];
  for (const row of rows) {
    const key = keyOfRecord(row);
    const kept = keptBy(registers, register, key);
    if (!kept) entered.push(key);
    else if (!isSameRecord(kept.record, row)) amended.push(key);
  }
  const named = new Set(rows.map(keyOfRecord));
  const others = keptIn(registers, register).filter(({ key, ended }) => !ended && !named.has(key));
  return { entered, amended, same: rows.length - entered.length - amended.length, untouched: others.length };
}

const problemOf = (register: RegisterName, field: string, found: string, zh: string): FieldProblem => {
  const column = COLUMNS[register].find((one) => one.field === field)!;
  return { field, column: column.zh, found, zh, allowed: '名录中没有的一项' };
};

/** What of a record the register itself forbids. `key`: of the record that is amended, where one is. */
export function clashes(
  registers: Registers,
  register: RegisterName,
  record: RegisterRecord,
  key: string = keyOfRecord(record),
): readonly FieldProblem[] {
  const kept = keptBy(registers, register, key);
  const problems: FieldProblem[] = [];
  if (kept?.ended)
    problems.push(
      problemOf(
        register,
        'name',
        record.name,
        `“${key}”已于${kept.ended.on}终止（${kept.ended.documentNo}），不能再录入。确为另一组织的，请换一个名称区分村（社区）。`,
      ),
    );
  const twin = keptIn(registers, register).find(
    (one) => one.key !== key && normalNo(one.record.uscc) === normalNo(record.uscc),
  );
  if (twin)
    problems.push(
      problemOf(
        register,
        'uscc',
        record.uscc,
        `统一社会信用代码“${record.uscc}”已由“${twin.record.name}”（${twin.key}）登记。请核对登记证。`,
      ),
    );
  return problems;
}

/** A line of a table, by the fields of its register. */
export type Line = Readonly<{ row: number; cells: Readonly<Record<string, Cell | undefined>> }>;

/** The records of a table, and all that is wrong with it, line by line. */
export function readRows(
  registers: Registers,
  register: RegisterName,
  lines: readonly Line[],
  place: Place,
): Readonly<{ rows: readonly RegisterRecord[]; problems: readonly RowProblem[] }> {
  const problems: RowProblem[] = [];
  const rows: RegisterRecord[] = [];
  const seen = new Map<string, number>();
  for (const { row, cells } of lines) {
    const read = readRecord(register, cells, place);
    const own = read.problems.length > 0 ? read.problems : clashes(registers, register, read.record);
    const twice = read.problems.length > 0 ? [] : twiceIn(seen, register, read.record, row);
    problems.push(...[...own, ...twice].map((problem) => ({ ...problem, row })));
    rows.push(read.record);
  }
  return { rows, problems };
}

function twiceIn(
  seen: Map<string, number>,
  register: RegisterName,
  record: RegisterRecord,
  row: number,
): readonly FieldProblem[] {
  const marks: readonly (readonly [field: string, mark: string, said: string])[] = [
    ['uscc', `uscc ${normalNo(record.uscc)}`, `统一社会信用代码“${record.uscc}”`],
    ...(register === 'collectives'
      ? [
          [
            'village',
            `key ${keyOfRecord(record)}`,
            `${REGISTER_NAMES[register]}“${keyOfRecord(record)}”`,
          ] as const,
        ]
      : []),
  ];
  return marks.flatMap(([field, mark, said]) => {
    const before = seen.get(mark);
    if (before === undefined) {
      seen.set(mark, row);
      return [];
    }
    return [
      problemOf(
        register,
        field,
        said,
        `${said}与第 ${before} 行重复。一个村有几个组织的，请在村（社区）一栏写明组别。`,
      ),
    ];
  });
}
