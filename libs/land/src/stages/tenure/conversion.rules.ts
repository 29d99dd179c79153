import type { TenureCommand } from './tenure.commands.js';
import type { Given } from '#kernel/messages';
/**
 * 先租后让: a lease that becomes a grant, by application, conditions that are met, a price, and the register
 * (济政字〔2021〕60号 四(二)2). Pure.
 */
import { NOTHING, addYears, fen, formatYuan, isBlank } from '#policy';
import type { PackOn } from '#policy';
import { requirePaymentDay } from '../../shared/payment.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Report } from '../../shared/repeat.rules.js';
import type { Day } from '../../shared/terms.js';
import { contractDay, paidBefore, requireBetween, requireDocument, requirePast } from './building.rules.js';

import type { TenureEvent } from './tenure.events.js';
import { refuse } from './tenure.refusals.js';
import { ended, openWork } from './term.rules.js';
import { conversionDeedTax, conversionLevy } from './tenure.rules.js';
import type { Conversion, Held, Tenure } from './tenure.state.js';
import { registrationOf, voucherOf } from './told.rules.js';

export function applyConversion(
  { data }: Given<TenureCommand, 'ApplyConversion'>,
  state: Held,
  today: Day,
): readonly TenureEvent[] {
  const { subject, endsOn, conversion, conversions = 0 } = requireLease(state);
  const known = conversion?.applied;
  if (known && isRepeat(['转让申请', 'The application'], { ...known }, { ...data })) return [];
  requireDocument(data.documentNo);
  requireBetween(['转让申请日', 'The application', data.appliedOn], contractDay(state), today);
  if (data.appliedOn > endsOn) throw refuse('tenure.conversion-late', { appliedOn: data.appliedOn, endsOn });
  return [{ type: 'ConversionApplied', data: { subject, round: conversions + 1, ...data } }];
}

export function refuseConversion(
  { data: { reason } }: Given<TenureCommand, 'RefuseConversion'>,
  state: Held,
  today: Day,
): readonly TenureEvent[] {
  const { subject, conversions = 1, endsOn } = state;
  if (openOf(state).approved) throw refuse('tenure.conversion-decided');
  const refused: TenureEvent = { type: 'ConversionRefused', data: { subject, round: conversions, reason } };
  return today > endsOn && !state.renewal ? [refused, ended(state)] : [refused];
}

/** The price is at least what the bidding came to; levy and deed tax are those of the day of the contract. */
export function approveConversion(
  { data, meta }: Given<TenureCommand, 'ApproveConversion'>,
  state: Held,
  pack: PackOn,
  today: Day,
): readonly TenureEvent[] {
  const { subject, priceFen: dealt, beganOn, conversions = 1, fullYears = 0 } = state;
  const { applied, approved } = openOf(state);
  const { documentNo, contractNo, signedOn, priceFen, acceptanceNo, rateDocumentNo } = data;
  const report: Report = { documentNo, contractNo, signedOn, priceFen, acceptanceNo };
  if (approved && isRepeat(['转让的批准', 'The approval'], approved.report, report)) return [];
  for (const no of [documentNo, contractNo, acceptanceNo]) requireDocument(no);
  requireBetween(
    ['出让合同签订日', 'The contract of the grant', signedOn],
    ['转让申请日', 'the application', applied.appliedOn],
    today,
  );
  if (fen(priceFen) < fen(dealt))
    throw refuse('tenure.conversion-price', {
      priceYuan: formatYuan(fen(priceFen)),
      dealtYuan: formatYuan(fen(dealt)),
    });
  const times = pack.number('scheme.amounts-apart-max').value;
  if (fen(priceFen) > fen(dealt) * BigInt(times))
    throw refuse('tenure.conversion-implausible', {
      priceYuan: formatYuan(fen(priceFen)),
      dealtYuan: formatYuan(fen(dealt)),
      times,
    });
  const signing = pack.on(signedOn);
  const levy = conversionLevy(signing, state, { priceFen, signedOn, rateDocumentNo }, meta.actor.person);
  return [
    {
      type: 'ConversionApproved',
      data: {
        subject,
        round: conversions,
        documentNo,
        contractNo,
        signedOn,
        priceFen,
        acceptanceNo,
        endsOn: addYears(beganOn, fullYears),
        levy,
        deedTax: conversionDeedTax(signing, priceFen),
      },
    },
  ];
}

/**
 * The contract tells when its price is complete; what is told twice, or of another contract, is passed over.
 */
export function noteConversionPaid(
  { data: { subject, priceFen } }: Given<TenureCommand, 'NoteConversionPaid'>,
  state: Tenure,
): readonly TenureEvent[] {
  if (state.status !== 'held' || !state.conversion?.approved || state.conversion.paid) return [];
  return [{ type: 'ConversionPaid', data: { subject, priceFen } }];
}

export function payConversionLevy(
  { data }: Given<TenureCommand, 'PayConversionLevy'>,
  state: Held,
  today: Day,
): readonly TenureEvent[] {
  const known = state.conversion ? undefined : state.reports.conversionLevy;
  if (known && isRepeat(['转为出让的调节金缴款', 'The payment'], known, voucherOf(data))) return [];
  const { approved, levyPaid } = approvedOf(state);
  if (levyPaid) return paidBefore(levyPaid, data);
  requireDocument(data.voucherNo);
  requirePaymentDay(data, { fact: 'conversion', on: approved.signedOn }, today, requirePast);
  const { value, formula } = approved.levy;
  if (fen(data.amountFen) !== fen(value))
    throw refuse('tenure.amount', {
      paidYuan: formatYuan(fen(data.amountFen)),
      owedYuan: formatYuan(fen(value)),
      formula,
    });
  return [{ type: 'ConversionLevyPaid', data: { subject: state.subject, ...data } }];
}

/**
 * Price, levy and deed tax first, and no burden on the land: then the grant stands in the register, and the
 * lease is over.
 */
export function registerConversion(
  { data }: Given<TenureCommand, 'RegisterConversion'>,
  state: Held,
  today: Day,
): readonly TenureEvent[] {
  const known = state.conversion ? undefined : state.reports.conversion;
  if (known && isRepeat(['转让登记', 'The registration'], known, registrationOf(data))) return [];
  const { approved, paid, levyPaid } = approvedOf(state);
  const { certificateNo, registeredOn, deedTaxVoucher, deedTaxFen } = data;
  requireDocument(certificateNo);
  requireBetween(
    ['登记日', 'The registration', registeredOn],
    ['出让合同签订日', 'the contract of the grant', approved.signedOn],
    today,
  );
  const [burden] = state.holds.filter(({ kind }) => kind !== 'mortgage');
  if (burden) throw refuse('tenure.burdened', { id: burden.id, organ: burden.organ, reason: burden.reason });
  if (!paid) throw refuse('tenure.conversion-unpaid', { owedYuan: formatYuan(fen(approved.priceFen)) });
  if (fen(approved.levy.value) > NOTHING && !levyPaid)
    throw refuse('tenure.levy-unpaid', {
      owedYuan: formatYuan(fen(approved.levy.value)),
      formula: approved.levy.formula,
    });
  const owed = fen(approved.deedTax.value);
  if (owed > NOTHING && (isBlank(deedTaxVoucher) || fen(deedTaxFen) < owed))
    throw refuse('tenure.deed-tax-unpaid', { owedYuan: formatYuan(owed), formula: approved.deedTax.formula });
  return [
    {
      type: 'LeaseConverted',
      data: {
        subject: state.subject,
        ...data,
        priceFen: approved.priceFen,
        levyFen: approved.levy.value,
        beganOn: approved.signedOn,
        endsOn: approved.endsOn,
      },
    },
  ];
}

/** The tenant did not pay: without the lease there is no right. */
export function endLease(
  { data: { subject, reason, endedOn } }: Given<TenureCommand, 'EndLease'>,
  state: Tenure,
): readonly TenureEvent[] {
  return state.status === 'held'
    ? [{ type: 'LeaseLost', data: { subject, reason, endedOn, ...openWork(state) } }]
    : [];
}

/** @throws Rejected `tenure.not-convertible` */
function requireLease(state: Held): Held {
  if (state.lease !== 'running') throw refuse('tenure.not-convertible');
  return state;
}

function openOf(state: Held): Conversion {
  if (!requireLease(state).conversion) throw refuse('tenure.conversion-not-applied');
  return state.conversion!;
}

function approvedOf(state: Held): Conversion & Required<Pick<Conversion, 'approved'>> {
  const open = openOf(state);
  if (!open.approved) throw refuse('tenure.conversion-not-approved');
  return { ...open, approved: open.approved };
}
