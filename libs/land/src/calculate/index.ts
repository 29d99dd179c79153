export { calculate, CALCULATIONS_MAX } from './calculate.js';
export type { CalculatorAnswer, CalculatorRefusal, PackFor } from './calculate.js';
export { CALCULATORS, CALCULATOR_NAMES } from './calculators.js';
export type { Calculator, CalculatorName } from './calculators.js';
export { schemaOf } from './fields.js';
