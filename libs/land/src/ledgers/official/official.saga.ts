import type { Fact } from '#kernel';
import { civilDate } from '#policy';
import { PAPER_AFTER } from './basis.rules.js';
import type { BasisFact, Papered } from './basis.rules.js';
import { issueOfficialPaper, officialOf } from './official.commands.js';

const YEAR_FIGURES = 4;

/**
 * A paper goes out once the fact is there that it tells, dated as that fact. The confirmation of a public
 * trade is the platform's, which attaches it: ours is that of an agreement.
 */
export function issuePaperOfFact(event: Fact<BasisFact, Papered>) {
  if (event.type === 'DealConfirmed' && event.data.deal.method !== 'agreement') return [];
  const { subject } = event.data;
  const kind = PAPER_AFTER[event.type];
  const on = civilDate(event.meta.occurredAt);
  const year = Number(on.slice(0, YEAR_FIGURES));
  return issueOfficialPaper(officialOf(subject.district, year, kind), {
    subject,
    kind,
    year,
    basis: event.id,
    on,
  });
}
