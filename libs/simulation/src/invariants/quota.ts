import { formatArea, parseArea, squareCm } from '#policy';
import type { Demand, QuotaKind } from '#land';
import { quotaOf } from '#land';
import { endsOf, grouped, isFailedEnd, only } from './check.js';
import type { Check, Fact, Log } from './check.js';

const FACTS = [
  'QuotaIssued',
  'QuotaAdjusted',
  'QuotaReserved',
  'QuotaWaitlisted',
  'QuotaOccupied',
  'QuotaWrittenOff',
  'QuotaReleased',
  'QuotaReservationExpired',
  'QuotaYearClosed',
  'QuotaYearSettled',
  'QuotaCarriedOver',
] as const;
type QuotaFact = Fact<(typeof FACTS)[number]>;

const byStream = (log: Log): Map<string, QuotaFact[]> => grouped(only(log, ...FACTS), ({ stream }) => stream);
const signed = (text: string): bigint =>
  text.startsWith('-') ? 0n - parseArea(text.slice(1)) : parseArea(text.replace(/^\+/, ''));
const metres = (area: bigint): string =>
  `${area < 0n ? '-' : ''}${formatArea(squareCm(area < 0n ? -area : area))}`;
const same = (a: readonly Demand[], b: readonly Demand[]): boolean => textOf(a) === textOf(b);
const textOf = (demands: readonly Demand[]): string =>
  demands
    .map(({ kind, areaM2 }) => `${kind} ${areaM2}`)
    .sort()
    .join('、') || '无';

/** What an event changes of the land that nobody holds, in cm² by kind. */
function freedBy({ type, data }: QuotaFact): readonly (readonly [QuotaKind, bigint])[] {
  switch (type) {
    case 'QuotaIssued':
      return [[data.kind, parseArea(data.areaM2)]];
    case 'QuotaAdjusted':
      return [[data.kind, signed(data.deltaM2)]];
    case 'QuotaReserved':
      return data.demands.map(({ kind, areaM2 }) => [kind, 0n - parseArea(areaM2)] as const);
    case 'QuotaReleased':
      return data.from === 'waiting' || data.from === 'expired'
        ? []
        : data.demands.map(({ kind, areaM2 }) => [kind, parseArea(areaM2)] as const);
    case 'QuotaReservationExpired':
      return data.demands.map(({ kind, areaM2 }) => [kind, parseArea(areaM2)] as const);
    case 'QuotaYearSettled':
      return [...data.carried, ...data.lapsed].map(
        ({ kind, areaM2 }) => [kind, 0n - parseArea(areaM2)] as const,
      );
    case 'QuotaCarriedOver':
      return data.carried.map(({ kind, areaM2 }) => [kind, parseArea(areaM2)] as const);
    default:
      return [];
  }
}

/** 总量控制: after every single event of every quota stream, at least nothing is left. */
export function quotaNeverNegative(log: Log): Check {
  const violations: string[] = [];
  let looked = 0;
  for (const [stream, facts] of byStream(log)) {
    const available = new Map<QuotaKind, bigint>();
    for (const fact of facts) {
      for (const [kind, change] of freedBy(fact)) {
        const left = (available.get(kind) ?? 0n) + change;
        available.set(kind, left);
        looked++;
        if (left < 0n)
          violations.push(`${fact.id} 之后 ${stream} 的 ${kind} 指标可用量为 ${metres(left)} 平方米`);
      }
    }
  }
  return {
    id: 'quota-never-negative',
    zh: '任一时刻指标可用量不为负',
    en: 'Quota available is never below zero, after any event',
    looked,
    violations,
  };
}

type Held = Readonly<{
  stage: 'waiting' | 'expired' | 'reserved' | 'occupied' | 'used';
  demands: readonly Demand[];
}>;

/** What every entry holds of a quota stream at the end; says what could not have happened on the way. */
function walk(facts: readonly QuotaFact[], violations: string[]): Map<string, Held> {
  const held = new Map<string, Held>();
  for (const { id, type, data } of facts) {
    if (type === 'QuotaYearClosed') for (const { subject } of data.waiting) held.delete(subject.entry);
    if (
      type === 'QuotaIssued' ||
      type === 'QuotaAdjusted' ||
      type === 'QuotaYearClosed' ||
      type === 'QuotaYearSettled' ||
      type === 'QuotaCarriedOver'
    )
      continue;
    const { entry } = data.subject;
    const before = held.get(entry);
    const expect = (stage: Held['stage'] | undefined, doing: string) => {
      if (before?.stage !== stage)
        violations.push(`${id}：${entry} ${doing}时处于“${before?.stage ?? '无'}”，应为“${stage ?? '无'}”`);
    };
    switch (type) {
      case 'QuotaWaitlisted':
        if (before?.stage !== 'expired') expect(undefined, '轮候');
        held.set(entry, { stage: 'waiting', demands: [] });
        break;
      case 'QuotaReserved':
        // Revised after its reservation ran out, an entry asks again.
        if (data.fromWaitlist || before?.stage !== 'expired')
          expect(data.fromWaitlist ? 'waiting' : undefined, '预占');
        held.set(entry, { stage: 'reserved', demands: data.demands });
        break;
      case 'QuotaReservationExpired':
        expect('reserved', '届满');
        held.set(entry, { stage: 'expired', demands: [] });
        break;
      case 'QuotaOccupied':
        expect('reserved', '占用');
        held.set(entry, { stage: 'occupied', demands: before?.demands ?? data.demands });
        break;
      case 'QuotaWrittenOff':
        expect('occupied', '核销');
        held.set(entry, { stage: 'used', demands: before?.demands ?? data.demands });
        break;
      case 'QuotaReleased':
        expect(data.from, '释放');
        if (before && !same(before.demands, data.demands))
          violations.push(`${id}：${entry} 释放 ${textOf(data.demands)}，而其持有 ${textOf(before.demands)}`);
        held.delete(entry);
        break;
    }
  }
  return held;
}

/**
 * What was reserved is released exactly once and to the cm², and whoever ended without a right holds nothing.
 */
export function quotaReleasedOnce(log: Log): Check {
  const violations: string[] = [];
  const ends = endsOf(log);
  for (const [stream, facts] of byStream(log)) {
    for (const [entry, { stage, demands }] of walk(facts, violations)) {
      const end = ends.get(entry);
      if (end && end !== 'EntryCompleted')
        violations.push(`${entry} 已终结，但在 ${stream} 仍处于“${stage}”，持有 ${textOf(demands)}`);
      if (end === 'EntryCompleted' && stage !== 'used')
        violations.push(`${entry} 已办结，但其指标仍处于“${stage}”，未核销`);
    }
  }
  return {
    id: 'quota-released-once',
    zh: '指标只释放一次，释放量等于持有量',
    en: 'Quota is released exactly once, exactly as it was held',
    looked: only(log, 'QuotaReleased').length,
    violations,
  };
}

/**
 * The holders of a quota are the entries whose own history entitles them, with the areas of their own
 * schemes.
 */
export function quotaMatchesEntries(log: Log): Check {
  const due = new Map<string, Map<string, bigint>>();
  const needs = new Map<string, readonly (readonly [string, QuotaKind, bigint])[]>();
  const entitled = new Set<string>();
  for (const event of log) {
    if (event.type === 'SchemeSubmitted' || event.type === 'SchemeRevised') {
      const { subject, scheme } = event.data;
      const area: bigint = parseArea(scheme.deal.areaM2);
      const kinds: QuotaKind[] =
        scheme.deal.route === 'adjusted'
          ? ['supply', 'linkage']
          : scheme.landSource === 'new'
            ? ['supply', 'new']
            : ['supply'];
      needs.set(
        subject.entry,
        kinds.map((kind) => [quotaOf(subject.district, subject.planYear), kind, area] as const),
      );
    } else if (event.type === 'DecisionOpened') entitled.add(event.data.subject.entry);
    else if (event.type === 'ApprovalReturned' || event.type === 'DecisionExpired' || isFailedEnd(event))
      entitled.delete(event.data.subject.entry);
  }
  const add = (totals: Map<string, Map<string, bigint>>, stream: string, kind: QuotaKind, area: bigint) => {
    const pool = totals.get(stream) ?? new Map<string, bigint>();
    totals.set(stream, pool.set(kind, (pool.get(kind) ?? 0n) + area));
  };
  for (const entry of entitled)
    for (const [stream, kind, area] of needs.get(entry) ?? []) add(due, stream, kind, area);
  const taken = new Map<string, Map<string, bigint>>();
  for (const [stream, facts] of byStream(log)) {
    for (const { demands } of walk(facts, []).values())
      for (const { kind, areaM2 } of demands) add(taken, stream, kind, parseArea(areaM2));
  }
  const violations: string[] = [];
  for (const stream of new Set([...due.keys(), ...taken.keys()])) {
    for (const kind of ['supply', 'new', 'linkage'] as const) {
      const [held, wanted] = [taken.get(stream)?.get(kind) ?? 0n, due.get(stream)?.get(kind) ?? 0n];
      if (held !== wanted)
        violations.push(
          `${stream} 的 ${kind} 指标被持有 ${metres(held)} 平方米，按各入市事项应为 ${metres(wanted)} 平方米`,
        );
    }
  }
  return {
    id: 'quota-matches-entries',
    zh: '指标持有量等于各有权事项面积之和',
    en: 'Quota held equals the areas of the entries entitled to it',
    looked: entitled.size,
    violations,
  };
}
