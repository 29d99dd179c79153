import { commandsTo } from '#kernel/messages';
import type { CommandsOf, StreamOf } from '#kernel/messages';
import type { ReportedDossier } from '../../shared/dossier.js';
import type { ReturnItem } from '../../shared/terms.js';
import type { Scheme } from './scheme.events.js';

const command = commandsTo<StreamOf<'scheme'>>();

export const submitScheme = command<'SubmitScheme', { entry: string; scheme: Scheme }>('SubmitScheme');
export const reviseScheme = command<
  'ReviseScheme',
  {
    scheme: Scheme;
    answers: readonly { field: string; answer: string }[];
  }
>('ReviseScheme');
export const withdrawScheme = command<'WithdrawScheme', { reason: string }>('WithdrawScheme');
export const returnScheme = command<
  'ReturnScheme',
  { version: number; by: string; items: readonly ReturnItem[] }
>('ReturnScheme');
export const approveScheme = command<'ApproveScheme', { documentNo: string } & ReportedDossier>(
  'ApproveScheme',
);
export const rejectScheme = command<'RejectScheme', { reason: string; documentNo?: string }>('RejectScheme');
export const lapseScheme = command<'LapseScheme', { reason: string }>('LapseScheme');

export type SchemeCommand = CommandsOf<typeof import('./scheme.commands.js')>;
