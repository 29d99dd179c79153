/** What a supervisor counts, of one district as of one day: sums over its entries and quotas. Pure. */
import { daysBetween, formatArea, parseArea, squareCm } from '#policy';
import { STAGES } from '../entry/stages.js';
import type { StageName } from '../entry/stages.js';
import { STATES, isEnd } from '../entry/states.js';
import type { QuotaDays, QuotaView } from '../ledgers/quota/quota.projection.js';
import { PROCEDURE } from '../procedure.js';
import type { Day, FenText, SquareMetresText } from '../shared/terms.js';
import { onDay } from './terms.js';
import type { Journey, LevyCount, Piece } from './terms.js';

/** Entries by what became of them; the rest of the submitted ones is still on its way. */
export type EntryCounts = Readonly<{
  submitted: number;
  running: number;
  completed: number;
  rejected: number;
  withdrawn: number;
  lapsed: number;
  submittedM2: SquareMetresText;
  approved: number;
  approvedM2: SquareMetresText;
  dealt: number;
  dealtFen: FenText;
}>;

/** `reached`: entries that came so far; `here`: still there; `days`: calendar days of all in it together. */
export type StageCount = Readonly<{ stage: StageName; reached: number; here: number; days: number }>;

/**
 * One kind of work of one office. `daysUsed` and `daysAllowed` are calendar days of the `timed` ones, which
 * are done and had a last day; `late` are those that were done, or are still open, after it.
 */
export type WorkCount = Readonly<{
  part: string;
  kind: string;
  office: string;
  opened: number;
  done: number;
  cancelled: number;
  open: number;
  late: number;
  escalated: number;
  timed: number;
  daysUsed: number;
  daysAllowed: number;
}>;

/** `overdueFen`: of what had been due when it was last said to be overdue, what has not been paid since. */
export type LevyCounts = Readonly<{
  assessedFen: FenText;
  lateFeeFen: FenText;
  paidFen: FenText;
  refundedFen: FenText;
  unpaidFen: FenText;
  overdueFen: FenText;
  overdue: number;
}>;

export type DistributionCounts = Readonly<{ entries: number; sharedFen: FenText; membersFen: FenText }>;

/** 底线: what must not happen, or only as the rules allow. `approvedOverBlock` is 0 in every lawful log. */
export type BottomLines = Readonly<{
  blockedChecks: number;
  blockedByLayer: readonly Readonly<{ layer: string; checks: number }>[];
  approvedOverBlock: number;
  approvedNewLandM2: SquareMetresText;
  lockRefusals: number;
  objections: number;
  objectionsUpheld: number;
}>;

export type QuotaCount = Omit<QuotaView, 'district'>;

export type DistrictStatistics = Readonly<{
  entries: EntryCounts;
  stages: readonly StageCount[];
  work: readonly WorkCount[];
  quotas: readonly QuotaCount[];
  levy: LevyCounts;
  distribution: DistributionCounts;
  bottomLines: BottomLines;
}>;

const PART_OF = new Map(PROCEDURE.flatMap(({ part, work }) => work.map(({ kind }) => [kind, part] as const)));
const STAGE_OF = new Map(Object.values(STATES).map(([stage, state]): [string, StageName] => [state, stage]));

type Sums = {
  -readonly [K in keyof EntryCounts]: EntryCounts[K] extends string ? bigint : number;
};

/** Counts entry by entry, so that a whole county never lies in memory. */
export class StatisticsOn {
  private readonly entries: Sums = {
    ...{ submitted: 0, running: 0, completed: 0, rejected: 0, withdrawn: 0, lapsed: 0, submittedM2: 0n },
    ...{ approved: 0, approvedM2: 0n, dealt: 0, dealtFen: 0n },
  };
  private readonly stages = new Map<StageName, { reached: number; here: number; days: number }>(
    STAGES.map(({ stage }) => [stage, { reached: 0, here: 0, days: 0 }]),
  );
  private readonly work = new Map<string, { -readonly [K in keyof WorkCount]: WorkCount[K] }>();
  private readonly quotas = new Map<string, QuotaCount>();
  private readonly levy = {
    ...{ assessedFen: 0n, lateFeeFen: 0n, paidFen: 0n, refundedFen: 0n, unpaidFen: 0n, overdueFen: 0n },
    overdue: 0,
  };
  private readonly shares = { entries: 0, sharedFen: 0n, membersFen: 0n };
  private readonly lines = {
    ...{ blockedChecks: 0, approvedOverBlock: 0, approvedNewLandM2: 0n },
    ...{ lockRefusals: 0, objections: 0, objectionsUpheld: 0 },
  };
  private readonly blockedBy = new Map<string, number>();

  constructor(private readonly day: Day) {}

  add(journey: Journey): void {
    const moves = journey.moves.filter(({ on }) => on <= this.day);
    if (moves.length === 0) return;
    this.addEntry(journey, moves);
    this.addStays(moves);
    for (const piece of journey.work) this.addPiece(piece);
    const levy = onDay(journey.levy, this.day);
    if (levy) this.addLevy(levy);
    const share = onDay(journey.shares, this.day);
    if (share) {
      this.shares.entries += 1;
      this.shares.sharedFen += BigInt(share.sharedFen);
      this.shares.membersFen += BigInt(share.membersFen);
    }
    this.addLines(journey, moves);
  }

  addQuota({ days }: QuotaDays): void {
    const now = onDay(days, this.day);
    if (!now) return;
    const { planYear, kind, totalM2, reservedM2, occupiedM2, usedM2, availableM2, waiting } = now;
    const count = { planYear, kind, totalM2, reservedM2, occupiedM2, usedM2, availableM2, waiting };
    const key = `${count.planYear} ${count.kind}`;
    const before = this.quotas.get(key);
    this.quotas.set(key, before ? bothQuotas(before, count) : count);
  }

  get counted(): DistrictStatistics {
    const { submittedM2, approvedM2, dealtFen, ...numbers } = this.entries;
    const { approvedNewLandM2, ...lines } = this.lines;
    return {
      entries: {
        ...numbers,
        submittedM2: areaText(submittedM2),
        approvedM2: areaText(approvedM2),
        dealtFen: dealtFen.toString(),
      },
      stages: [...this.stages].map(([stage, count]) => ({ stage, ...count })),
      work: [...this.work.values()].sort(byPart),
      quotas: [...this.quotas].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, quota]) => quota),
      levy: { ...texts(this.levy), overdue: this.levy.overdue },
      distribution: { ...texts(this.shares), entries: this.shares.entries },
      bottomLines: {
        ...lines,
        approvedNewLandM2: areaText(approvedNewLandM2),
        blockedByLayer: [...this.blockedBy]
          .sort(([a], [b]) => (a < b ? -1 : 1))
          .map(([layer, checks]) => ({ layer, checks })),
      },
    };
  }

  private addEntry(journey: Journey, moves: Journey['moves']): void {
    const sums = this.entries;
    const area = parseArea(onDay(journey.schemes, this.day)!.areaM2);
    const { state } = moves.at(-1)!;
    sums.submitted += 1;
    sums.submittedM2 += area;
    sums[isEnd(state) ? state : 'running'] += 1;
    if (isApproved(moves)) {
      sums.approved += 1;
      sums.approvedM2 += area;
    }
    const deal = onDay(journey.prices, this.day);
    if (!deal) return;
    sums.dealt += 1;
    sums.dealtFen += BigInt(deal.priceFen);
  }

  /** An entry is in a stage until the next takes it over; where it ended, it stays no longer. */
  private addStays(moves: Journey['moves']): void {
    const reached = new Set<StageName>();
    for (const [index, { on, state }] of moves.entries()) {
      if (isEnd(state)) continue;
      const count = this.stages.get(STAGE_OF.get(state)!)!;
      const next = moves[index + 1];
      if (!reached.has(STAGE_OF.get(state)!)) count.reached += 1;
      reached.add(STAGE_OF.get(state)!);
      count.days += daysBetween(on, next?.on ?? this.day);
      if (!next) count.here += 1;
    }
  }

  private addPiece(piece: Piece): void {
    if (piece.openedOn > this.day) return;
    const { kind, office, openedOn } = piece;
    const count = this.workOf(kind, office);
    const endedOn = piece.endedOn !== undefined && piece.endedOn <= this.day ? piece.endedOn : undefined;
    const dueOn = (piece.dueFrom ?? '') <= this.day ? piece.dueOn : undefined;
    const isDropped = endedOn !== undefined && piece.cancelled === true;
    count.opened += 1;
    if (piece.escalatedOn !== undefined && piece.escalatedOn <= this.day) count.escalated += 1;
    count[endedOn === undefined ? 'open' : isDropped ? 'cancelled' : 'done'] += 1;
    if (dueOn === undefined || isDropped) return;
    if ((endedOn ?? this.day) > dueOn) count.late += 1;
    if (endedOn === undefined) return;
    count.timed += 1;
    count.daysUsed += daysBetween(openedOn, endedOn);
    count.daysAllowed += daysBetween(openedOn, dueOn);
  }

  private workOf(kind: string, office: string) {
    const key = `${kind} ${office}`;
    const known = this.work.get(key) ?? {
      ...{ part: PART_OF.get(kind) ?? '', kind, office, opened: 0, done: 0, cancelled: 0, open: 0 },
      ...{ late: 0, escalated: 0, timed: 0, daysUsed: 0, daysAllowed: 0 },
    };
    this.work.set(key, known);
    return known;
  }

  private addLevy(count: LevyCount): void {
    const [assessed, fee, paid, refunded, called] = [
      count.assessedFen,
      count.lateFeeFen,
      count.paidFen,
      count.refundedFen,
      count.calledFen,
    ].map(BigInt) as [bigint, bigint, bigint, bigint, bigint];
    this.levy.paidFen += paid;
    this.levy.refundedFen += refunded;
    if (count.closed === 'cancelled') return;
    this.levy.assessedFen += assessed;
    this.levy.lateFeeFen += fee;
    this.levy.unpaidFen += assessed + fee - paid;
    if (called <= paid) return;
    this.levy.overdueFen += called - paid;
    this.levy.overdue += 1;
  }

  private addLines(journey: Journey, moves: Journey['moves']): void {
    const { day, lines } = this;
    const until = (days: readonly Day[]) => days.filter((on) => on <= day).length;
    const approved = moves.find(({ state }) => state === 'approved');
    const checks = journey.checks.filter(({ on }) => on <= day);
    for (const { blockedBy } of checks) {
      if (blockedBy.length > 0) lines.blockedChecks += 1;
      for (const layer of blockedBy) this.blockedBy.set(layer, (this.blockedBy.get(layer) ?? 0) + 1);
    }
    if (approved && (onDay(checks, approved.on)?.blockedBy.length ?? 0) > 0) lines.approvedOverBlock += 1;
    const scheme = onDay(journey.schemes, day)!;
    if (approved && scheme.isNewLand) lines.approvedNewLandM2 += parseArea(scheme.areaM2);
    lines.lockRefusals += until(journey.lockRefusals);
    lines.objections += until(journey.objections);
    lines.objectionsUpheld += until(journey.objectionsUpheld);
  }
}

const isApproved = (moves: Journey['moves']) => moves.some(({ state }) => state === 'approved');
const areaText = (area: bigint): SquareMetresText => formatArea(squareCm(area));

/** The amounts of some sums as text. */
function texts<T extends Readonly<Record<string, bigint | number>>>(sums: T) {
  const amounts = Object.entries(sums).filter(([, sum]) => typeof sum === 'bigint');
  return Object.fromEntries(amounts.map(([name, sum]) => [name, sum.toString()])) as {
    readonly [K in keyof T as T[K] extends bigint ? K : never]: FenText;
  };
}

const PART_ORDER: readonly string[] = PROCEDURE.map(({ part }) => part);
const placeOf = ({ part, kind, office }: WorkCount) =>
  `${String(PART_ORDER.indexOf(part) + 1).padStart(3, '0')} ${kind} ${office}`;
const byPart = (a: WorkCount, b: WorkCount) => (placeOf(a) < placeOf(b) ? -1 : 1);

function bothQuotas(a: QuotaCount, b: QuotaCount): QuotaCount {
  const sum = (column: 'totalM2' | 'reservedM2' | 'occupiedM2' | 'usedM2' | 'availableM2') =>
    areaText(parseArea(a[column]) + parseArea(b[column]));
  return {
    ...a,
    totalM2: sum('totalM2'),
    reservedM2: sum('reservedM2'),
    occupiedM2: sum('occupiedM2'),
    usedM2: sum('usedM2'),
    availableM2: sum('availableM2'),
    waiting: a.waiting + b.waiting,
  };
}
