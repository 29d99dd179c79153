/**
 * Which fact is published as what: the whole mapping, on one page. A line compiles only where the fact says
 * what its type promises; what it says besides stays inside (see `shaped`).
 */
import { LISTING_KINDS, RECEIPT_KINDS, REGISTRY_KINDS } from '#land';
import type { ClaimKind, ClaimRefusal, LandEvent, Subject } from '#land';
import type { Known } from './known.js';
import { PROMISES } from './promises.js';
import type { DataOf, PublishedName } from './promises.js';
import { shaped } from './shaped.js';

type FactType = LandEvent['type'];
type FactOf<F extends FactType> = Extract<LandEvent, { type: F }>['data'];

export type Publication = Readonly<{
  fact: FactType;
  name: PublishedName;
  /** Which facts of the type it is about. */
  concerns: (fact: object) => boolean;
  /** Whether it repeats what earlier facts of the entry said. */
  looksBack: boolean;
  data: (fact: object, known?: Known) => object;
}>;

type Flat<F> = F extends Readonly<{ subject: Subject }> ? Omit<F, 'subject'> & Subject : F;
const flat = <F extends Readonly<{ subject: Subject }>>(fact: F): Flat<F> =>
  ({ ...fact.subject, ...fact }) as unknown as Flat<F>;

/** A fact is published by what it says itself. */
function told<const F extends FactType, N extends PublishedName>(
  fact: F,
  name: N,
  of: (fact: FactOf<F>) => DataOf<N>,
): Publication {
  const data = (said: object) => shaped(PROMISES[name].data, of(said as FactOf<F>) as never) as object;
  return { fact, name, concerns: () => true, looksBack: false, data };
}

/** A fact is published with what earlier ones of its entry said. */
function recalled<const F extends FactType, N extends PublishedName>(
  fact: F,
  name: N,
  of: (fact: FactOf<F>, known: Known) => DataOf<N>,
): Publication {
  const data = (said: object, known?: Known) =>
    shaped(PROMISES[name].data, of(said as FactOf<F>, known!) as never) as object;
  return { fact, name, concerns: () => true, looksBack: true, data };
}

type OfClaim = 'ClaimDisputed' | 'ClaimRefused' | 'RecordUpheld' | 'RecordFoundWrong';
type OfKind<F extends OfClaim, K> = Omit<FactOf<F>, 'kind'> & Readonly<{ kind: K }>;
/**
 * What became of the claims of one machine, for it alone. A refusal is told to whom it could not be answered:
 * to a machine whose report had to wait.
 */
function ofClaims<const K extends ClaimKind, const F extends OfClaim, N extends PublishedName>(
  kinds: readonly K[],
  fact: F,
  name: N,
  of: (fact: OfKind<F, K>) => DataOf<N>,
): readonly Publication[] {
  const concerns = (said: object): boolean => {
    const { kind, waited } = said as Readonly<{ kind: K; waited?: true }>;
    return kinds.includes(kind) && (fact !== 'ClaimRefused' || waited === true);
  };
  const line = told(fact, name, (said: FactOf<F>) => of(said as unknown as OfKind<F, K>));
  return [{ ...line, concerns }];
}
const coded = <F extends Readonly<{ subject: Subject; refusal: ClaimRefusal }>>({
  refusal: { code },
  ...fact
}: F) => ({ ...flat(fact as unknown as Omit<F, 'refusal'> & Readonly<{ subject: Subject }>), code });

const LIST: readonly Publication[] = [
  recalled('ListingOrdered', 'listing.ordered.v1', (fact, { scheme, approvalNo, conditions }) => ({
    ...flat(fact),
    ...{ village: scheme.village, location: scheme.location, owner: scheme.owner },
    ...{ landSource: scheme.landSource, boundary: scheme.boundary, approvalNo, conditions },
  })),
  told('TradeDecided', 'listing.terms-decided.v1', ({ decision, reserve, ...fact }) => ({
    ...flat(fact),
    ...decision,
    criterion: decision.criterion ?? 'price',
    hasReserve: reserve !== null,
  })),
  told('ListingAnnounced', 'listing.announced.v1', flat),
  told('NoticeSupplemented', 'listing.supplemented.v1', flat),
  told('ListingOpened', 'listing.opened.v1', flat),
  told('ListingSuspended', 'listing.suspended.v1', flat),
  told('ListingResumed', 'listing.resumed.v1', flat),
  told('ListingTerminated', 'listing.terminated.v1', flat),
  told('ListingHeld', 'listing.held.v1', ({ subject, burden: { id, kind, organ, on } }) => ({
    ...subject,
    ...{ burden: id, kind, organ, on },
  })),
  told('ListingHoldLifted', 'listing.hold-lifted.v1', ({ subject, burdenId }) => ({
    ...subject,
    burden: burdenId,
  })),
  told('ListingFailed', 'listing.failed.v1', flat),
  told('ListingSold', 'result.accepted.v1', flat),
  ...ofClaims(LISTING_KINDS, 'ClaimDisputed', 'result.disputed.v1', coded),
  ...ofClaims(LISTING_KINDS, 'RecordUpheld', 'result.upheld.v1', flat),
  ...ofClaims(LISTING_KINDS, 'RecordFoundWrong', 'result.found-wrong.v1', flat),
  ...ofClaims(LISTING_KINDS, 'ClaimRefused', 'report.refused.v1', coded),
  told('ResultVoided', 'result.voided.v1', flat),
  told('ResultPublished', 'result.published.v1', flat),
  told('WinnerDefaulted', 'winner.defaulted.v1', flat),
  told('DepositsRefunded', 'deposits.refunded.v1', flat),
  told('DealConfirmed', 'deal.confirmed.v1', flat),
  told('ContractFiled', 'contract.filed.v1', ({ terms, ...fact }) => ({
    ...flat(fact),
    ...terms,
    instalments: terms.schedule,
  })),
  told('ContractRescinded', 'contract.rescinded.v1', flat),
  told('PricePaymentRecorded', 'price.payment-recorded.v1', flat),
  told('PriceSettled', 'price.settled.v1', flat),
  told('LevyNoticeIssued', 'levy.noticed.v1', flat),
  told('LevyPaymentRecorded', 'levy.payment-recorded.v1', flat),
  told('LevySettled', 'levy.settled.v1', ({ shares, ...fact }) => ({
    ...flat(fact),
    ...(shares ? { countyFen: shares.countyFen, townshipFen: shares.townshipFen } : {}),
  })),
  told('LevyCancelled', 'levy.cancelled.v1', flat),
  told('LevyRefunded', 'levy.refunded.v1', flat),
  told('RegistrationReady', 'registration.requested.v1', ({ deedTax, ...fact }) => ({
    ...flat(fact),
    // Facts of 0.1.0 do not say it.
    ...((deedTax as typeof deedTax | undefined)
      ? { deedTaxFen: deedTax.amountFen, deedTaxRule: deedTax.explanation.rule }
      : {}),
  })),
  told('ApplicationAccepted', 'registration.accepted.v1', flat),
  told('CorrectionAsked', 'registration.correction-asked.v1', flat),
  told('RegistrationRefused', 'registration.refused.v1', flat),
  ...ofClaims(REGISTRY_KINDS, 'ClaimDisputed', 'registration.disputed.v1', coded),
  ...ofClaims(REGISTRY_KINDS, 'RecordUpheld', 'registration.upheld.v1', flat),
  ...ofClaims(REGISTRY_KINDS, 'RecordFoundWrong', 'registration.found-wrong.v1', flat),
  ...ofClaims(REGISTRY_KINDS, 'ClaimRefused', 'registration.report-refused.v1', coded),
  ...ofClaims(RECEIPT_KINDS, 'ClaimDisputed', 'receipt.disputed.v1', coded),
  ...ofClaims(RECEIPT_KINDS, 'RecordUpheld', 'receipt.returned.v1', flat),
  ...ofClaims(RECEIPT_KINDS, 'RecordFoundWrong', 'receipt.corrected.v1', flat),
  ...ofClaims(RECEIPT_KINDS, 'ClaimRefused', 'receipt.refused.v1', coded),
  told('RightRegistered', 'right.registered.v1', flat),
  told('EntryCompleted', 'entry.completed.v1', flat),
];

const BY_FACT = new Map<string, readonly Publication[]>();
for (const line of LIST) BY_FACT.set(line.fact, [...(BY_FACT.get(line.fact) ?? []), line]);

/** The types of facts that may be published. */
export const PUBLISHED_FACTS: readonly string[] = [...BY_FACT.keys()];

/** As what a fact is published, which is one thing at most. */
export const publicationOf = ({
  type,
  data,
}: Readonly<{ type: string; data: object }>): Publication | undefined =>
  BY_FACT.get(type)?.find(({ concerns }) => concerns(data));
