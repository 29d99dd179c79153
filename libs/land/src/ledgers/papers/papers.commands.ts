import { commandsTo } from '#kernel/messages';
import type { CommandsOf, StreamOf } from '#kernel/messages';
import { streamsOf } from '../../shared/terms.js';
import type { Subject } from '../../shared/terms.js';
import type { AttachedPaper } from './papers.events.js';

/** The papers of one entry. */
export const papersOf = streamsOf('papers');

const command = commandsTo<StreamOf<'papers'>>();

/** Its content is in the store already. */
export const attachPaper = command<'AttachPaper', { subject: Subject } & Omit<AttachedPaper, 'paper'>>(
  'AttachPaper',
);
/** `stage` is where the entry is now, `office` that of whoever asks. */
export const withdrawPaper = command<
  'WithdrawPaper',
  { paper: number; reason: string; stage: string; office: string }
>('WithdrawPaper');

export type PapersCommand = CommandsOf<typeof import('./papers.commands.js')>;
