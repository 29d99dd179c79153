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
type Of<Type extends NeededFact['type']> = Extract<NeededFact, { type: Type }>['data'];

type Seen = Readonly<{
  dealt?: Of<'DealConfirmed'>;
  terms?: ContractTerms;
  guaranteed: boolean;
  paid: Fen;
  /** Of the levy: what is owed before the right, and the fee for being late with it. */
  levy?: Fen;
  lateFee: Fen;
  levyPaid: Fen;
  met: readonly Gate[];
  holds: readonly Burden[];
  ready?: Of<'RegistrationReady'>;
  ended: boolean;
}>;

const NOTHING_SEEN: Seen = {
  guaranteed: false,
  paid: NOTHING,
  lateFee: NOTHING,
  levyPaid: NOTHING,
  met: [],
  holds: [],
  ended: false,
};

/**
 * @param facts of the entry's contract, levy and registration, those of each in their order
 * @returns nothing before there is a deal, and nothing once the right is registered or cannot be any more
 */
export function registrationNeeds(facts: readonly NeededFact[]): readonly RegistrationNeed[] {
  const seen = facts.reduce(after, NOTHING_SEEN);
  if (!seen.dealt || seen.ended) return [];
  return [
    ...GATES.filter((gate) => !seen.met.includes(gate)).map((gate) => needOf(gate, owedFor(gate, seen))),
    ...seen.holds.map(({ kind, organ, id }) => ({
      ...needOf('burden'),
      detail: `${BURDENS[kind].zh}（${organ}，${id}）`,
    })),
    ...(seen.ready && seen.ready.deedTax.amountFen !== '0'
      ? [needOf('deed-tax', fen(seen.ready.deedTax.amountFen))]
      : []),
  ];
}

const needOf = (what: RegistrationNeed['what'], unpaid?: Fen): RegistrationNeed => ({
  what,
  name: NEED_NAMES[what],
  ...(unpaid === undefined || unpaid === NOTHING ? {} : { unpaidFen: unpaid.toString() }),
});

function after(seen: Seen, { type, data }: NeededFact): Seen {
  switch (type) {
    case 'DealConfirmed':
      return { ...NOTHING_SEEN, dealt: data };
    case 'ContractSigned':
      return { ...seen, terms: data.terms };
    case 'PricePaymentRecorded':
      return { ...seen, paid: addFen(seen.paid, fen(data.amountFen)) };
    case 'GuaranteePaid':
      return { ...seen, guaranteed: true };
    case 'LevyAssessed':
      return { ...seen, levy: fen(data.periods?.[0] ?? data.amountFen) };
    case 'LevyPaymentRecorded':
      return { ...seen, levyPaid: addFen(seen.levyPaid, fen(data.amountFen)) };
    case 'LevyLateFeeCharged':
      return { ...seen, lateFee: fen(data.feeFen) };
    case 'GateMet':
      return { ...seen, met: [...seen.met, data.gate] };
    case 'RegistrationHeld':
      return { ...seen, holds: [...seen.holds, data.burden] };
    case 'RegistrationHoldLifted':
      return { ...seen, holds: seen.holds.filter(({ id }) => id !== data.burdenId) };
    case 'RegistrationReady':
      return { ...seen, ready: data };
    case 'RightRegistered':
    case 'RegistrationClosed':
    case 'ContractRescinded':
    case 'DealClosed':
      return { ...seen, ended: true };
    default:
      return seen;
  }
}

function owedFor(gate: Gate, { dealt, terms, guaranteed, paid, levy, lateFee, levyPaid }: Seen) {
  if (gate === 'levy')
    return levy === undefined ? undefined : notBelowZero(subtractFen(addFen(levy, lateFee), levyPaid));
  // What is put into a company is no money, and what is not signed is not due.
  if (gate !== 'price' || terms?.capital) return undefined;
  if (!terms?.rents) return notBelowZero(subtractFen(fen(dealt!.priceFen), paid));
  const first = terms.schedule.find(({ rentYear }) => rentYear !== undefined)?.no ?? 0;
  const last = Math.max(
    first,
    ...terms.schedule.filter(({ rentYear }) => rentYear === undefined).map(({ no }) => no),
  );
  const due = addFen(...terms.schedule.filter(({ no }) => no <= last).map((one) => fen(one.amountFen)));
  const guarantee = guaranteed ? NOTHING : fen(terms.rents.guarantee.value);
  return addFen(notBelowZero(subtractFen(due, paid)), guarantee);
}
