import { Command } from '#kernel/messages';
import type { Scheme } from '../scheme/scheme.events.js';
import type { Subject } from '../terms.js';

export class PlaceBoundary extends Command<{
  subject: Subject;
  schemeVersion: number;
  boundary: Scheme['boundary'];
}> {
  readonly type = 'PlaceBoundary';
}
export class RemoveBoundary extends Command<{ subject: Subject }> {
  readonly type = 'RemoveBoundary';
}

export type CadastreCommand = PlaceBoundary | RemoveBoundary;
