import { Injectable } from '@nestjs/common';
import { Projection, readModel } from '#kernel';
import type { Recorded } from '#kernel';
import { civilDate } from '#policy';
import { withInitials } from '../shared/initials.js';
import type { Day } from '../shared/terms.js';
import { LEVY_FACTS, PRICE_FACTS, REFUND_FACTS } from './terms.js';
import type {
  LevyFact,
  LevyMoney,
  MoneyView,
  Paid,
  PriceFact,
  PriceMoney,
  RefundFact,
  RefundMoney,
  SchemeFact,
} from './terms.js';

type Seen = SchemeFact | LevyFact | PriceFact | RefundFact;

export const MoneyAccounts = readModel<MoneyView>('money');

/** One document an entry: what is owed and paid of levy and price, as finance looks for it. */
@Injectable()
export class MoneyProjection extends Projection<MoneyView, Seen> {
  readonly model = MoneyAccounts;
  readonly handles = [
    'SchemeSubmitted' as const,
    'SchemeRevised' as const,
    ...LEVY_FACTS,
    ...PRICE_FACTS,
    ...REFUND_FACTS,
  ];

  ids(event: Recorded<Seen>): readonly string[] {
    return [event.data.subject.entry];
  }

  evolve(view: MoneyView | undefined, event: Recorded<Seen>): MoneyView | undefined {
    if (event.type === 'SchemeSubmitted' || event.type === 'SchemeRevised') {
      const { subject, scheme } = event.data;
      return { ...view, subject, village: scheme.village, owner: scheme.owner.name };
    }
    // What came before its scheme is not of an entry that anybody counts.
    if (!view) return undefined;
    const on = civilDate(event.meta.occurredAt);
    if (isLevyFact(event)) return { ...view, levy: levyAfter(view.levy, event, on) };
    if (isRefundFact(event)) return { ...view, refunds: refundsAfter(view.refunds, event) };
    if (!isPriceFact(event)) return view;
    const buyer = event.type === 'DealConfirmed' ? { buyer: event.data.buyer.name } : {};
    return { ...view, ...buyer, price: priceAfter(view.price, event) };
  }

  override index({ subject, village, owner, buyer, levy, price }: MoneyView, id: string) {
    return {
      keys: {
        district: subject.district,
        township: subject.township,
        money: levy || price ? 'yes' : 'no',
      },
      words: withInitials([subject.entry, village, owner, ...(buyer === undefined ? [] : [buyer])]),
      sort: id,
    };
  }
}

const isLevyFact = (fact: Readonly<{ type: string }>): fact is LevyFact =>
  (LEVY_FACTS as readonly string[]).includes(fact.type);

const NOTHING_YET: LevyMoney = {
  status: 'awaiting',
  amountFen: '0',
  schedule: [],
  payments: [],
  lateFeeFen: '0',
  fees: [],
};

/** @param on the day of the fact */
function levyAfter(before: LevyMoney = NOTHING_YET, { type, data }: LevyFact, on: Day): LevyMoney {
  switch (type) {
    case 'LevyRateMissing':
    case 'LevyAssessmentDeferred':
      return { ...before, status: 'awaiting', reason: data.reason };
    case 'LevyAssessed': {
      const rest = withoutReason(before);
      const { amountFen, explanation, confirmation } = data;
      return {
        ...rest,
        ...{ status: 'assessed', amountFen, explanation },
        ...(confirmation ? { confirmation } : {}),
      };
    }
    case 'LevyNoticeIssued': {
      const { noticeNo, issuedOn, dueOn, amountFen, schedule = [{ dueOn, amountFen }] } = data;
      return { ...before, status: 'noticed', noticeNo, issuedOn, amountFen, schedule };
    }
    case 'LevyPaymentRecorded': {
      const { voucherNo, amountFen, paidOn } = data;
      return { ...before, payments: byDay([...before.payments, { voucherNo, amountFen, paidOn }]) };
    }
    case 'LevyLateFeeCharged': {
      const { feeFen, days, explanation } = data;
      return { ...before, lateFeeFen: feeFen, fees: [...before.fees, { on, feeFen, days, explanation }] };
    }
    case 'LevySettled':
      return { ...before, status: 'settled', settledOn: data.settledOn };
    case 'LevyCancelled':
      return { ...before, status: 'cancelled', reason: data.reason };
    case 'LevyRefunded':
      return { ...before, status: 'cancelled', reason: data.reason, refundedFen: data.amountFen };
  }
}

/** There is an amount now. */
function withoutReason({ ...levy }: LevyMoney & { reason?: string }): LevyMoney {
  delete levy.reason;
  return levy;
}

/** In the order of their days, so that a document does not remember in which order vouchers came. */
const byDay = (payments: readonly Paid[]): readonly Paid[] =>
  payments.toSorted((a, b) => (`${a.paidOn} ${a.voucherNo}` < `${b.paidOn} ${b.voucherNo}` ? -1 : 1));

const isRefundFact = (fact: Readonly<{ type: string }>): fact is RefundFact =>
  (REFUND_FACTS as readonly string[]).includes(fact.type);

function refundsAfter(
  before: readonly RefundMoney[] = [],
  { type, data }: RefundFact,
): readonly RefundMoney[] {
  if (type === 'RefundOwed') {
    const { no, kind, amountFen, reason, owedOn, basis } = data;
    return [...before, { no, kind, amountFen, reason, owedOn, basis }];
  }
  const { no, payee, voucherNo, paidOn } = data;
  return before.map((one) => (one.no === no ? { ...one, paid: { payee, voucherNo, paidOn } } : one));
}

const isPriceFact = (fact: Readonly<{ type: string }>): fact is PriceFact =>
  (PRICE_FACTS as readonly string[]).includes(fact.type);

/** Undefined before there is a deal. */
function priceAfter(before: PriceMoney | undefined, { type, data }: PriceFact): PriceMoney | undefined {
  if (type === 'DealConfirmed')
    return {
      ...{ status: 'agreed', priceFen: data.priceFen },
      ...{ schedule: [], stopped: [], payments: [], calls: [] },
    };
  if (!before) return undefined;
  switch (type) {
    case 'ContractSigned': {
      const { paper, terms, priceFen } = data;
      return {
        ...before,
        ...{ status: 'owed', priceFen, contractNo: paper.contractNo, schedule: terms.schedule },
        lateRate: terms.lateRate,
        ...(terms.rents ? { guarantee: terms.rents.guarantee } : {}),
      };
    }
    case 'PricePaymentRecorded': {
      const { voucherNo, amountFen, paidOn } = data;
      return { ...before, payments: byDay([...before.payments, { voucherNo, amountFen, paidOn }]) };
    }
    case 'GuaranteePaid': {
      const { voucherNo, amountFen, paidOn } = data;
      return { ...before, guaranteePaid: { voucherNo, amountFen, paidOn } };
    }
    case 'RentCalled':
      return { ...before, calls: [...before.calls, { no: data.no }] };
    case 'RentNoticeIssued': {
      const { no, noticeNo, issuedOn } = data;
      const others = before.calls.filter((call) => call.no !== no);
      return { ...before, calls: [...others, { no, noticeNo, issuedOn }] };
    }
    case 'ConversionPriced':
      return {
        ...before,
        schedule: [...before.schedule, data.due],
        stopped: [...before.stopped, ...data.stopped],
      };
    case 'LeaseEnded':
      return {
        ...before,
        stopped: [...before.stopped, ...data.stopped],
        rentsEnded: { on: data.endedOn, keptFen: data.keptFen },
      };
    case 'PriceSettled':
    case 'CapitalContributed':
      return { ...before, status: 'settled' };
    case 'ContractRescinded':
      return { ...before, status: 'ended', reason: data.reason, refundFen: data.refundFen };
    case 'DealClosed':
      return { ...before, status: 'ended', reason: data.reason };
  }
}
