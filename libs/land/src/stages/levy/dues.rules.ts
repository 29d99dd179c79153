/** What would settle a levy on a day, with the fee for being late until then, formula and all. Pure. */
import { fen, NOTHING, subtractFen } from '#policy';
import type { PackOn } from '#policy';
import type { Day, FenText } from '../../shared/terms.js';
import type { Explanation } from './levy.events.js';
import { datedParts, lateFeeOf, openOn, sumOf } from './levy.rules.js';
import type { Levy } from './levy.state.js';

/** `openFen`: the most that a payment of that day may be; `lateFeeFen`: the whole late fee by then. */
export type LevyDue = Readonly<{ on: Day; openFen: FenText; lateFeeFen: FenText; explanation: Explanation }>;

/**
 * Undefined where no notice stands open.
 * @throws Rejected `calendar.provisional` where the fee depends on a holiday notice that is not published
 */
export function levyDueOn(state: Levy, pack: PackOn, on: Day): LevyDue | undefined {
  if (state.status !== 'noticed') return undefined;
  const { payments } = state;
  const principal = fen(state.amountFen);
  const paid = sumOf(payments);
  const rest = principal > paid ? subtractFen(principal, paid) : NOTHING;
  const inFull = [...payments, { voucherNo: '', amountFen: rest.toString(), paidOn: on }];
  const schedule = datedParts(pack, state, inFull);
  const { feeFen, explanation } = lateFeeOf(pack, schedule, inFull);
  return {
    on,
    openFen: openOn(pack, schedule, payments, on).toString(),
    lateFeeFen: feeFen.toString(),
    explanation,
  };
}
