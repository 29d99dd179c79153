/** A text in lines, whichever way they end; what is too long or too many is said. */
import type { Tally } from './draft.js';
import { LINE_CHARACTERS_MAX } from './limits.js';
import { refuse } from './refusals.js';

/** `row` counts from 1, empty lines too. */
export type Line = Readonly<{ row: number; text: string }>;

/** Stands for a line that is too long: it is a corner perhaps, so its parcel cannot be used. */
export const UNREAD = '???';
/** Whether a line that nobody understands may have been a corner. */
export const mayBeCorner = (text: string): boolean => text === UNREAD || /\d/.test(text);

/** @throws Rejected `intake.too-many-lines` */
export function linesOf(text: string, { limits, findings }: Tally): readonly Line[] {
  const lines = text.split(/\r\n|\r|\n/, limits.lines + 1);
  if (lines.length > limits.lines) throw refuse('intake.too-many-lines', { max: limits.lines });
  return lines.map((line, index) => {
    if (line.length <= LINE_CHARACTERS_MAX) return { row: index + 1, text: line };
    findings.add('line-long', { row: index + 1 }, { max: LINE_CHARACTERS_MAX });
    return { row: index + 1, text: UNREAD };
  });
}
