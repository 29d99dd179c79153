/** What a right is after each of its facts, in the order in which it lives. Pure. */
import type { Report } from '../../shared/repeat.rules.js';
import type { Burden, Day } from '../../shared/terms.js';
import type { TenureEvent } from './tenure.events.js';
import type { Held, Idle, Reported, Tenure, Voucher } from './tenure.state.js';
import { changeOf, registrationOf, returnOf } from './told.rules.js';

export function evolveTenure(state: Tenure, { type, data }: TenureEvent): Tenure {
  if (type === 'TenureAgreed') return { status: 'none', agreed: data, holds: holdsOf(state) };
  if (type === 'TenureHeld')
    return state.status === 'ended' ? state : { ...state, holds: [...state.holds, data.burden] };
  if (type === 'TenureHoldLifted')
    return state.status === 'ended'
      ? state
      : { ...state, holds: state.holds.filter(({ id }) => id !== data.burdenId) };
  if (type === 'TenureOpened') return opened(state, data);
  if (state.status === 'held') return lived(state, { type, data } as Lived);
  if (state.status === 'ended' && state.share && OF_A_SHARE.includes(type))
    return { ...state, share: lived(state.share, { type, data } as Lived) as Held };
  if (state.status !== 'ended' || !state.idle) return state;
  if (type === 'IdleFeePaid') return { ...state, idle: feePaid(state.idle, data) };
  return type === 'IdleFeeVoided' ? { ...state, idle: feeVoided(state.idle, data) } : state;
}

const OF_A_SHARE: readonly TenureEvent['type'][] = [
  'DividendPaid',
  'DividendMissing',
  'DividendCaughtUp',
  'DividendUrged',
];

/** The last day that a share brings anything for is that of the right. */
const shareAt = (state: Held, endsOn: Day): { share?: Held } =>
  state.shared ? { share: { ...state, endsOn } } : {};

type Lived = Exclude<
  TenureEvent,
  { type: 'TenureAgreed' | 'TenureOpened' | 'TenureHeld' | 'TenureHoldLifted' }
>;

const feePaid = (idle: Idle, { amountFen, paidOn, voucherNo }: Voucher): Idle => ({
  ...idle,
  paid: { amountFen, paidOn, voucherNo },
});

const feeVoided = (idle: Idle, { reason, documentNo }: NonNullable<Idle['voided']>): Idle => ({
  ...idle,
  voided: { reason, documentNo },
});

const holdsOf = (state: Tenure): readonly Burden[] => (state.status === 'ended' ? [] : state.holds);

function opened(state: Tenure, data: Extract<TenureEvent, { type: 'TenureOpened' }>['data']): Tenure {
  if (state.status !== 'none' || !state.agreed) return state;
  const { subject, holder, certificateNo, use, acquiredFen, beganOn, endsOn, schedule } = data;
  const { deal, priceFen, terms } = state.agreed;
  const special = {
    ...(terms.rents ? { rentsFen: acquiredFen } : {}),
    ...(terms.rents && deal.form === 'lease-then-grant'
      ? { lease: 'running' as const, fullYears: terms.termYears }
      : {}),
    ...(terms.capital ? { shared: true } : {}),
  };
  return {
    ...special,
    status: 'held',
    subject,
    deal,
    priceFen,
    acquiredFen,
    holder,
    certificateNo,
    use,
    signedOn: terms.signedOn,
    beganOn,
    endsOn,
    schedule,
    holds: state.holds,
    startedOn: null,
    completedOn: null,
    excuses: [],
    reports: {},
    idle: null,
    findings: 0,
    returns: 0,
    transfer: null,
    renewal: null,
  };
}

const noted = (state: Held, what: Reported, report: Report): Held => ({
  ...state,
  reports: { ...state.reports, [what]: report },
});

const levyNoted = (state: Held, what: Reported, paid: Voucher | null | undefined): Held =>
  paid ? noted(state, what, { ...paid }) : state;

function lived(state: Held, { type, data }: Lived): Tenure {
  switch (type) {
    case 'ConstructionStarted':
      return noted({ ...state, startedOn: data.startedOn }, 'start', {
        startedOn: data.startedOn,
        documentNo: data.documentNo,
      });
    case 'ConstructionExcused':
      return {
        ...state,
        schedule: data.schedule,
        excuses: [...state.excuses, { documentNo: data.documentNo, excuse: data.excuse, days: data.days }],
      };
    case 'ConstructionCompleted':
      return noted({ ...state, completedOn: data.completedOn }, 'completion', {
        completedOn: data.completedOn,
        documentNo: data.documentNo,
      });
    case 'LandIdle':
      return {
        ...state,
        findings: data.round ?? 1,
        idle: {
          round: data.round ?? 1,
          since: data.idleSince,
          fee: data.fee,
          paid: null,
          voided: null,
          returnable: false,
          kept: false,
        },
      };
    case 'IdleFeePaid':
      return state.idle ? { ...state, idle: feePaid(state.idle, data) } : state;
    case 'IdleFeeVoided':
      return state.idle ? { ...state, idle: feeVoided(state.idle, data) } : state;
    case 'IdleLandReturnable':
      return state.idle
        ? { ...state, returns: data.round ?? 1, idle: { ...state.idle, returnable: true } }
        : state;
    case 'IdleReturnLifted':
      return state.idle ? { ...state, idle: { ...state.idle, returnable: false, kept: false } } : state;
    case 'IdleFindingLifted':
      return { ...state, idle: null };
    case 'IdleLandKept':
      return state.idle
        ? noted({ ...state, idle: { ...state.idle, kept: true } }, 'kept', { reason: data.reason })
        : state;
    case 'TransferOpened':
      return {
        ...state,
        transfer: { transfer: data.transfer, levy: data.levy, deedTax: data.deedTax, paid: null },
      };
    case 'TransferLevyPaid': {
      const { amountFen, paidOn, voucherNo } = data;
      return state.transfer
        ? { ...state, transfer: { ...state.transfer, paid: { amountFen, paidOn, voucherNo } } }
        : state;
    }
    case 'TransferRegistered': {
      const over = levyNoted(
        noted({ ...state, transfer: null }, 'transfer', registrationOf(data)),
        'transferLevy',
        state.transfer?.paid,
      );
      return data.act === 'lease'
        ? over
        : { ...over, holder: data.to, certificateNo: data.certificateNo, acquiredFen: data.incomeFen };
    }
    case 'TransferCancelled':
      return noted({ ...state, transfer: null }, 'transferEnd', { reason: data.reason });
    case 'UseChanged':
      return noted({ ...state, use: data.use }, 'use', changeOf(data));
    case 'RenewalApplied':
      return { ...state, renewal: { years: data.years, appliedOn: data.appliedOn } };
    case 'TenureRenewed':
      return { ...state, renewal: null, beganOn: state.endsOn, endsOn: data.endsOn, priceFen: data.priceFen };
    case 'RenewalRefused':
      return { ...state, renewal: null };
    case 'ConversionApplied':
      return {
        ...state,
        conversions: data.round,
        conversion: {
          applied: { appliedOn: data.appliedOn, documentNo: data.documentNo },
          paid: false,
          levyPaid: null,
        },
      };
    case 'ConversionRefused':
      return { ...state, conversion: null };
    case 'ConversionApproved': {
      const { documentNo, acceptanceNo, contractNo, signedOn, priceFen, endsOn, levy, deedTax } = data;
      const report = { documentNo, contractNo, signedOn, priceFen, acceptanceNo };
      return state.conversion
        ? {
            ...state,
            conversion: {
              ...state.conversion,
              approved: { signedOn, priceFen, endsOn, levy, deedTax, report },
            },
          }
        : state;
    }
    case 'ConversionPaid':
      return state.conversion ? { ...state, conversion: { ...state.conversion, paid: true } } : state;
    case 'ConversionLevyPaid': {
      const { amountFen, paidOn, voucherNo } = data;
      return state.conversion
        ? { ...state, conversion: { ...state.conversion, levyPaid: { amountFen, paidOn, voucherNo } } }
        : state;
    }
    case 'LeaseConverted': {
      const { certificateNo, priceFen, beganOn, endsOn } = data;
      const over = levyNoted(
        noted({ ...state, conversion: null }, 'conversion', registrationOf(data)),
        'conversionLevy',
        state.conversion?.levyPaid,
      );
      return {
        ...over,
        lease: 'converted',
        rentsFen: undefined,
        certificateNo,
        priceFen,
        acquiredFen: priceFen,
        beganOn,
        endsOn,
      };
    }
    case 'DividendPaid': {
      const { year, amountFen, paidOn, voucherNo, documentNo } = data;
      return {
        ...state,
        dividends: [...(state.dividends ?? []), { year, amountFen, paidOn, voucherNo, documentNo }],
      };
    }
    case 'DividendMissing':
      return { ...state, missing: [...(state.missing ?? []), data.year] };
    case 'DividendCaughtUp':
      return { ...state, missing: (state.missing ?? []).filter((year) => year !== data.year) };
    case 'DividendUrged':
      return state;
    case 'LeaseLost':
      return { status: 'ended', subject: state.subject, how: 'returned', on: data.endedOn, idle: state.idle };
    case 'RightReturned':
      return {
        status: 'ended',
        subject: state.subject,
        how: 'returned',
        on: data.returnedOn,
        idle: state.idle,
        report: returnOf(data),
        ...shareAt(state, data.returnedOn),
      };
    case 'TermEnded':
      return {
        status: 'ended',
        subject: state.subject,
        how: 'expired',
        on: data.endsOn,
        idle: state.idle,
        ...shareAt(state, data.endsOn),
      };
  }
}
