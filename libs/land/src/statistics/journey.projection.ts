import { Injectable } from '@nestjs/common';
import { Projection, readModel } from '#kernel';
import type { Recorded } from '#kernel';
import { civilDate } from '#policy';
import { STATES, isEnd } from '../entry/states.js';
import type { MovingFact } from '../entry/states.js';
import type { ClockEvent } from '../clocks/clocks.events.js';
import type { ParcelEvent } from '../ledgers/parcel/parcel.events.js';
import type { DistributionEvent } from '../stages/distribution/distribution.events.js';
import type { Scheme } from '../stages/scheme/scheme.events.js';
import type { LevyEvent } from '../stages/levy/levy.events.js';
import type { Day, FenText } from '../shared/terms.js';
import type { TaskEvent } from '../work/task/task.events.js';
import type { Journey, LevyCount, Piece, SchemeCount } from './terms.js';

type TaskFact = Extract<TaskEvent, { type: (typeof TASK_FACTS)[number] }>;
type LevyFact = Extract<LevyEvent, { type: (typeof LEVY_FACTS)[number] }>;
type ShareFact = Extract<DistributionEvent, { type: (typeof SHARE_FACTS)[number] }>;
type OtherFact =
  Extract<ClockEvent, { type: 'LastDaySet' }> | Extract<ParcelEvent, { type: 'ParcelLockRefused' }>;
type Seen = MovingFact | TaskFact | LevyFact | ShareFact | OtherFact;

const TASK_FACTS = ['TaskOpened', 'TaskEscalated', 'TaskCompleted', 'TaskCancelled'] as const;
const LEVY_FACTS = [
  'LevyAssessed',
  'LevyLateFeeCharged',
  'LevyPaymentRecorded',
  'LevyOverdue',
  'LevySettled',
  'LevyCancelled',
  'LevyRefunded',
] as const;
const SHARE_FACTS = [
  'DistributionPlanned',
  'DistributionObjected',
  'DistributionReopened',
  'IncomeDistributed',
] as const;

export const Journeys = readModel<Journey>('journeys');

/** One document an entry, from which statistics are counted as of any day. */
@Injectable()
export class JourneyProjection extends Projection<Journey, Seen> {
  readonly model = Journeys;
  readonly handles = [
    ...new Set<Seen['type']>([
      ...(Object.keys(STATES) as MovingFact['type'][]),
      ...TASK_FACTS,
      ...LEVY_FACTS,
      ...SHARE_FACTS,
      'LastDaySet',
      'ParcelLockRefused',
    ]),
  ];

  ids(event: Recorded<Seen>): readonly string[] {
    if (event.type === 'LastDaySet')
      return event.data.fact.type === 'TaskOpened' ? [pieceOf(event.data.fact.stream).entry] : [];
    if (isOne(TASK_FACTS, event)) return [pieceOf(event.stream).entry];
    return [event.data.subject.entry];
  }

  evolve(journey: Journey | undefined, event: Recorded<Seen>): Journey | undefined {
    const today = civilDate(event.meta.occurredAt);
    if (event.type === 'SchemeSubmitted' && !journey) return begun(event, today);
    // What came before its scheme is not of an entry that anybody counts.
    if (!journey) return undefined;
    // Clocks of two machines differ a little: in one entry no fact is of an earlier day than the one before.
    const on = today < journey.lastOn ? journey.lastOn : today;
    const moved = moves({ ...journey, lastOn: on }, event, on);
    if (isOne(TASK_FACTS, event)) return { ...moved, work: worked(moved.work, event, on) };
    if (isOne(LEVY_FACTS, event)) return levied(moved, event, on);
    if (isOne(SHARE_FACTS, event)) return shared(moved, event, on);
    switch (event.type) {
      case 'LastDaySet':
        return { ...moved, work: dated(moved.work, event, on) };
      case 'ParcelLockRefused':
        return { ...moved, lockRefusals: [...moved.lockRefusals, on] };
      case 'PlanningChecked': {
        const blocking = event.data.findings.filter(({ gate }) => gate === 'block');
        const blockedBy = [...new Set(blocking.map(({ layer }) => layer))].sort();
        return { ...moved, checks: [...moved.checks, { on, blockedBy }] };
      }
      case 'SchemeRevised':
        return { ...moved, schemes: [...moved.schemes, { on, ...counted(event.data.scheme) }] };
      case 'DealConfirmed':
        return { ...moved, prices: [...moved.prices, { on, priceFen: event.data.priceFen }] };
      default:
        return moved;
    }
  }

  override index({ subject: { district } }: Journey, id: string) {
    return { keys: { district }, sort: id };
  }
}

const isOne = <T extends Seen['type']>(
  types: readonly T[],
  event: Recorded<Seen>,
): event is Recorded<Extract<Seen, { type: T }>> => (types as readonly string[]).includes(event.type);

/** `task-ENTRY.KIND.ROUND` in its parts. */
function pieceOf(stream: string): Readonly<{ entry: string; kind: string; round: number }> {
  const [entry = '', kind = '', round = ''] = stream.slice(stream.indexOf('-') + 1).split('.');
  return { entry, kind, round: Number(round) };
}

function begun(event: Recorded<Extract<MovingFact, { type: 'SchemeSubmitted' }>>, on: Day): Journey {
  const { subject, scheme } = event.data;
  return {
    subject,
    schemes: [{ on, ...counted(scheme) }],
    lastOn: on,
    moves: [{ on, state: STATES.SchemeSubmitted[1] }],
    work: [],
    prices: [],
    levy: [],
    shares: [],
    checks: [],
    lockRefusals: [],
    objections: [],
    objectionsUpheld: [],
  };
}

const counted = ({ deal, landSource }: Scheme): SchemeCount => ({
  areaM2: deal.areaM2,
  isNewLand: landSource === 'new',
});

/** An end is an end: what trails behind does not revive the entry. */
function moves(journey: Journey, event: Recorded<Seen>, on: Day): Journey {
  if (!Object.hasOwn(STATES, event.type) || isEnd(journey.moves.at(-1)!.state)) return journey;
  const [, state] = STATES[event.type as MovingFact['type']];
  return { ...journey, moves: [...journey.moves, { on, state }] };
}

function worked(work: readonly Piece[], event: Recorded<TaskFact>, on: Day): readonly Piece[] {
  if (event.type === 'TaskOpened') {
    const { kind, round, office, dueOn } = event.data;
    const due = dueOn === null ? {} : { dueOn, dueFrom: on };
    return [...work, { kind, round, office, openedOn: on, ...due }];
  }
  const isEscalated = event.type === 'TaskEscalated';
  return changed(work, event.stream, (piece) =>
    isEscalated
      ? { ...piece, escalatedOn: on }
      : { ...piece, endedOn: on, ...(event.type === 'TaskCancelled' ? { cancelled: true } : {}) },
  );
}

const dated = (
  work: readonly Piece[],
  { data: { fact, dueOn } }: Recorded<Extract<OtherFact, { type: 'LastDaySet' }>>,
  on: Day,
): readonly Piece[] => changed(work, fact.stream, (piece) => ({ ...piece, dueOn, dueFrom: on }));

function changed(work: readonly Piece[], stream: string, change: (piece: Piece) => Piece): readonly Piece[] {
  const { kind, round } = pieceOf(stream);
  return work.map((piece) => (piece.kind === kind && piece.round === round ? change(piece) : piece));
}

const NO_LEVY: LevyCount = {
  assessedFen: '0',
  lateFeeFen: '0',
  paidFen: '0',
  refundedFen: '0',
  calledFen: '0',
};

function levied(journey: Journey, event: Recorded<LevyFact>, on: Day): Journey {
  const before = journey.levy.at(-1) ?? NO_LEVY;
  return { ...journey, levy: [...journey.levy, { ...before, ...levyAfter(before, event), on }] };
}

function levyAfter({ paidFen }: LevyCount, { type, data }: LevyFact): Partial<LevyCount> {
  switch (type) {
    case 'LevyAssessed':
      return { assessedFen: data.amountFen };
    case 'LevyLateFeeCharged':
      return { lateFeeFen: data.feeFen };
    case 'LevyPaymentRecorded':
      return { paidFen: data.paidFen };
    case 'LevyOverdue':
      return { calledFen: plus(paidFen, data.unpaidFen) };
    case 'LevySettled':
      return { closed: 'settled' };
    case 'LevyCancelled':
      return { closed: 'cancelled' };
    case 'LevyRefunded':
      return { closed: 'cancelled', refundedFen: data.amountFen };
  }
}

/** A sum of any size: what is counted is refused to nobody. */
const plus = (...amounts: readonly FenText[]): FenText =>
  amounts.reduce((sum, amount) => sum + BigInt(amount), 0n).toString();

function shared(journey: Journey, event: Recorded<ShareFact>, on: Day): Journey {
  switch (event.type) {
    case 'DistributionPlanned': {
      const sum = (parts: readonly Readonly<{ amountFen: FenText }>[]) =>
        plus(...parts.map(({ amountFen }) => amountFen));
      const { lines, members } = event.data;
      return { ...journey, planned: { sharedFen: sum(lines), membersFen: sum(members) } };
    }
    case 'DistributionObjected':
      return { ...journey, objections: [...journey.objections, on] };
    case 'DistributionReopened':
      return { ...journey, objectionsUpheld: [...journey.objectionsUpheld, on] };
    case 'IncomeDistributed': {
      const { planned, ...rest } = journey;
      if (!planned) return journey;
      const before = journey.shares.at(-1) ?? { sharedFen: '0', membersFen: '0' };
      return {
        ...rest,
        shares: [
          ...journey.shares,
          {
            on,
            sharedFen: plus(before.sharedFen, planned.sharedFen),
            membersFen: plus(before.membersFen, planned.membersFen),
          },
        ],
      };
    }
  }
}
