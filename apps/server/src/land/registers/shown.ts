/** A register as somebody may see it: bank accounts only by whom needs them. */
import { COLUMNS, REGISTER_NAMES, keptIn } from '#land';
import type { RegisterChange, RegisterName, RegisterRecord, Registers } from '#land';
import type { PackOn } from '#policy';

type Fields = Readonly<Record<string, string>>;
export type ColumnShown = Readonly<{
  field: string;
  name: string;
  optional: boolean;
  allowed: string;
  names?: Readonly<Record<string, string>>;
  example: string;
}>;
export type RecordShown = Readonly<{
  key: string;
  record: Fields;
  ended?: Readonly<{ on: string; reason: string; documentNo: string }>;
}>;
export type ImportShown = Readonly<{
  sha256: string;
  sm3: string;
  file: string;
  source: string;
  rows: number;
  importedBy: readonly string[];
  adopted?: Readonly<{ documentNo: string; entered: number; amended: number; by: readonly string[] }>;
}>;
export type RegisterShown = Readonly<{
  register: string;
  name: string;
  columns: readonly ColumnShown[];
  items: readonly RecordShown[];
  imports: readonly ImportShown[];
}>;

export function shown(
  registers: Registers,
  register: RegisterName,
  place: Readonly<{ pack: PackOn; district: string }>,
  seesAccounts: boolean,
): RegisterShown {
  return {
    register,
    name: REGISTER_NAMES[register],
    columns: COLUMNS[register].map(({ field, zh, optional, allowed, example, names }) => ({
      ...{ field, name: zh, optional: optional ?? false, allowed: allowed(place) },
      ...(names ? { names } : {}),
      example: example(place),
    })),
    items: keptIn(registers, register).map(({ key, record, ended }) => ({
      key,
      record: fieldsOf(register, record, seesAccounts),
      ...(ended ? { ended } : {}),
    })),
    imports: registers.imports
      .filter(({ imported }) => imported.register === register)
      .map(({ imported: { file, source, rows, by }, adopted }) => ({
        ...{ sha256: file.sha256, sm3: file.sm3, file: file.name, source, rows: rows.length, importedBy: by },
        ...(adopted
          ? {
              adopted: {
                documentNo: adopted.documentNo,
                entered: adopted.entered.length,
                amended: adopted.amended.length,
                by: adopted.by,
              },
            }
          : {}),
      })),
  };
}

export const changesShown = (
  register: RegisterName,
  changes: readonly RegisterChange[],
  seesAccounts: boolean,
): readonly object[] =>
  changes.map(({ record, ...change }) => ({
    ...change,
    ...(record ? { record: fieldsOf(register, record, seesAccounts) } : {}),
  }));

function fieldsOf(register: RegisterName, record: RegisterRecord, seesAccounts: boolean): Fields {
  const secret = new Set(COLUMNS[register].flatMap(({ field, secret: is }) => (is ? [field] : [])));
  return Object.fromEntries(Object.entries(record).filter(([field]) => seesAccounts || !secret.has(field)));
}
