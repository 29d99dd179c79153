import { endsOf, grouped, only } from './check.js';
import type { Check, Log } from './check.js';

/** One entry holds a parcel at a time; whoever ends lets it go, or has it granted. */
export function parcelHeldByOne(log: Log): Check {
  const violations: string[] = [];
  const holders = new Map<string, { entry: string; granted: boolean }>();
  const granted = new Set<string>();
  const facts = only(log, 'ParcelLocked', 'ParcelUnlocked', 'ParcelGranted', 'ParcelReturned');
  for (const { id, stream, type, data } of facts) {
    const { entry } = data.subject;
    const holder = holders.get(stream);
    if (type === 'ParcelLocked') {
      if (holder) violations.push(`${id}：宗地已由 ${holder.entry} 占用，又被 ${entry} 锁定`);
      holders.set(stream, { entry, granted: false });
      continue;
    }
    if (type === 'ParcelReturned') {
      if (holder?.entry !== entry || !holder.granted)
        violations.push(`${id}：${entry} 并未取得该宗地的使用权`);
      holders.delete(stream);
      continue;
    }
    if (holder?.entry !== entry || holder.granted) violations.push(`${id}：${entry} 并未锁定该宗地`);
    if (type === 'ParcelUnlocked') holders.delete(stream);
    else {
      holders.set(stream, { entry, granted: true });
      granted.add(entry);
    }
  }
  const held = new Set([...holders.values()].map(({ entry }) => entry));
  for (const [entry, end] of endsOf(log)) {
    if (end === 'EntryCompleted' && !granted.has(entry))
      violations.push(`${entry} 已办结，但宗地未登记为已出让`);
    if (end !== 'EntryCompleted' && held.has(entry)) violations.push(`${entry} 已终结，但仍占用宗地`);
  }
  return {
    id: 'parcel-held-by-one',
    zh: '一宗地同时只属一个入市事项，终结即释放',
    en: 'One entry holds a parcel at a time, and lets it go when it ends',
    looked: facts.length,
    violations,
  };
}

/**
 * Work that the end of an entry does not end: what the right brings with it (idle land, rents and their
 * shares, conversion, dividends), and money that goes back.
 */
export const WORK_BEYOND_THE_END: readonly string[] = [
  'collect-idle-fee',
  'dispose-idle',
  'call-rent',
  'chase-price',
  'decide-default',
  'decide-conversion',
  'chase-dividend',
  'plan-distribution',
  'publish-distribution',
  'pay-distribution',
  'pay-refund',
];

/** Nobody has work left to do on an entry that has ended. */
export function noWorkAfterEnd(log: Log): Check {
  const open = new Map<string, string>();
  for (const event of only(log, 'TaskOpened', 'TaskCompleted', 'TaskCancelled')) {
    if (event.type !== 'TaskOpened') open.delete(event.stream);
    else if (!WORK_BEYOND_THE_END.includes(event.data.kind)) open.set(event.stream, event.data.subject.entry);
  }
  const ends = endsOf(log);
  const violations = [...open]
    .filter(([, entry]) => ends.has(entry))
    .map(([task, entry]) => `${entry} 已终结，但任务 ${task} 仍未办结`);
  return {
    id: 'no-work-after-end',
    zh: '已终结事项没有未办任务',
    en: 'No task of an ended entry is open',
    looked: ends.size,
    violations,
  };
}

/** A round of trading has one result. */
export function oneResultPerRound(log: Log): Check {
  const rounds = grouped(
    only(log, 'ListingSold', 'ListingFailed'),
    ({ stream, data }) => `${stream} 第${data.round}次交易`,
  );
  const violations = [...rounds]
    .filter(([, results]) => results.length > 1)
    .map(
      ([round, results]) => `${round}有 ${results.length} 个结果：${results.map(({ id }) => id).join('、')}`,
    );
  return {
    id: 'one-result-per-round',
    zh: '每次交易只有一个结果',
    en: 'No round is both sold and failed',
    looked: rounds.size,
    violations,
  };
}
