/** The registers of a district as their facts left them, and under which key a record stands. */
import { normalNo } from '#policy';
import type { Day } from '../../shared/terms.js';
import type { Agency, Collective, RegisterName, RegisterRecord, RegistersEvent } from './registers.events.js';

type DataOf<Type extends RegistersEvent['type']> = Extract<RegistersEvent, { type: Type }>['data'];

export type Ended = Readonly<{ on: Day; reason: string; documentNo: string }>;
export type Kept<R extends RegisterRecord = RegisterRecord> = Readonly<{
  key: string;
  record: R;
  ended?: Ended;
}>;
/** A file that was imported, and whether it was adopted. */
export type Imported = Readonly<{
  imported: DataOf<'RegisterImported'>;
  adopted?: DataOf<'RegisterAdopted'>;
}>;

/** Records in the order in which they were entered. */
export type Registers = Readonly<{
  collectives: readonly Kept<Collective>[];
  agencies: readonly Kept<Agency>[];
  imports: readonly Imported[];
}>;

export const NO_REGISTERS: Registers = { collectives: [], agencies: [], imports: [] };

const isCollective = (record: RegisterRecord): record is Collective => 'township' in record;

/**
 * A key that a person can read and say: of a collective its township's code and its village, of an agency its
 * credit code.
 */
export const keyOfRecord = (record: RegisterRecord): string =>
  isCollective(record) ? `${record.township}-${record.village}` : normalNo(record.uscc);

export const keptIn = (registers: Registers, register: RegisterName): readonly Kept[] => registers[register];

export const keptBy = (registers: Registers, register: RegisterName, key: string): Kept | undefined =>
  keptIn(registers, register).find((kept) => kept.key === key);

export const importOf = (
  registers: Registers,
  register: RegisterName,
  sha256: string,
): Imported | undefined =>
  registers.imports.find(({ imported }) => imported.register === register && imported.file.sha256 === sha256);

export function evolveRegisters(registers: Registers, { type, data }: RegistersEvent): Registers {
  switch (type) {
    case 'RecordEntered':
    case 'RecordAmended':
      return withKept(registers, data.register, new Map([[data.key, data.record]]));
    case 'RecordEnded': {
      const { register, key, on, reason, documentNo } = data;
      const kept = keptIn(registers, register).map((one) =>
        one.key === key ? { ...one, ended: { on, reason, documentNo } } : one,
      );
      return { ...registers, [register]: kept };
    }
    case 'RegisterImported':
      return { ...registers, imports: [...registers.imports, { imported: data }] };
    case 'RegisterAdopted':
      return adopted(registers, data);
  }
}

function adopted(registers: Registers, data: DataOf<'RegisterAdopted'>): Registers {
  const { register, sha256, entered, amended } = data;
  const found = importOf(registers, register, sha256);
  if (!found) return registers;
  const taken = new Set([...entered, ...amended]);
  const rows = found.imported.rows
    .map((record) => [keyOfRecord(record), record] as const)
    .filter(([key]) => taken.has(key));
  const imports = registers.imports.map((one) => (one === found ? { ...one, adopted: data } : one));
  return withKept({ ...registers, imports }, register, new Map(rows));
}

function withKept(
  registers: Registers,
  register: RegisterName,
  records: ReadonlyMap<string, RegisterRecord>,
): Registers {
  const before = keptIn(registers, register);
  const known = new Set(before.map(({ key }) => key));
  const kept: Kept[] = before.map((one) => {
    const record = records.get(one.key);
    return record ? { ...one, record } : one;
  });
  const entered = [...records].filter(([key]) => !known.has(key)).map(([key, record]) => ({ key, record }));
  return { ...registers, [register]: [...kept, ...entered] };
}

/** Whether two records say the same, field by field. */
export const isSameRecord = (one: RegisterRecord, other: RegisterRecord): boolean =>
  sayings(one) === sayings(other);

const sayings = (record: RegisterRecord): string =>
  JSON.stringify(
    Object.entries(record)
      .filter(([, value]) => value !== '' && value !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1)),
  );
