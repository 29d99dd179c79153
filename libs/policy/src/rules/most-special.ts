/** Of rows by place, form, use and grade, each perhaps for any: the one that speaks most of the case. */
import { ANY_DISTRICT as ANY } from '../pack/terms.js';

type Keyed = Readonly<{ district: string; use: string; form?: string; grade?: string; validFrom: string }>;
export type Case = Readonly<{ district: string; use: string; form: string; grade: string }>;

/**
 * District before form before use before grade; keys are unique at a time, so the heaviest row is one. A row
 * that has no form or grade is for any.
 */
export function mostSpecial<Row extends Keyed>(rows: readonly Row[], given: Case): Row | undefined {
  return rows
    .filter((row) => KEYS.every((key) => (row[key] ?? ANY) === ANY || row[key] === given[key]))
    .sort((a, b) => weight(b) - weight(a) || (a.validFrom < b.validFrom ? 1 : -1))[0];
}

const KEYS = ['district', 'form', 'use', 'grade'] as const;
const weight = (row: Keyed): number =>
  KEYS.reduce((sum, key) => sum * 2 + ((row[key] ?? ANY) === ANY ? 0 : 1), 0);
