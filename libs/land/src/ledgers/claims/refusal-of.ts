import type { Rejected } from '#kernel/messages';
import type { ClaimRefusal } from './claims.events.js';

/** What an answer is made of; what a rule looked at besides stays with the rule, as a reserve price must. */
const SHOWN = ['recorded', 'reported', 'items', 'field', 'source'];

/** A refusal as it is kept with a claim. */
export function refusalOf({ code, kind, zh, en, details: all }: Rejected): ClaimRefusal {
  const details = Object.fromEntries(Object.entries(all).filter(([name]) => SHOWN.includes(name)));
  return { code, kind, detail: zh, detailEn: en ?? null, details };
}
