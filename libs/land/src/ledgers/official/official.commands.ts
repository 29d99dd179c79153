import { commandsTo } from '#kernel/messages';
import type { CommandsOf, StreamOf } from '#kernel/messages';
import type { OfficialPaperKind } from '#policy';
import type { Subject } from '../../shared/terms.js';
import type { OfficialPaper } from './official.events.js';

/** The register of numbers of one kind of paper in a district and year: they are given in its order alone. */
export const officialOf = (district: string, year: number, kind: OfficialPaperKind): StreamOf<'official'> =>
  `official-${district}-${year}-${kind}`;

const command = commandsTo<StreamOf<'official'>>();

export const issueOfficialPaper = command<
  'IssueOfficialPaper',
  { subject: Subject } & Pick<OfficialPaper, 'kind' | 'year' | 'basis' | 'on'>
>('IssueOfficialPaper');

export type OfficialCommand = CommandsOf<typeof import('./official.commands.js')>;
