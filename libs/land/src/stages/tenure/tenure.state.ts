import { NOTHING, fen } from '#policy';
import type { Fen } from '#policy';
import type { ExplainedFen } from '../contract/index.js';
import type { Burden, Day, DealTerms, FenText, Party, Subject, Use } from '../../shared/terms.js';
import { refuse } from './tenure.refusals.js';
import type { Report } from '../../shared/repeat.rules.js';
import type { Excuse, Schedule, TenureEvent, Transfer } from './tenure.events.js';

export type Agreed = Extract<TenureEvent, { type: 'TenureAgreed' }>['data'];
type Excused = Readonly<{ documentNo: string; excuse: Excuse; days: number }>;
export type Reported =
  | 'conversion'
  | 'conversionLevy'
  | 'transferLevy'
  | 'start'
  | 'completion'
  | 'kept'
  | 'transfer'
  | 'transferEnd'
  | 'use';
type Voucher = Readonly<{ voucherNo: string; amountFen: FenText; paidOn: Day }>;

/**
 * Land that was not built on in time: its fee, whether it is paid or void, and whether it may be taken back.
 */
export type Idle = Readonly<{
  /** Which finding of this land it is. */
  round: number;
  /** The last day on which it still lay within its time. */
  since: Day;
  fee: ExplainedFen;
  paid: Voucher | null;
  voided: Readonly<{ reason: string; documentNo: string }> | null;
  returnable: boolean;
  kept: boolean;
}>;
/** A transfer on its way, from its contract to the register. */
export type OpenedTransfer = Readonly<{
  transfer: Transfer;
  levy: ExplainedFen;
  deedTax: ExplainedFen;
  paid: Voucher | null;
}>;

/** 先租后让 on its way, from the application to the register. */
export type Conversion = Readonly<{
  applied: Readonly<{ appliedOn: Day; documentNo: string }>;
  approved?: Readonly<{
    signedOn: Day;
    priceFen: FenText;
    endsOn: Day;
    levy: ExplainedFen;
    deedTax: ExplainedFen;
    /** As it was decided, to know it again. */ report: Report;
  }>;
  paid: boolean;
  levyPaid: Voucher | null;
}>;
export type Dividend = Readonly<{
  year: number;
  amountFen: FenText;
  paidOn: Day;
  voucherNo: string;
  documentNo: string;
}>;

export type Held = Readonly<{
  status: 'held';
  subject: Subject;
  deal: DealTerms;
  /** Price of the running term, and what the present holder paid for the right. */
  priceFen: FenText;
  acquiredFen: FenText;
  holder: Party;
  certificateNo: string;
  use: Use;
  /** When the contract was signed that the right goes back to. */
  signedOn: Day;
  beganOn: Day;
  endsOn: Day;
  schedule: Schedule;
  startedOn: Day | null;
  completedOn: Day | null;
  excuses: readonly Excused[];
  /**
   * What was reported, to know it again: how building began and ended, why idle land stays, the last
   * transfer, its last end, the last other use.
   */
  reports: Readonly<Partial<Record<Reported, Report>>>;
  idle: Idle | null;
  /** How often it was found idle, and how often it became land that may be taken back; lifted ones count. */
  findings: number;
  returns: number;
  transfer: OpenedTransfer | null;
  renewal: Readonly<{ years: number; appliedOn: Day }> | null;
  /** 先租后让 while it is a lease; then `fullYears` is what lease and grant may last together. */
  lease?: 'running' | 'converted';
  fullYears?: number;
  /**
   * All rents of the contract, where they are paid by the year: idle land is charged by them, and what goes
   * back at the end is the contract's account.
   */
  rentsFen?: FenText;
  conversion?: Conversion | null;
  conversions?: number;
  /** 入股: a share was given for the land; what was paid on it, and the years whose minimum is missing. */
  shared?: boolean;
  dividends?: readonly Dividend[];
  missing?: readonly number[];
  holds: readonly Burden[];
}>;

export type Tenure =
  | Readonly<{ status: 'none'; agreed: Agreed | null; holds: readonly Burden[] }>
  | Held
  /**
   * The fee of idle land stays owed; and of a share (`share`, as it stood then) the dividends of the years
   * that had begun.
   */
  | Readonly<{
      status: 'ended';
      subject: Subject;
      how: 'returned' | 'expired';
      on: Day;
      idle: Idle | null;
      share?: Held;
      /** As it was taken back, to know it again. */ report?: Report;
    }>;

/** @throws Rejected `tenure.not-registered`, `tenure.ended` */
export function heldOf(state: Tenure): Held {
  if (state.status === 'held') return state;
  throw state.status === 'none' ? refuse('tenure.not-registered') : refuse('tenure.ended', { on: state.on });
}

/**
 * A share is paid on, and asked for, also after the right is over. @throws Rejected `tenure.not-registered`,
 * `tenure.ended`
 */
export const sharedOf = (state: Tenure): Held =>
  state.status === 'ended' && state.share ? state.share : heldOf(state);

export const paidFen = (paid: Voucher | null): Fen => (paid ? fen(paid.amountFen) : NOTHING);

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

/** A payment as it is compared when it is told again. */
export const voucherOf = ({ voucherNo, amountFen, paidOn }: Voucher): Report => ({
  voucherNo,
  amountFen,
  paidOn,
});

type Registered = Readonly<{
  certificateNo: string;
  registeredOn: Day;
  deedTaxVoucher: string;
  deedTaxFen: FenText;
}>;
export const registrationOf = ({
  certificateNo,
  registeredOn,
  deedTaxVoucher,
  deedTaxFen,
}: Registered): Report => ({ certificateNo, registeredOn, deedTaxVoucher, deedTaxFen });
type Returned = Readonly<{ ground: string; approvalNo: string; returnedOn: Day; buildingsFen: FenText }>;
export const returnOf = ({ ground, approvalNo, returnedOn, buildingsFen }: Returned): Report => ({
  ground,
  approvalNo,
  returnedOn,
  buildingsFen,
});
type Changed = Readonly<{
  use: Use;
  planningNo: string;
  consentNo: string;
  contractNo: string;
  extraFen: FenText;
  voucherNo: string;
  changedOn: Day;
}>;
export const changeOf = ({
  use,
  planningNo,
  consentNo,
  contractNo,
  extraFen,
  voucherNo,
  changedOn,
}: Changed): Report => ({ use, planningNo, consentNo, contractNo, extraFen, voucherNo, changedOn });

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
