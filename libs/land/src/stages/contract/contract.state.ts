import { addFen, fen } from '#policy';
import type { Fen } from '#policy';
import { openOf } from '../../clocks/open-days.rules.js';
import type { MayBeOpen } from '../../clocks/open-days.rules.js';
import { dossierOf } from '../../shared/dossier.js';
import type { DealDossier, Dossier } from '../../shared/dossier.js';
import { PREPARED_BY_NOBODY } from '../../shared/hands.rules.js';
import { evolveHolds } from '../../shared/holds.rules.js';
import type { Burden, Day, DealTerms, FenText, Party, Subject } from '../../shared/terms.js';
import type { ContractEvent, ContractPaper, ContractTerms, Fault, Ground } from './contract.events.js';

export type PricePayment = Readonly<{ voucherNo: string; amountFen: FenText; paidOn: Day }>;
type Opened = Readonly<{ subject: Subject; deal: DealTerms }> & Dossier;
/** A deal that counts. `depositFen` is null where the platform did not make it. */
type Dealt = Readonly<{
  subject: Subject;
  deal: DealTerms;
  buyer: Party;
  priceFen: FenText;
  confirmedOn: Day;
  depositFen: FenText | null;
  payments: readonly PricePayment[];
}> &
  DealDossier;
/** An instalment that was not paid in time and still is not. */
export type Overdue = Readonly<{
  no: number;
  dueOn: Day;
  urged: boolean;
  defaulted: boolean;
  tolerated: boolean;
}>;
/**
 * How far the rents of a lease are: which payments are complete, which were called for, and what secures
 * them.
 */
export type Rents = Readonly<{
  guarantee: PricePayment | null;
  secured: boolean;
  settled: readonly number[];
  called: readonly number[];
  notices: readonly Readonly<{ no: number; noticeNo: string; issuedOn: Day }>[];
  ended: boolean;
  /** Of a lease that has ended: what the guarantee covered of the arrears, and why it was lost. */
  keptFen?: FenText;
  lost?: string;
}>;
export type Contributed = Readonly<{
  certificateNo: string;
  documentNo: string;
  shareRatio: string;
  contributedOn: Day;
}>;
type Signed = Dealt &
  Readonly<{
    rents?: Rents;
    contributed?: Contributed;
    paper: ContractPaper;
    contractNo: string;
    signedOn: Day;
    signedBy: string;
    signedFor?: string;
    terms: ContractTerms;
    overdue: readonly Overdue[];
  }>;

type Stage =
  | Readonly<{ status: 'none' }>
  | (Opened & Readonly<{ status: 'opened' }>)
  | (Opened &
      Readonly<
        {
          status: 'published';
          buyer: Party;
          priceFen: FenText;
          publishedOn: Day;
          publicUntil: Day | null;
        } & MayBeOpen
      >)
  | (Dealt & Readonly<{ status: 'confirmed'; signBy: Day | null; late: boolean } & MayBeOpen>)
  | (Signed & Readonly<{ status: 'signed' }>)
  | (Signed & Filed & Readonly<{ status: 'filed' }>)
  | (Signed & Filed & Readonly<{ status: 'fulfilled'; voided: boolean }>)
  | Readonly<{ status: 'ended'; payments: readonly PricePayment[]; rescission: Rescission | null }>;

type Filed = Readonly<{ filingNo: string; filedOn: Day }>;
/** `ground` is unknown of older events. */
type Rescission = Readonly<{ reason: string; fault: Fault; ground?: Ground; owedFen: FenText }>;

export type Contract = Stage & Readonly<{ holds: readonly Burden[] }>;
export type UnderContract = Extract<Contract, { terms: ContractTerms }>;

export const paidOf = (payments: readonly PricePayment[]): Fen =>
  addFen(...payments.map(({ amountFen }) => fen(amountFen)));

export function evolve(state: Contract, event: ContractEvent): Contract {
  const { holds } = state;
  if (event.type === 'ContractHeld' || event.type === 'ContractHoldLifted')
    return { ...state, holds: evolveHolds(holds, event) };
  return { ...stageAfter(state, event), holds };
}

function stageAfter(
  state: Contract,
  { type, data }: Exclude<ContractEvent, { type: 'ContractHeld' | 'ContractHoldLifted' }>,
): Stage {
  switch (type) {
    case 'DealOpened':
      return {
        status: 'opened',
        subject: data.subject,
        deal: data.deal,
        ...dossierOf(data),
      };
    case 'DealPublished':
      if (state.status !== 'opened') return state;
      return {
        ...state,
        status: 'published',
        buyer: data.buyer,
        priceFen: data.priceFen,
        publishedOn: data.publishedOn,
        publicUntil: data.publicUntil,
        ...openOf(data),
      };
    case 'DealConfirmed': {
      const { subject, deal, buyer, priceFen, confirmedOn, signBy, depositFen = null } = data;
      return {
        status: 'confirmed',
        subject,
        deal,
        buyer,
        ...(state.status === 'published' ? dossierOf(state) : PREPARED_BY_NOBODY),
        priceFen,
        confirmedOn,
        depositFen,
        payments: [],
        signBy,
        late: false,
        ...openOf(data),
      };
    }
    case 'SigningOverdue':
      return state.status === 'confirmed' ? { ...state, late: true } : state;
    case 'ContractSigned': {
      if (state.status !== 'confirmed') return state;
      const { subject, deal, buyer, priceFen, confirmedOn, depositFen, payments } = state;
      const { contractNo, signedOn } = data.paper;
      return {
        status: 'signed',
        subject,
        deal,
        buyer,
        ...dossierOf(state),
        priceFen,
        confirmedOn,
        depositFen,
        payments,
        paper: data.paper,
        contractNo,
        signedOn,
        signedBy: data.signedBy,
        signedFor: data.signedFor,
        terms: data.terms,
        overdue: [],
        ...(data.terms.rents ? { rents: NO_RENTS } : {}),
      };
    }
    case 'ContractFiled':
      return state.status === 'signed'
        ? { ...state, status: 'filed', filingNo: data.filingNo, filedOn: data.filedOn }
        : state;
    case 'PricePaymentRecorded': {
      const { voucherNo, amountFen, paidOn } = data;
      return 'terms' in state
        ? { ...state, payments: [...state.payments, { voucherNo, amountFen, paidOn }] }
        : state;
    }
    case 'PriceOverdue':
      return 'terms' in state
        ? {
            ...state,
            overdue: [
              ...state.overdue,
              { no: data.no, dueOn: data.dueOn, urged: false, defaulted: false, tolerated: false },
            ],
          }
        : state;
    case 'PriceUrged':
      return withOverdue(state, data.no, { urged: true });
    case 'PriceDefaulted':
      return withOverdue(state, data.no, { defaulted: true });
    case 'DefaultTolerated':
      return withOverdue(state, data.no, { tolerated: true });
    case 'ArrearsCleared':
      return 'terms' in state
        ? { ...state, overdue: state.overdue.filter(({ no }) => no !== data.no) }
        : state;
    case 'PriceSettled':
      return state;
    case 'CapitalContributed': {
      const { certificateNo, documentNo, shareRatio, contributedOn } = data;
      return 'terms' in state
        ? { ...state, contributed: { certificateNo, documentNo, shareRatio, contributedOn } }
        : state;
    }
    case 'GuaranteePaid':
    case 'InstalmentSettled':
    case 'LeaseSecured':
    case 'RentCalled':
    case 'RentNoticeIssued':
      return 'terms' in state && state.rents
        ? { ...state, rents: rentsAfter(state.rents, { type, data } as RentFact) }
        : state;
    case 'ConversionPriced':
      return 'terms' in state ? priced(state, data) : state;
    case 'LeaseEnded': {
      if (!('terms' in state) || !state.rents) return state;
      const schedule = without(state.terms.schedule, data.stopped);
      return {
        ...state,
        terms: { ...state.terms, schedule },
        rents: {
          ...state.rents,
          ended: true,
          keptFen: data.keptFen,
          ...(data.how === 'default' ? { lost: data.reason } : {}),
        },
        overdue: [],
      };
    }
    case 'ContractFulfilled':
      return state.status === 'filed' ? { ...state, status: 'fulfilled', voided: false } : state;
    case 'DealVoidedAfterRegistration':
      return state.status === 'fulfilled' ? { ...state, voided: true } : state;
    case 'ContractRescinded': {
      const { reason, fault, ground, owedFen } = data;
      return {
        status: 'ended',
        payments: paymentsOf(state),
        rescission: { reason, fault, ...(ground === undefined ? {} : { ground }), owedFen },
      };
    }
    case 'DealObjected':
    case 'DealClosed':
      return { status: 'ended', payments: paymentsOf(state), rescission: null };
  }
}

/** What falls away is neither called for nor overdue any more. */
function priced<S extends UnderContract>(
  state: S,
  { due, stopped }: Extract<ContractEvent, { type: 'ConversionPriced' }>['data'],
): S {
  const { terms, overdue, rents } = state;
  const stays = (no: number) => !stopped.includes(no);
  return {
    ...state,
    terms: { ...terms, schedule: [...without(terms.schedule, stopped), due] },
    overdue: overdue.filter(({ no }) => stays(no)),
    ...(rents ? { rents: { ...rents, called: rents.called.filter(stays) } } : {}),
  };
}

const NO_RENTS: Rents = {
  guarantee: null,
  secured: false,
  settled: [],
  called: [],
  notices: [],
  ended: false,
};
type RentFact = Extract<
  ContractEvent,
  { type: 'GuaranteePaid' | 'InstalmentSettled' | 'LeaseSecured' | 'RentCalled' | 'RentNoticeIssued' }
>;

function rentsAfter(rents: Rents, { type, data }: RentFact): Rents {
  switch (type) {
    case 'GuaranteePaid': {
      const { voucherNo, amountFen, paidOn } = data;
      return { ...rents, guarantee: { voucherNo, amountFen, paidOn } };
    }
    case 'InstalmentSettled':
      return { ...rents, settled: [...rents.settled, data.no] };
    case 'LeaseSecured':
      return { ...rents, secured: true };
    case 'RentCalled':
      return { ...rents, called: [...rents.called, data.no] };
    case 'RentNoticeIssued':
      return {
        ...rents,
        notices: [...rents.notices, { no: data.no, noticeNo: data.noticeNo, issuedOn: data.issuedOn }],
      };
  }
}

const without = (schedule: ContractTerms['schedule'], nos: readonly number[]) =>
  schedule.filter(({ no }) => !nos.includes(no));

/** Notices that were to be written and are not. */
export const openCalls = ({ called, notices, settled }: Rents): readonly number[] =>
  called.filter((no) => !settled.includes(no) && notices.every((notice) => notice.no !== no));

const paymentsOf = (state: Stage): readonly PricePayment[] => ('payments' in state ? state.payments : []);

const withOverdue = (state: Contract, no: number, change: Partial<Overdue>): Stage =>
  'terms' in state
    ? { ...state, overdue: state.overdue.map((item) => (item.no === no ? { ...item, ...change } : item)) }
    : state;
