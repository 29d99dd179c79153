import { addFen, fen, lateFeeOfParts, levy, NOTHING, smallerFen, subtractFen } from '#policy';
import type { CodeSystem, Explained, Fen, Pack } from '#policy';
import { FORM_NAMES } from '../terms.js';
import type { Day, DealTerms, FenText, Subject } from '../terms.js';
import type { Explanation } from './levy.events.js';
import { refuse } from './levy.refusals.js';

export type Payment = Readonly<{ voucherNo: string; amountFen: FenText; paidOn: Day }>;

/** Schemes write the grade as a digit, rate tables as the word of the benchmark price notice. */
const GRADES: Readonly<Record<string, string>> = { 1: '一级', 2: '二级', 3: '三级', 4: '四级', 5: '五级', 6: '六级' };

export const explanationOf = ({ formula, inputs, rule, source, confirmed }: Explained<unknown>): Explanation => ({ formula, inputs, rule, source, confirmed });

/** What the deal owes. Costs of zero are costs that could not be established: then the price is taxed, not the gain (财税〔2016〕41号). */
export function assess(pack: Pack, subject: Subject, deal: DealTerms, incomeFen: FenText, date: Day): Explained<Fen> {
  const use = pack.useCode(deal.use.system as CodeSystem, deal.use.code)?.use;
  if (use === undefined) throw refuse('levy.use-unknown', { system: deal.use.system, code: deal.use.code });
  const [acquisitionFen, developmentFen] = [fen(deal.acquisitionFen), fen(deal.developmentFen)];
  return levy(pack, {
    kind: '调节金',
    form: FORM_NAMES[deal.form],
    use,
    grade: GRADES[deal.grade] ?? deal.grade,
    district: subject.district,
    incomeFen: fen(incomeFen),
    ...(acquisitionFen === NOTHING && developmentFen === NOTHING ? {} : { acquisitionFen, developmentFen }),
    date,
  });
}

export const sumOf = (payments: readonly Payment[]): Fen => addFen(...payments.map(({ amountFen }) => fen(amountFen)));

/**
 * The late fee of a set of payments: what was paid of the principal bears the days it came late, the rest bears nothing until
 * it comes. The rule takes the whole set by its dates, so that the order in which vouchers arrive cannot change it.
 */
export function lateFeeOf(pack: Pack, principal: Fen, dueOn: Day, payments: readonly Payment[]): Readonly<{ feeFen: Fen; explained?: Explained<unknown> }> {
  const asOf = payments.map(({ paidOn }) => paidOn).sort().at(-1) ?? dueOn;
  const instalments = payments.map(({ paidOn, amountFen }) => ({ paidOn, amountFen: fen(amountFen) })).filter(({ amountFen }) => amountFen > NOTHING);
  const explained = lateFeeOfParts(pack, { principalFen: smallerFen(sumOf(payments), principal), dueOn, payments: instalments, asOf });
  const { feeFen } = explained.value;
  return feeFen > NOTHING ? { feeFen, explained } : { feeFen };
}

/** The most that a payment on that day may be: the rest of the principal with its fee, and the fee that is already open. */
export function openOn(pack: Pack, principal: Fen, dueOn: Day, payments: readonly Payment[], paidOn: Day): Fen {
  const paid = sumOf(payments);
  const rest = principal > paid ? subtractFen(principal, paid) : NOTHING;
  const { feeFen } = lateFeeOf(pack, principal, dueOn, [...payments, { voucherNo: '', amountFen: rest.toString(), paidOn }]);
  return subtractFen(addFen(principal, feeFen), paid);
}
