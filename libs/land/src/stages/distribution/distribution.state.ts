import { normalNo } from '#policy';
import { openOf } from '../../clocks/open-days.rules.js';
import type { MayBeOpen } from '../../clocks/open-days.rules.js';
import type { Report } from '../../shared/repeat.rules.js';
import type { Day, DealTerms, FenText, Subject } from '../../shared/terms.js';
import type { DistributionEvent } from './distribution.events.js';
import { flowAfter } from './flow.rules.js';
import type { Flow } from './flow.rules.js';

export type Sums = Readonly<{ receiptsFen: FenText; levyFen: FenText; split?: DealTerms['split'] }>;

type Known = Readonly<{
  subject: Subject;
  round: number;
  /** Only where money comes in parts. */ flow?: Flow;
}>;

type Money = Known & Readonly<{ sums: Sums }>;

/** Objections by their numbers: true while they wait for their answer. */
export type Shown = Money &
  Readonly<{
    publishedOn: Day;
    publicUntil: Day | null;
    objections: Readonly<Record<string, boolean>>;
    /** What was objected and answered, by the same numbers. */
    told: Readonly<Record<string, Told>>;
  }> &
  MayBeOpen;

type Told = Readonly<{ objection: Report; answer?: Report }>;

export type Distribution =
  | Readonly<{ status: 'none' }>
  | (Known &
      Readonly<{
        status: 'collecting';
        receiptsFen: FenText | null;
        levyFen: FenText | null;
        split?: DealTerms['split'];
      }>)
  | (Money & Readonly<{ status: 'opened' | 'planned' }>)
  | (Shown & Readonly<{ status: 'published' | 'passed' }>)
  | (Known & Readonly<{ status: 'distributed'; voucherNo: string; paidOn: Day }>)
  | (Known & Readonly<{ status: 'cancelled' }>);

export const about = ({ subject, round }: Known) => ({ subject, round });

export const evolve = (state: Distribution, event: DistributionEvent): Distribution =>
  withFlow(stageAfter(state, event), flowAfter(before(state), event));

/** What a flow that begins now takes over. */
export const before = (state: Distribution) =>
  state.status === 'none' ? {} : state.status === 'collecting' ? state : { flow: state.flow };

const withFlow = (state: Distribution, flow: Flow | undefined): Distribution =>
  state.status === 'none' || flow === undefined ? state : { ...state, flow };

/** Where the distribution stands after a fact; what is still to be shared out is kept beside it. */
function stageAfter(state: Distribution, { type, data }: DistributionEvent): Distribution {
  const { subject } = data;
  const round = state.status === 'none' ? 1 : state.round;
  const collecting = state.status === 'collecting' ? state : { receiptsFen: null, levyFen: null };
  switch (type) {
    case 'ReceiptsNoted':
      // While a plan is under way, or after one was paid out, what comes waits beside it.
      if (data.part !== undefined)
        return state.status === 'none' ? { ...collecting, status: 'collecting', subject, round } : state;
      return { ...collecting, status: 'collecting', subject, round, receiptsFen: data.priceFen };
    case 'LevyNoted':
      if (data.part !== undefined)
        return state.status === 'none' ? { ...collecting, status: 'collecting', subject, round } : state;
      return {
        ...collecting,
        status: 'collecting',
        subject,
        round,
        levyFen: data.levyFen,
        ...(data.split ? { split: data.split } : {}),
      };
    case 'DistributionOpened': {
      const { receiptsFen, levyFen, split } = data;
      return {
        status: 'opened',
        subject,
        round: data.round ?? round,
        sums: { receiptsFen, levyFen, ...(split ? { split } : {}) },
      };
    }
    case 'DistributionPlanned':
      return 'sums' in state ? { status: 'planned', subject, round, sums: state.sums } : state;
    case 'DistributionPublished':
      if (!('sums' in state)) return state;
      return {
        status: 'published',
        subject,
        round,
        sums: state.sums,
        publishedOn: data.publishedOn,
        publicUntil: data.publicUntil,
        objections: {},
        told: {},
        ...openOf(data),
      };
    case 'DistributionObjected':
      return state.status === 'published' ? objectedState(state, data) : state;
    case 'DistributionObjectionDismissed':
      return state.status === 'published' ? dismissedState(state, data) : state;
    case 'DistributionReopened':
      return 'sums' in state ? { status: 'opened', subject, round: data.round, sums: state.sums } : state;
    case 'PublicationPassed':
      return state.status === 'published' ? { ...state, status: 'passed' } : state;
    case 'IncomeDistributed':
      return { status: 'distributed', subject, round, voucherNo: data.voucherNo, paidOn: data.paidOn };
    case 'DistributionCancelled':
      return { status: 'cancelled', subject, round };
  }
}

type Objected = Extract<DistributionEvent, { type: 'DistributionObjected' }>['data'];

function objectedState<S extends Shown>(state: S, { objectionNo, objector, reason }: Objected): S {
  const no = normalNo(objectionNo);
  return {
    ...state,
    objections: { ...state.objections, [no]: true },
    told: { ...state.told, [no]: { objection: { objector, reason } } },
  };
}

type Dismissed = Extract<DistributionEvent, { type: 'DistributionObjectionDismissed' }>['data'];

function dismissedState<S extends Shown>(state: S, { objectionNo, answer }: Dismissed): S {
  const no = normalNo(objectionNo);
  return {
    ...state,
    objections: { ...state.objections, [no]: false },
    told: { ...state.told, [no]: { objection: {}, ...state.told[no], answer: { upheld: false, answer } } },
  };
}
