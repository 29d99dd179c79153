import { ANY_DISTRICT } from '#policy';
import type { Subject } from './terms.js';

type About = Readonly<{ subject: Subject }>;
/** A stage that goes on knows its entry. */
type Stage = Readonly<{ status: 'none' | 'ended' | 'cancelled' }> | About;

/**
 * Whose rules a decision goes by: those of the entry's district, which the stage knows or the command that
 * begins it names. Where neither does, the stage has not begun or is over, and decides nothing by a rule.
 */
export function districtOf(stage: Stage, data: object): string {
  if ('subject' in stage) return stage.subject.district;
  return (data as Partial<About>).subject?.district ?? ANY_DISTRICT;
}
