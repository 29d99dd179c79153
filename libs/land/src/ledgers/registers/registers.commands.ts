import { commandsTo } from '#kernel/messages';
import type { CommandsOf, StreamOf } from '#kernel/messages';
import type { RegisterFile, RegisterName, RegisterRecord } from './registers.events.js';

const command = commandsTo<StreamOf<'registers'>>();

/** All registers of a district stand in one stream: a scheme asks for several of them. */
export const registersOf = (district: string): StreamOf<'registers'> => `registers-${district}`;

type OfRegister = Readonly<{ district: string; register: RegisterName }>;
type OfRecord = OfRegister & Readonly<{ key: string; documentNo: string }>;

export const enterRecord = command<
  'EnterRecord',
  OfRegister & Readonly<{ record: RegisterRecord; documentNo: string }>
>('EnterRecord');
export const amendRecord = command<'AmendRecord', OfRecord & Readonly<{ record: RegisterRecord }>>(
  'AmendRecord',
);
export const endRecord = command<'EndRecord', OfRecord & Readonly<{ reason: string }>>('EndRecord');
/** Its rows were read before: what a file says stands in the fact, not in the file. */
export const importRegister = command<
  'ImportRegister',
  OfRegister & Readonly<{ source: string; file: RegisterFile; rows: readonly RegisterRecord[] }>
>('ImportRegister');
/** `sha256`: of the file that was imported. */
export const adoptRegister = command<
  'AdoptRegister',
  OfRegister & Readonly<{ sha256: string; documentNo: string }>
>('AdoptRegister');
export type RegistersCommand = CommandsOf<typeof import('./registers.commands.js')>;
