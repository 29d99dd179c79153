import type { TenureCommand } from './tenure.commands.js';
import type { Given } from '#kernel/messages';
/** 作价出资（入股）: what the company pays the collective each year, and what it promised to pay at least. Pure. */
import {
  NOTHING,
  addDays,
  addFen,
  addYears,
  fen,
  formatYuan,
  notBelowZero,
  product,
  sameNo,
  subtractFen,
} from '#policy';
import type { Fen, PackOn } from '#policy';
import type { ContractTerms, ExplainedFen } from '../contract/index.js';
import { requirePaymentDay } from '../../shared/payment.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Day, DealTerms } from '../../shared/terms.js';
import { requireDocument, requirePast } from './building.rules.js';

import type { DividendDay, TenureEvent } from './tenure.events.js';
import { refuse } from './tenure.refusals.js';
import type { Held, Tenure } from './tenure.state.js';

/** The last day on which each year's minimum is paid: so many days after the year is over, by the pack. */
export function dividendDays(
  pack: PackOn,
  { equity }: DealTerms,
  { capital }: ContractTerms,
  beganOn: Day,
  years: number,
): readonly DividendDay[] {
  if (!capital || equity?.minDividendRatio === undefined) return [];
  const after = pack.number('tenure.dividend-days').value;
  return Array.from({ length: years }, (_, index) => ({
    year: index + 1,
    dueOn: addDays(addYears(beganOn, index + 1), after),
  }));
}

/** 保底分红: the promised share of the value at which the land was put in. */
export function minimumOf({ deal, priceFen }: Held): ExplainedFen {
  const ratio = deal.equity?.minDividendRatio ?? '0%';
  const capital = fen(priceFen);
  const { value, sign } = product(capital, ratio);
  return {
    value: value.toString(),
    formula: `入股价值 ${formatYuan(capital)} × 保底分红 ${ratio} ${sign} ${formatYuan(value)} 元`,
    inputs: { capitalYuan: formatYuan(capital), ratio },
    rule: 'deal.equity.minDividendRatio',
    source: '批准的入市方案和出资合同',
    confirmed: true,
  };
}

const paidFor = (state: Held, year: number): Fen =>
  addFen(
    ...(state.dividends ?? []).filter((each) => each.year === year).map(({ amountFen }) => fen(amountFen)),
  );

/** Dividends are the company's to resolve; several may be paid for a year, and more than the minimum. */
export function recordDividend(
  { data }: Given<TenureCommand, 'RecordDividend'>,
  state: Held,
  today: Day,
): readonly TenureEvent[] {
  const { subject, beganOn, endsOn, dividends = [], missing = [] } = requireEquity(state);
  const { year, amountFen, paidOn, voucherNo, documentNo } = data;
  const known = dividends.find((each) => sameNo(each.voucherNo, voucherNo));
  if (
    known &&
    isRepeat(['分红', 'The dividend'], { ...known }, { year, amountFen, paidOn, voucherNo, documentNo })
  )
    return [];
  for (const no of [voucherNo, documentNo]) requireDocument(no);
  if (addYears(beganOn, year - 1) >= endsOn) throw refuse('tenure.dividend-year', { year, endsOn });
  requirePaymentDay(data, { fact: 'share', on: addYears(beganOn, year - 1) }, today, requirePast);
  if (fen(amountFen) <= NOTHING)
    throw refuse('tenure.dividend-amount', { amountYuan: formatYuan(fen(amountFen)) });
  const minimum = minimumOf(state);
  const paid = addFen(paidFor(state, year), fen(amountFen));
  const unpaid = notBelowZero(subtractFen(fen(minimum.value), paid));
  const caughtUp: TenureEvent[] =
    missing.includes(year) && unpaid === NOTHING
      ? [{ type: 'DividendCaughtUp', data: { subject, year } }]
      : [];
  return [
    {
      type: 'DividendPaid',
      data: { subject, ...data, minimum, paidFen: paid.toString(), unpaidFen: unpaid.toString() },
    },
    ...caughtUp,
  ];
}

/**
 * The day has passed, and the minimum was not paid. After the end it is owed for the years that were whole.
 */
export function passDividendDay(
  { data: { year, dueOn } }: Given<TenureCommand, 'PassDividendDay'>,
  state: Tenure,
  today: Day,
): readonly TenureEvent[] {
  const share = state.status === 'ended' ? state.share : state;
  if (share?.status !== 'held' || today <= dueOn || share.missing?.includes(year)) return [];
  if (state.status === 'ended' && addYears(share.beganOn, year) > share.endsOn) return [];
  const minimum = minimumOf(share);
  const missing = notBelowZero(subtractFen(fen(minimum.value), paidFor(share, year)));
  return missing === NOTHING
    ? []
    : [
        {
          type: 'DividendMissing',
          data: { subject: share.subject, year, dueOn, missingFen: missing.toString(), minimum },
        },
      ];
}

export function urgeDividend(
  { data: { year, documentNo, urgedOn } }: Given<TenureCommand, 'UrgeDividend'>,
  state: Held,
  today: Day,
): readonly TenureEvent[] {
  const { subject, missing = [] } = requireEquity(state);
  if (!missing.includes(year)) throw refuse('tenure.dividend-not-missing', { year });
  requireDocument(documentNo);
  requirePast(urgedOn, today);
  return [{ type: 'DividendUrged', data: { subject, year, documentNo, urgedOn } }];
}

/** @throws Rejected `tenure.no-share` */
function requireEquity(state: Held): Held {
  if (state.deal.form !== 'equity' || !state.shared) throw refuse('tenure.no-share');
  return state;
}
