import { districtIn, planYearIn } from '#policy';
import type { PackOn } from '#policy';
import type { Day } from '../../shared/terms.js';

/**
 * What a decision is made by besides the ledger: the rules, the day, and which district and year it is about.
 */
export type Desk = Readonly<{
  pack: PackOn;
  /** All packs in force: land may be reclaimed where other rules hold. */ known: readonly PackOn[];
  today: Day;
  district: string;
  planYear: number;
}>;

/**
 * What a person registers is for a district and a year that there are. @throws Rejected
 * `policy.district-unknown`, `policy.plan-year`
 */
export function requirePlace({ pack, district, planYear }: Desk): void {
  districtIn([pack], district);
  planYearIn(pack, planYear);
}
