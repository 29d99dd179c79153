export { calculate, calculateBatch, CALCULATIONS_MAX } from './calculate.js';
export type { CalculatorAnswer, CalculatorBatch, CalculatorRefusal, PackFor } from './calculate.js';
export { ANSWER_BYTES_MAX, default as calculation, rulesText } from './calculate.job.js';
export type { Calculated, Calculation, RulesText } from './calculate.job.js';
export { CALCULATORS, CALCULATOR_NAMES } from './calculators.js';
export type { Calculator, CalculatorName } from './calculators.js';
export type { Totals } from './totals.js';
export { schemaOf } from './fields.js';

/** The program of a thread that calculates: there once the sources are compiled. */
export const CALCULATE_JOB = new URL('./calculate.job.js', import.meta.url);
