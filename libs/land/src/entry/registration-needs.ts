/** What the registration of an entry still waits for, out of its facts and in the order of the law. Pure. */
import { NOTHING, addFen, fen, notBelowZero, subtractFen } from '#policy';
import type { Fen } from '#policy';
import { BURDENS } from '../shared/burdens.rules.js';
import type { Burden, FenText } from '../shared/terms.js';
import type { ContractEvent, ContractTerms } from '../stages/contract/index.js';
import type { LevyEvent } from '../stages/levy/index.js';
import { GATES } from '../stages/registration/registration.events.js';
import type { Gate, RegistrationEvent } from '../stages/registration/index.js';

export const NEED_NAMES = {
  contract: '合同签订并备案',
  price: '价款付清',
  levy: '调节金缴清',
  burden: '解除宗地上的限制',
  'deed-tax': '受让人缴纳契税，登记时交验凭证',
} as const;

/**
 * One thing that is missing before the right is registered. `unpaidFen`: 分, where money is missing and its
 * amount is known: of rents the first period with the guarantee, of the levy with the late fee as it was last
 * charged, the deed tax as a whole. `detail` says which burden it is.
 */
export type RegistrationNeed = Readonly<{
  what: keyof typeof NEED_NAMES;
  name: string;
  unpaidFen?: FenText;
  detail?: string;
}>;

export type NeededFact = ContractEvent | LevyEvent | RegistrationEvent;

/** What is read of them: all other facts of these streams change nothing of what is missing. */
export const NEEDED_FACTS = [
  'DealConfirmed',
  'ContractSigned',
  'PricePaymentRecorded',
  'GuaranteePaid',
  'LevyAssessed',
  'LevyPaymentRecorded',
  'LevyLateFeeCharged',
  'GateMet',
  'RegistrationHeld',
  'RegistrationHoldLifted',
  'RegistrationReady',
  'RightRegistered',
  'RegistrationClosed',
  'ContractRescinded',
  'DealClosed',
] as const satisfies readonly NeededFact['type'][];

/** What was seen of an entry so far, as plain JSON: a read model keeps it and goes on from it. */
export type NeedsSoFar = Readonly<{
  priceFen?: FenText;
  terms?: Pick<ContractTerms, 'schedule' | 'rents' | 'capital'>;
  guaranteed: boolean;
  paidFen: FenText;
  /** Of the levy: what is owed before the right, and the fee for being late with it. */
  levyFen?: FenText;
  lateFeeFen: FenText;
  levyPaidFen: FenText;
  met: readonly Gate[];
  holds: readonly Burden[];
  deedTaxFen?: FenText;
  ended: boolean;
}>;

export const NOTHING_SEEN: NeedsSoFar = {
  ...{ guaranteed: false, paidFen: '0', lateFeeFen: '0', levyPaidFen: '0' },
  ...{ met: [], holds: [], ended: false },
};

/**
 * @param facts of the entry's contract, levy and registration, those of each in their order
 * @returns nothing before there is a deal, and nothing once the right is registered or cannot be any more
 */
export const registrationNeeds = (facts: readonly NeededFact[]): readonly RegistrationNeed[] =>
  needsOf(facts.reduce(needsAfter, NOTHING_SEEN));

export function needsOf(seen: NeedsSoFar): readonly RegistrationNeed[] {
  const { priceFen, met, holds, deedTaxFen = '0', ended } = seen;
  if (priceFen === undefined || ended) return [];
  return [
    ...GATES.filter((gate) => !met.includes(gate)).map((gate) => needOf(gate, owedFor(gate, seen, priceFen))),
    ...holds.map(({ kind, organ, id }) => ({
      ...needOf('burden'),
      detail: `${BURDENS[kind].zh}（${organ}，${id}）`,
    })),
    ...(deedTaxFen === '0' ? [] : [needOf('deed-tax', fen(deedTaxFen))]),
  ];
}

const needOf = (what: RegistrationNeed['what'], unpaid?: Fen): RegistrationNeed => ({
  what,
  name: NEED_NAMES[what],
  ...(unpaid === undefined || unpaid === NOTHING ? {} : { unpaidFen: unpaid.toString() }),
});

/** A levy or a hold may be told before the deal: each fact changes only what it is about. */
export function needsAfter(seen: NeedsSoFar, { type, data }: NeededFact): NeedsSoFar {
  switch (type) {
    case 'DealConfirmed':
      return { ...seen, priceFen: data.priceFen };
    case 'ContractSigned': {
      const { schedule, rents, capital } = data.terms;
      return {
        ...seen,
        terms: { schedule, ...(rents ? { rents } : {}), ...(capital ? { capital } : {}) },
      };
    }
    case 'PricePaymentRecorded':
      return { ...seen, paidFen: plus(seen.paidFen, data.amountFen) };
    case 'GuaranteePaid':
      return { ...seen, guaranteed: true };
    case 'LevyAssessed':
      return { ...seen, levyFen: data.periods?.[0] ?? data.amountFen };
    case 'LevyPaymentRecorded':
      return { ...seen, levyPaidFen: plus(seen.levyPaidFen, data.amountFen) };
    case 'LevyLateFeeCharged':
      return { ...seen, lateFeeFen: data.feeFen };
    case 'GateMet':
      return { ...seen, met: [...seen.met, data.gate] };
    case 'RegistrationHeld':
      return { ...seen, holds: [...seen.holds, data.burden] };
    case 'RegistrationHoldLifted':
      return { ...seen, holds: seen.holds.filter(({ id }) => id !== data.burdenId) };
    case 'RegistrationReady':
      return { ...seen, deedTaxFen: data.deedTax.amountFen };
    case 'RightRegistered':
    case 'RegistrationClosed':
    case 'ContractRescinded':
    case 'DealClosed':
      return { ...seen, ended: true };
    default:
      return seen;
  }
}

const plus = (sum: FenText, amount: FenText): FenText => addFen(fen(sum), fen(amount)).toString();
const left = (owed: Fen, paid: Fen): Fen => notBelowZero(subtractFen(owed, paid));

function owedFor(gate: Gate, seen: NeedsSoFar, priceFen: FenText): Fen | undefined {
  const { terms, guaranteed, levyFen, lateFeeFen, levyPaidFen } = seen;
  if (gate === 'levy')
    return levyFen === undefined ? undefined : left(addFen(fen(levyFen), fen(lateFeeFen)), fen(levyPaidFen));
  // What is put into a company is no money, and what is not signed is not due.
  if (gate !== 'price' || terms?.capital) return undefined;
  const paid = fen(seen.paidFen);
  if (!terms?.rents) return left(fen(priceFen), paid);
  const first = terms.schedule.find(({ rentYear }) => rentYear !== undefined)?.no ?? 0;
  const last = Math.max(
    first,
    ...terms.schedule.filter(({ rentYear }) => rentYear === undefined).map(({ no }) => no),
  );
  const due = addFen(...terms.schedule.filter(({ no }) => no <= last).map((one) => fen(one.amountFen)));
  const guarantee = guaranteed ? NOTHING : fen(terms.rents.guarantee.value);
  return addFen(left(due, paid), guarantee);
}
