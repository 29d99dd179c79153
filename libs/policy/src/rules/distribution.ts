/** What the collective's receipts become: an ordered list that sums to the receipts to the 分. */
import { Rejected } from '#kernel/messages';
import type { SquareCm } from '../area.js';
import type { Explained } from '../explained.js';
import {
  compareRates,
  fen,
  formatYuan,
  NOTHING,
  notBelowZero,
  parseRate,
  product,
  smallerFen,
  subtractFen,
} from '../money.js';
import type { Fen } from '../money.js';
import type { PackOn } from '../pack/pack.js';
import { requireNotNegative, wrongField } from './field-line.js';
import { relocationSplit, tierSplit } from './tiers.js';
import type { AgreedSplit } from './tiers.js';

export type DistributionQuestion = Readonly<{
  receiptsFen: Fen;
  levyFen: Fen;
  taxFen?: Fen;
  costsFen?: Fen;
  /** The members' share of the net income by resolution; the pack's value when absent. */
  membersRatio?: string;
  /**
   * The share of the villagers' group whose land it was, taken before the members', where the resolution
   * gives one.
   */
  groupRatio?: string;
  /** Who shares the members' part: one line for each, by shares (量化股份) or by heads of a household. */
  members?: Readonly<{ by: '股份' | '户'; list: readonly Readonly<{ id: string; weight: bigint }>[] }>;
  /**
   * 异地调整入市: which side this plan is of, and the land that was turned back to farmland; the other side's part
   * goes first.
   */
  relocation?: Readonly<{
    side: '复垦区' | '建新区';
    reclaimedCm2: SquareCm;
    /** What the two collectives agreed in the scheme, in place of the usual. */ agreed?: AgreedSplit;
  }>;
  /** Whether county and township take their part of what is left by the pack's three tiers. */
  tiers?: boolean;
  /** How members get it: as shares (量化为股份) or in cash where the pack allows it. */
  payout?: '股份' | '现金';
}>;

export type DistributionLine = Readonly<{
  key: string;
  name: string;
  amountFen: Fen;
  formula: string;
  source: string;
  confirmed: boolean;
}>;
export type MemberAmount = Readonly<{ id: string; amountFen: Fen }>;
export type DistributionPlan = Readonly<{
  lines: readonly DistributionLine[];
  netFen: Fen;
  retainedFen: Fen;
  /** Sums to the members' line to the 分; empty when nobody was listed. */
  members: readonly MemberAmount[];
}>;

const ARTICLE_42 = '农村集体经济组织法第四十二条';

/** Key of what is left over: it also takes every rest of rounding. */
export const RETAINED = 'retained';

/**
 * @throws {@link Rejected} `distribution.exceeds-receipts` when fee, tax and cost exceed the receipts or
 *   shares exceed the net,
 * `distribution.direct-payout` where cash to members is not allowed, `distribution.members-too-low` below the
 * least that the county leaves to members, `distribution.members-malformed`, `distribution.amount-negative`.
 */
export function distribution(pack: PackOn, question: DistributionQuestion): Explained<DistributionPlan> {
  const { receiptsFen, levyFen, taxFen = NOTHING, costsFen = NOTHING, payout = '股份' } = question;
  const amounts: Readonly<Record<string, Fen>> = { levy: levyFen, tax: taxFen, costs: costsFen };
  requireNotNegative(
    'distribution.amount-negative',
    ARTICLE_42,
    ['receiptsFen', '入市收入', receiptsFen],
    ['levyFen', '调节金', levyFen],
    ['taxFen', '税费', taxFen],
    ['costsFen', '成本', costsFen],
  );
  const cash = pack.flag('distribution.direct-payout');
  if (payout === '现金' && !cash.value)
    throw new Rejected({
      code: 'distribution.direct-payout',
      zh: `入市收益不得直接向成员发放现金，应量化为成员股份（${cash.source}）。`,
      details: { payout, source: cash.source },
    });

  const lines: DistributionLine[] = [];
  const members: MemberAmount[] = [];
  let left = receiptsFen;
  const take = (line: DistributionLine) => {
    if (line.amountFen > left) {
      throw new Rejected({
        code: 'distribution.exceeds-receipts',
        zh: `扣除“${line.name}”${formatYuan(line.amountFen)} 元后超过可分配收入 ${formatYuan(left)} 元。`,
        details: {
          key: line.key,
          amountFen: line.amountFen.toString(),
          leftFen: left.toString(),
          source: ARTICLE_42,
        },
      });
    }
    left = subtractFen(left, line.amountFen);
    lines.push(line);
  };
  for (const { key, name, source, confirmed } of pack.deductions.filter(({ kind }) => kind === 'amount')) {
    const amountFen = amounts[key] ?? NOTHING;
    take({ key, name, amountFen, formula: `${formatYuan(amountFen)} 元`, source, confirmed });
  }
  for (const line of outside(pack, question, left)) take(line);
  const netFen = left;
  const shares = sharesOf(pack, question);
  // The others yield the 分 that rounding may ask too much: what is left to members is never below their
  // least.
  const floorFen = roundedUp(netFen, pack.text('distribution.members-min').value);
  for (const { key, name, ratio, source, confirmed } of shares) {
    const { value: exact, sign } = product(netFen, ratio);
    const amountFen =
      key === MEMBERS
        ? smallerFen(exact > floorFen ? exact : floorFen, left)
        : smallerFen(exact, notBelowZero(subtractFen(left, floorFen)));
    if (key === MEMBERS) members.push(...shareOut(amountFen, question));
    const moved = amountFen === exact ? '' : `，因分位尾差计 ${formatYuan(amountFen)} 元`;
    take({
      key,
      name,
      source,
      confirmed,
      amountFen,
      formula: `${formatYuan(netFen)} × ${ratio} ${sign} ${formatYuan(exact)} 元${moved}`,
    });
  }
  lines.push({
    key: RETAINED,
    name: '集体留存',
    amountFen: left,
    formula: `余下 ${formatYuan(left)} 元（含分位尾差）`,
    source: '农村集体经济组织法第四十二条',
    confirmed: true,
  });
  return {
    value: { lines, netFen, retainedFen: left, members },
    formula:
      `${lines.map(({ name, amountFen }) => `${name} ${formatYuan(amountFen)}`).join(' + ')} = ` +
      `${formatYuan(receiptsFen)} 元`,
    inputs: {
      receiptsYuan: formatYuan(receiptsFen),
      levyYuan: formatYuan(levyFen),
      taxYuan: formatYuan(taxFen),
      costsYuan: formatYuan(costsFen),
      payout,
    },
    rule: 'distribution.deductions',
    source: '农村集体经济组织法第四十二条；济政字〔2021〕60号四（三）2',
    confirmed: lines.every(({ confirmed }) => confirmed),
  };
}

/**
 * What goes to others before this collective has a net income: the other side's part, then county and
 * township.
 */
function outside(
  pack: PackOn,
  { relocation, tiers }: DistributionQuestion,
  amountFen: Fen,
): readonly DistributionLine[] {
  const lines: DistributionLine[] = [];
  let left = amountFen;
  if (relocation) {
    const { value, formula, source, confirmed } = relocationSplit(pack, {
      amountFen,
      reclaimedCm2: relocation.reclaimedCm2,
      agreed: relocation.agreed,
    });
    const [name, other, own] =
      relocation.side === '复垦区'
        ? ['建新区收益', value.builtFen, value.reclaimedFen]
        : ['复垦区收益', value.reclaimedFen, value.builtFen];
    lines.push({ key: 'relocation', name, amountFen: other, formula, source, confirmed });
    left = own;
  }
  if (tiers) {
    const { value, formula, source, confirmed } = tierSplit(pack, left);
    lines.push(
      { key: 'tier-county', name: '区分成', amountFen: value.countyFen, formula, source, confirmed },
      {
        key: 'tier-township',
        name: '镇（街道）分成',
        amountFen: value.townshipFen,
        formula,
        source,
        confirmed,
      },
    );
  }
  return lines;
}

const MEMBERS = 'members';

/** The shares of the net income, in order: the pack's, the group's, the members'. */
function sharesOf(pack: PackOn, { payout = '股份', groupRatio, membersRatio }: DistributionQuestion) {
  const [usual, least] = [pack.text('distribution.members-ratio'), pack.text('distribution.members-min')];
  const ratio = membersRatio ?? usual.value;
  if (compareRates(ratio, least.value) < 0) {
    throw new Rejected({
      code: 'distribution.members-too-low',
      zh: `成员收益占净收益的 ${ratio}，低于规定的 ${least.value}。请提高成员收益的比例后再表决。`,
      details: { ratio, least: least.value, source: least.source },
    });
  }
  const rows = pack.deductions.filter(({ kind }) => kind === 'ratio');
  requireWhole([...rows.map((row) => row.ratio ?? '0'), groupRatio ?? '0', ratio]);
  const resolved = { source: `成员（代表）大会决议（${ARTICLE_42}）`, confirmed: true };
  return [
    ...rows.map((row) => ({
      key: row.key,
      name: row.name,
      ratio: row.ratio ?? '0',
      source: row.source,
      confirmed: row.confirmed,
    })),
    ...(groupRatio === undefined
      ? []
      : [{ key: 'group', name: '村民小组收益', ratio: groupRatio, ...resolved }]),
    {
      key: MEMBERS,
      name: `成员收益（${payout}）`,
      ratio,
      ...(membersRatio === undefined ? { source: usual.source, confirmed: usual.confirmed } : resolved),
    },
  ];
}

/** Compared exactly, before anything is rounded: a hair above 100 % is more than there is. */
function requireWhole(ratios: readonly string[]): void {
  const [numerator, denominator] = ratios
    .map((ratio) => parseRate(ratio))
    .reduce<[bigint, bigint]>(
      ([n, d], rate) => [n * rate.denominator + rate.numerator * d, d * rate.denominator],
      [0n, 1n],
    );
  if (numerator <= denominator) return;
  throw new Rejected({
    code: 'distribution.exceeds-receipts',
    zh:
      `各项比例 ${ratios.filter((ratio) => parseRate(ratio).numerator > 0n).join(' + ')} 合计超过 100%，净收益不够分配。` +
      '请调低比例后再表决。',
    details: { ratios, source: ARTICLE_42 },
  });
}

/**
 * Everybody's part. The line is paid out whole: each part is cut to the 分, and the 分 left over go one by one
 * to those who lost most by the cut, of equal ones to the earlier in the list. So nobody is a whole 分 off,
 * and the least that the county leaves to members is what members get, however many they are.
 */
function shareOut(amount: Fen, { members }: DistributionQuestion): readonly MemberAmount[] {
  if (!members || members.list.length === 0) return [];
  const { list } = members;
  const total = list.reduce((sum, { weight }) => sum + weight, 0n);
  requireMembers(list, total);
  const parts = list.map(({ weight }, index) => ({
    index,
    amount: (amount * weight) / total,
    lost: (amount * weight) % total,
  }));
  const leftOver = amount - parts.reduce((sum, part) => sum + part.amount, 0n);
  const first = [...parts]
    .sort((a, b) => (a.lost === b.lost ? a.index - b.index : a.lost > b.lost ? -1 : 1))
    .slice(0, Number(leftOver));
  const favoured = new Set(first.map(({ index }) => index));
  return parts.map(({ index, amount: part }) => ({
    id: list[index]!.id,
    amountFen: fen(favoured.has(index) ? part + 1n : part),
  }));
}

function roundedUp(amount: Fen, ratio: string): Fen {
  const { numerator, denominator } = parseRate(ratio);
  return fen((amount * numerator + denominator - 1n) / denominator);
}

/** Everybody once, nobody below zero, and somebody above it. */
function requireMembers(list: readonly Readonly<{ id: string; weight: bigint }>[], total: bigint): void {
  const seen = new Set<string>();
  for (const [index, { id, weight }] of list.entries()) {
    if (seen.has(id))
      throw malformed(
        `list.${index}.id`,
        '成员或者户',
        `“${id}”已在前面列出，每户（人）应只列一次，例如 张三`,
      );
    if (weight < 0n)
      throw malformed(`list.${index}.weight`, '份额', `“${weight}”是负数，应为不小于零的整数，例如 1`);
    seen.add(id);
  }
  if (total === 0n) throw malformed('list', '成员名单', '份额合计为零，至少一项应大于零，例如 1');
}

const malformed = (field: string, name: string, said: string) =>
  wrongField('distribution.members-malformed', { name, field: `members.${field}`, said }, ARTICLE_42);
