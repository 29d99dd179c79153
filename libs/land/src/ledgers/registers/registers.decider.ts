import type { Decider } from '#kernel/messages';
import { civilDate, isBlank } from '#policy';
import type { RulePacks } from '#policy';
import { personsOf } from '../../shared/hands.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import { changesBy, clashes, readRows } from './changes.rules.js';
import { REGISTER_NAMES, readRecord } from './columns.rules.js';
import type { FieldProblem, Place } from './columns.rules.js';
import type { RegistersCommand } from './registers.commands.js';
import type { RegisterName, RegisterRecord, RegistersEvent } from './registers.events.js';
import { refuse } from './registers.refusals.js';
import {
  NO_REGISTERS,
  evolveRegisters,
  importOf,
  isSameRecord,
  keptBy,
  keyOfRecord,
} from './registers.state.js';
import type { Kept, Registers } from './registers.state.js';

type Of<Type extends RegistersCommand['type']> = Extract<RegistersCommand, { type: Type }>;
type Given<Type extends RegistersCommand['type']> = Pick<Of<Type>, 'data'> &
  Readonly<{ meta: Parameters<Decider<Registers, RegistersCommand, RegistersEvent>['decide']>[0]['meta'] }>;

/**
 * The registers of a district: record by record on a document, or as a table that one person imports and
 * another adopts. Nothing is deleted: what has ended stays, and no new scheme may name it.
 */
export const registers = (packs: RulePacks): Decider<Registers, RegistersCommand, RegistersEvent> => ({
  initial: NO_REGISTERS,

  decide({ type, data, meta }, known): readonly RegistersEvent[] {
    const { district } = data;
    const place = { pack: packs.of(meta.policy).on(civilDate(meta.at), district), district };
    switch (type) {
      case 'EnterRecord':
        return entered({ data, meta }, known, place);
      case 'AmendRecord':
        return amended({ data, meta }, known, place);
      case 'EndRecord':
        return ended({ data, meta }, known);
      case 'ImportRegister':
        return imported({ data, meta }, known, place);
      case 'AdoptRegister':
        return adopted({ data, meta }, known, place);
    }
  },

  evolve: evolveRegisters,
});

function entered({ data, meta }: Given<'EnterRecord'>, known: Registers, place: Place): RegistersEvent[] {
  const { district, register, documentNo } = data;
  const record = sound(register, data.record, place);
  const key = keyOfRecord(record);
  const kept = keptBy(known, register, key);
  if (kept && !kept.ended) {
    if (isSameRecord(kept.record, record)) return [];
    throw refuse('register.known', { register: REGISTER_NAMES[register], key });
  }
  free(register, clashes(known, register, record));
  documented(documentNo);
  return [
    {
      type: 'RecordEntered',
      data: { district, register, key, record, documentNo, by: personsOf(meta.actor) },
    },
  ];
}

function amended({ data, meta }: Given<'AmendRecord'>, known: Registers, place: Place): RegistersEvent[] {
  const { district, register, key, documentNo } = data;
  const kept = inForce(known, register, key);
  const record = sound(register, data.record, place);
  if (keyOfRecord(record) !== key)
    throw refuse('register.key-fixed', {
      key,
      what: register === 'collectives' ? '镇（街道）和村（社区）' : '统一社会信用代码',
    });
  if (isSameRecord(kept.record, record)) return [];
  free(register, clashes(known, register, record, key));
  documented(documentNo);
  return [
    {
      type: 'RecordAmended',
      data: { district, register, key, record, documentNo, by: personsOf(meta.actor) },
    },
  ];
}

function ended({ data, meta }: Given<'EndRecord'>, known: Registers): RegistersEvent[] {
  const { district, register, key, documentNo, reason } = data;
  const kept = keptBy(known, register, key);
  if (kept?.ended) {
    isRepeat([`“${key}”的终止`, `The end of ${key}`], { documentNo: kept.ended.documentNo }, { documentNo });
    return [];
  }
  inForce(known, register, key);
  documented(documentNo);
  const on = civilDate(meta.at);
  return [
    {
      type: 'RecordEnded',
      data: { district, register, key, on, documentNo, reason, by: personsOf(meta.actor) },
    },
  ];
}

/** The same file again, and one that says nothing new, change nothing. */
function imported({ data, meta }: Given<'ImportRegister'>, known: Registers, place: Place): RegistersEvent[] {
  const { register, rows, file } = data;
  if (rows.length === 0) throw refuse('register.empty');
  const lines = rows.map((cells, index) => ({ row: index + 1, cells }));
  free(register, readRows(known, register, lines, place).problems);
  const changes = changesBy(known, register, rows);
  if (importOf(known, register, file.sha256) || changes.same === rows.length) return [];
  return [{ type: 'RegisterImported', data: { ...data, by: personsOf(meta.actor) } }];
}

function adopted({ data, meta }: Given<'AdoptRegister'>, known: Registers, place: Place): RegistersEvent[] {
  const { district, register, sha256, documentNo } = data;
  const found = importOf(known, register, sha256);
  if (!found) throw refuse('register.import-unknown', { sha256 });
  if (found.adopted) {
    isRepeat(['名录的采用', 'The adoption'], { documentNo: found.adopted.documentNo }, { documentNo });
    return [];
  }
  const by = personsOf(meta.actor);
  const both = found.imported.by.find((person) => by.includes(person));
  if (both !== undefined) throw refuse('register.same-person', { person: both });
  documented(documentNo);
  // What was entered or ended since it was imported may stand against it.
  const { rows } = found.imported;
  const lines = rows.map((cells, index) => ({ row: index + 1, cells }));
  free(register, readRows(known, register, lines, place).problems);
  const changes = changesBy(known, register, rows);
  return [
    {
      type: 'RegisterAdopted',
      data: {
        ...{ district, register, sha256, documentNo, by },
        entered: changes.entered,
        amended: changes.amended,
      },
    },
  ];
}

/** @throws Rejected `register.unknown`, `register.ended` */
function inForce(known: Registers, register: RegisterName, key: string): Kept {
  const kept = keptBy(known, register, key);
  if (!kept) throw refuse('register.unknown', { register: REGISTER_NAMES[register], key });
  if (kept.ended) throw refuse('register.ended', { key, on: kept.ended.on });
  return kept;
}

function sound(register: RegisterName, given: RegisterRecord, place: Place): RegisterRecord {
  const { record, problems } = readRecord(register, given, place);
  free(register, problems);
  return record;
}

function free(register: RegisterName, problems: readonly FieldProblem[]): void {
  const [first] = problems;
  if (first)
    throw refuse('register.faulty', {
      register: REGISTER_NAMES[register],
      count: problems.length,
      first: first.zh,
      items: problems.map(({ field, zh }) => ({ field, opinion: zh })),
    });
}

function documented(documentNo: string): void {
  if (isBlank(documentNo)) throw refuse('register.document-missing');
}
