/** The collective's decision. Counted against all members or all delegates, never against those present. */
import type { Rejected } from '#kernel/messages';
import { daysBetween } from '../civil.js';
import type { CivilDate } from '../civil.js';
import type { Explained } from '../explained.js';
import { parseRate } from '../money.js';
import type { PackOn } from '../pack/pack.js';
import { wrongField } from './field-line.js';
import type { Wrong } from './field-line.js';

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

type Count = 'total' | 'attended' | 'yes';
/** A count that cannot be: what was found, what is allowed and an example, for a line about the field. */
export type CountFault = Readonly<{ field: Count; said: string }>;

const COUNT_NAMES: Readonly<Record<Count, string>> = {
  total: '全体成员（代表）人数',
  attended: '到会人数',
  yes: '同意票数',
};

/** Nobody votes who is not there, and nobody is there who is no member. */
export function countFaults({ total, attended, yes }: Pick<Vote, Count>): readonly CountFault[] {
  if (!Number.isSafeInteger(total) || total < 1)
    return [{ field: 'total', said: `“${total}”不是可能的人数，应为不小于 1 的整数，例如 100` }];
  const within = (field: Count, count: number, most: number, among: string): readonly CountFault[] => {
    if (Number.isSafeInteger(count) && count >= 0 && count <= most) return [];
    const why = count > most ? `多于${among} ${most} 人` : '不是可能的人数';
    return [{ field, said: `“${count}”${why}，应为 0 到 ${most} 之间的整数，例如 ${most}` }];
  };
  const absent = attended === undefined ? [] : within('attended', attended, total, '全体成员（代表）');
  if (absent.length > 0) return absent;
  return attended === undefined
    ? within('yes', yes, total, '全体成员（代表）')
    : within('yes', yes, attended, '到会的');
}

const malformed = (pack: PackOn, wrong: Wrong): Rejected =>
  wrongField('vote.malformed', wrong, pack.text('scheme.vote-threshold').source);

/**
 * Whether a resolution carries: 2/3 of all (土地管理法 63), attendance of 2/3 and ten days' notice (农村集体经济组织法 27),
 * enough delegates (28). Attendance and notice are judged when given.
 * @param at the path of the vote in what was sent, such as `resolution.`
 * @throws {@link Rejected} `vote.malformed` for counts that cannot be.
 */
export function votePasses(asked: PackOn, vote: Vote, at = ''): Explained<VoteResult> {
  const { basis, yes, total, attended, noticedOn, heldOn } = vote;
  // A meeting is lawful by the law of its day, whenever its result is judged.
  const pack = heldOn === undefined ? asked : asked.on(heldOn);
  const [fault] = countFaults(vote);
  if (fault) {
    const { field, said } = fault;
    throw malformed(pack, { name: COUNT_NAMES[field], field: `${at}${field}`, said });
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
  votes.forEach((vote, index) => {
    const [fault] = countFaults(vote);
    if (!fault) return;
    const { field, said } = fault;
    const name = `表决第 ${index + 1} 项的${COUNT_NAMES[field]}`;
    throw malformed(pack, { name, field: `votes.${index}.${field}`, said });
  });
  const [first, ...others] = votes.map((vote, index) => ({
    collective: vote.collective ?? `第${index + 1}个集体`,
    answer: votePasses(pack, vote),
  }));
  if (!first)
    throw malformed(pack, {
      name: '表决',
      field: 'votes',
      said: '列表是空的，应至少有 1 项，例如 [{"basis": "members", "total": 100, "yes": 67}]',
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
