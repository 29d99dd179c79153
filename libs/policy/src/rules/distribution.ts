/** What the collective's receipts become: an ordered list that sums to the receipts to the 分. */
import { Rejected } from '#kernel/messages';
import type { Explained } from '../explained.js';
import { formatYuan, mulRate, NOTHING, subtractFen } from '../money.js';
import type { Fen } from '../money.js';
import type { Pack } from '../pack/pack.js';

export type DistributionQuestion = Readonly<{
  receiptsFen: Fen;
  levyFen: Fen;
  taxFen?: Fen;
  costsFen?: Fen;
  /** The members' share of the net income by resolution; the pack's value when absent. */
  membersRatio?: string;
  /** How members get it: as shares (量化为股份) or in cash where the pack allows it. */
  payout?: '股份' | '现金';
}>;

export type DistributionLine = Readonly<{ key: string; name: string; amountFen: Fen; formula: string; source: string; confirmed: boolean }>;
export type DistributionPlan = Readonly<{ lines: readonly DistributionLine[]; netFen: Fen; retainedFen: Fen }>;

/** Key of what is left over: it also takes every rest of rounding. */
export const RETAINED = 'retained';

/**
 * @throws {@link Rejected} `distribution.exceeds-receipts` when fee, tax and cost exceed the receipts or shares exceed the net,
 * `distribution.direct-payout` where cash to members is not allowed, `distribution.amount-negative`.
 */
export function distribution(pack: Pack, question: DistributionQuestion): Explained<DistributionPlan> {
  const { receiptsFen, levyFen, taxFen = NOTHING, costsFen = NOTHING, payout = '股份' } = question;
  const amounts: Readonly<Record<string, Fen>> = { levy: levyFen, tax: taxFen, costs: costsFen };
  if ([receiptsFen, levyFen, taxFen, costsFen].some((amount) => amount < 0n)) throw new Rejected('distribution.amount-negative', '收入、调节金、税费和成本不能为负数。', {});
  const cash = pack.flag('distribution.direct-payout');
  if (payout === '现金' && !cash.value) throw new Rejected('distribution.direct-payout', `入市收益不得直接向成员发放现金，应量化为成员股份（${cash.source}）。`, { payout });

  const lines: DistributionLine[] = [];
  let left = receiptsFen;
  const take = (line: DistributionLine) => {
    if (line.amountFen > left) {
      throw new Rejected('distribution.exceeds-receipts', `扣除“${line.name}”${formatYuan(line.amountFen)} 元后超过可分配收入 ${formatYuan(left)} 元。`, {
        key: line.key, amountFen: line.amountFen.toString(), leftFen: left.toString(),
      });
    }
    left = subtractFen(left, line.amountFen);
    lines.push(line);
  };
  for (const { key, name, source, confirmed } of pack.data.deductions.filter(({ kind }) => kind === 'amount')) {
    const amountFen = amounts[key] ?? NOTHING;
    take({ key, name, amountFen, formula: `${formatYuan(amountFen)} 元`, source, confirmed });
  }
  const netFen = left;
  const members = pack.text('distribution.members-ratio');
  const shares = [
    ...pack.data.deductions.filter(({ kind }) => kind === 'ratio').map(({ key, name, ratio = '0', source, confirmed }) => ({ key, name, ratio, source, confirmed })),
    {
      key: 'members', name: `成员收益（${payout}）`, ratio: question.membersRatio ?? members.value,
      source: question.membersRatio === undefined ? members.source : '成员（代表）大会决议（农村集体经济组织法第四十二条）',
      confirmed: question.membersRatio !== undefined || members.confirmed,
    },
  ];
  for (const { ratio, ...line } of shares) {
    const amountFen = atMost(mulRate(netFen, ratio), left);
    take({ ...line, amountFen, formula: `${formatYuan(netFen)} × ${ratio} = ${formatYuan(amountFen)} 元` });
  }
  lines.push({ key: RETAINED, name: '集体留存', amountFen: left, formula: `余下 ${formatYuan(left)} 元（含分位尾差）`, source: '农村集体经济组织法第四十二条', confirmed: true });
  return {
    value: { lines, netFen, retainedFen: left },
    formula: `${lines.map(({ name, amountFen }) => `${name} ${formatYuan(amountFen)}`).join(' + ')} = ${formatYuan(receiptsFen)} 元`,
    inputs: { receiptsYuan: formatYuan(receiptsFen), levyYuan: formatYuan(levyFen), taxYuan: formatYuan(taxFen), costsYuan: formatYuan(costsFen), payout },
    rule: 'distribution.deductions',
    source: '农村集体经济组织法第四十二条；济政字〔2021〕60号四（三）2',
    confirmed: lines.every(({ confirmed }) => confirmed),
  };
}

/** Shares of exactly 100 % may each round up by half a 分: that 分 is not there to give, so the last share yields it. */
function atMost(amount: Fen, left: Fen): Fen {
  return amount - left <= 1n && amount > left ? left : amount;
}
