import { commandsTo } from '#kernel/messages';
import type { CommandsOf, StreamOf } from '#kernel/messages';
import type { Scheme } from '../../stages/scheme/index.js';
import type { Subject } from '../../shared/terms.js';

const command = commandsTo<StreamOf<'cadastre'>>();

export const placeBoundary = command<
  'PlaceBoundary',
  {
    subject: Subject;
    schemeVersion: number;
    boundary: Scheme['boundary'];
  }
>('PlaceBoundary');
export const removeBoundary = command<'RemoveBoundary', { subject: Subject }>('RemoveBoundary');

export type CadastreCommand = CommandsOf<typeof import('./cadastre.commands.js')>;
