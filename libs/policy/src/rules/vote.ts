/** The collective's decision. Counted against all members or all delegates, never against those present. */
import { Rejected } from '#kernel/messages';
import { daysBetween } from '../civil.js';
import type { CivilDate } from '../civil.js';
import type { Explained } from '../explained.js';
import { parseRate } from '../money.js';
import type { PackOn } from '../pack/pack.js';

export type Vote = Readonly<{
  /** `members`: 成员大会, `delegates`: 成员代表大会 (where the charter delegates the matter). */
  basis: 'members' | 'delegates';
  yes: number;
  /** All members with full capacity, or all delegates. */
  total: number;
  attended?: number;
  noticedOn?: CivilDate;
  heldOn?: CivilDate;
}>;

export type VoteResult = Readonly<{
  passes: boolean;
  /** Votes needed. */
  needed: number;
  failures: readonly Readonly<{ code: string; message: string; source: string }>[];
}>;

/**
 * Whether a resolution carries: 2/3 of all (土地管理法 63), attendance of 2/3 and ten days' notice (农村集体经济组织法 27),
 * enough delegates (28). Attendance and notice are judged when given.
 * @throws {@link Rejected} `vote.malformed` for counts that cannot be.
 */
export function votePasses(asked: PackOn, vote: Vote): Explained<VoteResult> {
  const { basis, yes, total, attended, noticedOn, heldOn } = vote;
  // A meeting is lawful by the law of its day, whenever its result is judged.
  const pack = heldOn === undefined ? asked : asked.on(heldOn);
  const counts = [yes, total, attended ?? 0];
  if (
    counts.some((count) => !Number.isSafeInteger(count) || count < 0) ||
    total < 1 ||
    yes > (attended ?? total) ||
    (attended ?? 0) > total
  ) {
    throw new Rejected({
      code: 'vote.malformed',
      zh: '表决人数有误：同意人数不能多于到会人数，到会人数不能多于应到人数。',
      details: { yes, total, attended, source: pack.text('scheme.vote-threshold').source },
    });
  }
  const threshold = pack.text('scheme.vote-threshold');
  const failures: { code: string; message: string; source: string }[] = [];
  const who = basis === 'members' ? '全体成员' : '全体成员代表';
  const needed = share(total, threshold.value);
  if (yes < needed)
    failures.push({
      code: 'vote.below-threshold',
      message: `同意 ${yes} 票，未达到${who} ${total} 人的 ${threshold.value}，须 ${needed} 票以上。`,
      source: threshold.source,
    });

  const attendance = pack.text('scheme.attendance');
  if (attended !== undefined && attended < share(total, attendance.value)) {
    failures.push({
      code: 'vote.attendance',
      message: `到会 ${attended} 人，不足${who} ${total} 人的 ${attendance.value}。`,
      source: attendance.source,
    });
  }
  const delegates = pack.number('scheme.delegates-min');
  if (basis === 'delegates' && total < delegates.value) {
    failures.push({
      code: 'vote.too-few-delegates',
      message: `成员代表 ${total} 人，少于 ${delegates.value} 人。`,
      source: delegates.source,
    });
  }
  const notice = pack.clock('scheme.members-notice');
  if (noticedOn !== undefined && heldOn !== undefined && daysBetween(noticedOn, heldOn) < notice.days) {
    failures.push({
      code: 'vote.short-notice',
      message: `${noticedOn} 通知、${heldOn} 开会，不足会前 ${notice.days} 日。`,
      source: notice.source,
    });
  }
  return {
    value: { passes: failures.length === 0, needed, failures },
    formula: `${yes} 票 ${yes < needed ? '<' : '≥'} ${total} × ${threshold.value}（须 ${needed} 票）`,
    inputs: {
      basis,
      yes: String(yes),
      total: String(total),
      ...(attended === undefined ? {} : { attended: String(attended) }),
      ...(noticedOn ? { noticedOn } : {}),
      ...(heldOn ? { heldOn } : {}),
    },
    rule: threshold.key,
    source: threshold.source,
    confirmed: threshold.confirmed,
  };
}

export type NamedVote = Vote & Readonly<{ collective?: string }>;

/** 异地调整入市 touches two collectives: the scheme carries only where each of them decided it by itself. */
export function votesPass(
  pack: PackOn,
  votes: readonly NamedVote[],
): Explained<Readonly<{ passes: boolean; votes: readonly (VoteResult & { collective: string })[] }>> {
  const [first, ...others] = votes.map((vote, index) => ({
    collective: vote.collective ?? `第${index + 1}个集体`,
    answer: votePasses(pack, vote),
  }));
  if (!first)
    throw new Rejected({
      code: 'vote.malformed',
      zh: '请至少填写一次表决。',
      details: {
        source: pack.text('scheme.vote-threshold').source,
      },
    });
  const all = [first, ...others];
  const value = {
    passes: all.every(({ answer }) => answer.value.passes),
    votes: all.map(({ collective, answer }) => ({ collective, ...answer.value })),
  };
  if (others.length === 0) return { ...first.answer, value };
  return {
    ...first.answer,
    value,
    formula: all.map(({ collective, answer }) => `${collective}：${answer.formula}`).join('；'),
    inputs: Object.assign(
      {},
      ...all.map(({ answer }, index) => prefixed(answer.inputs, index + 1)),
    ) as Record<string, string>,
  };
}

const prefixed = (inputs: Readonly<Record<string, string>>, serial: number) =>
  Object.fromEntries(Object.entries(inputs).map(([name, value]) => [`${name}${serial}`, value]));

/** The smallest whole number that is at least `rate` of `total`: 2/3 of 100 is 67. */
function share(total: number, rate: string): number {
  const { numerator, denominator } = parseRate(rate);
  return Number((BigInt(total) * numerator + denominator - 1n) / denominator);
}
