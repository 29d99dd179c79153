import type { Day } from '../terms.js';
import type { ContractPaper } from './contract.events.js';
import { refuse } from './contract.refusals.js';

const CONDITIONS = [
  ['planningNo', '规划条件', 'planning conditions'],
  ['industryNo', '产业准入要求', 'industry admission'],
  ['ecologyNo', '生态环境保护要求', 'ecological requirements'],
] as const;

/** A contract that leaves one of the three conditions out is void (实施条例 Art. 41), so it is never taken for signed. */
export function requireWhole(paper: ContractPaper): void {
  if (paper.contractNo.trim() === '') throw refuse('contract.number-missing');
  const missing = CONDITIONS.filter(([field]) => paper[field].trim() === '');
  if (missing.length > 0) throw refuse('contract.void', { missing: missing.map(([, zh]) => zh).join('、'), missingEn: missing.map(([, , en]) => en).join(', ') });
}

/** Deal, signature, delivery, start, completion: each on the day of the one before or later. */
export function requireOrder(paper: ContractPaper, confirmedOn: Day): void {
  const steps = [
    ['成交确认日', 'the deal', confirmedOn],
    ['签订日', 'the signature', paper.signedOn],
    ['交地日', 'the delivery', paper.deliveryOn],
    ['动工日', 'the start', paper.startOn],
    ['竣工日', 'the completion', paper.completionOn],
  ] as const;
  for (const [index, [later, laterEn, laterOn]] of steps.entries()) {
    const [earlier, earlierEn, earlierOn] = steps[Math.max(0, index - 1)]!;
    if (laterOn < earlierOn) throw refuse('contract.dates-disordered', { later, laterEn, laterOn, earlier, earlierEn, earlierOn });
  }
}

export function requirePast(day: Day, today: Day): void {
  if (day > today) throw refuse('contract.date-in-future', { day, today });
}
