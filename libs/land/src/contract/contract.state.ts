import { addFen, fen } from '#policy';
import type { Fen } from '#policy';
import type { Day, DealTerms, FenText, Party, Subject } from '../terms.js';
import type { ContractEvent } from './contract.events.js';

export type PricePayment = Readonly<{ voucherNo: string; amountFen: FenText; paidOn: Day }>;
type Opened = Readonly<{ subject: Subject; deal: DealTerms; preparedBy: string; preparedFor?: string }>;
/** A deal that counts. `preparedBy` is null where the platform made it. */
type Dealt = Readonly<{ subject: Subject; deal: DealTerms; preparedBy: string | null; preparedFor?: string; priceFen: FenText; confirmedOn: Day; payments: readonly PricePayment[] }>;
type Signed = Dealt & Readonly<{ contractNo: string; signedOn: Day; signedBy: string; signedFor?: string }>;

export type Contract =
  | Readonly<{ status: 'none' }>
  | (Opened & Readonly<{ status: 'opened' }>)
  | (Opened & Readonly<{ status: 'published'; buyer: Party; priceFen: FenText; publicUntil: Day }>)
  | (Dealt & Readonly<{ status: 'confirmed'; signBy: Day; overdue: boolean }>)
  | (Signed & Readonly<{ status: 'signed' }>)
  | (Signed & Readonly<{ status: 'filed'; filingNo: string }>)
  | (Signed & Readonly<{ status: 'fulfilled'; filingNo: string }>)
  | Readonly<{ status: 'ended'; payments: readonly PricePayment[] }>;

export const paidOf = (payments: readonly PricePayment[]): Fen => addFen(...payments.map(({ amountFen }) => fen(amountFen)));

export function evolve(state: Contract, { type, data }: ContractEvent): Contract {
  switch (type) {
    case 'DealOpened':
      return { status: 'opened', subject: data.subject, deal: data.deal, preparedBy: data.preparedBy, ...(data.preparedFor === undefined ? {} : { preparedFor: data.preparedFor }) };
    case 'DealPublished':
      return state.status === 'opened' ? { ...state, status: 'published', buyer: data.buyer, priceFen: data.priceFen, publicUntil: data.publicUntil } : state;
    case 'DealConfirmed': {
      const { subject, deal, priceFen, confirmedOn, signBy } = data;
      return { status: 'confirmed', subject, deal, preparedBy: state.status === 'published' ? state.preparedBy : null, preparedFor: state.status === 'published' ? state.preparedFor : undefined, priceFen, confirmedOn, payments: [], signBy, overdue: false };
    }
    case 'SigningOverdue':
      return state.status === 'confirmed' ? { ...state, overdue: true } : state;
    case 'ContractSigned': {
      if (state.status !== 'confirmed') return state;
      const { subject, deal, preparedBy, preparedFor, priceFen, confirmedOn, payments } = state;
      const { contractNo, signedOn } = data.paper;
      return { status: 'signed', subject, deal, preparedBy, preparedFor, priceFen, confirmedOn, payments, contractNo, signedOn, signedBy: data.signedBy, signedFor: data.signedFor };
    }
    case 'ContractFiled':
      return state.status === 'signed' ? { ...state, status: 'filed', filingNo: data.filingNo } : state;
    case 'PricePaymentRecorded': {
      if (state.status !== 'signed' && state.status !== 'filed' && state.status !== 'fulfilled') return state;
      const { voucherNo, amountFen, paidOn } = data;
      return { ...state, payments: [...state.payments, { voucherNo, amountFen, paidOn }] };
    }
    case 'PriceSettled':
      return state;
    case 'ContractFulfilled':
      return state.status === 'filed' ? { ...state, status: 'fulfilled' } : state;
    case 'DealObjected':
    case 'ContractRescinded':
    case 'DealClosed':
      return { status: 'ended', payments: 'payments' in state ? state.payments : [] };
  }
}
