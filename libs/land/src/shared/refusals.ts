import { ROOMS } from '../procedure.js';
import { DECISION_REFUSALS } from '../work/decisions.js';
import { EQUITY_REFUSALS } from './company.rules.js';
import { refuse as receipts } from '../money/receipts.refusals.js';
import { HANDS_REFUSALS } from './hands.rules.js';
import { ASSESSMENT_REFUSALS } from './levy-assessment.rules.js';
import { refuse as party } from './party.rules.js';
import { refuse as payment } from './payment.rules.js';
import type { Sentence } from './refusal.js';
import { REPEAT_REFUSALS } from './repeat.rules.js';
import { ROUND_REFUSALS } from './round.rules.js';

/** Every refusal of the procedure in words, for the pages that explain them. */
export const LAND_REFUSALS: Readonly<Record<string, Sentence>> = {
  ...DECISION_REFUSALS,
  ...REPEAT_REFUSALS,
  ...EQUITY_REFUSALS,
  ...ASSESSMENT_REFUSALS,
  ...ROUND_REFUSALS,
  ...HANDS_REFUSALS,
  ...party.catalogue,
  ...payment.catalogue,
  ...receipts.catalogue,
  ...Object.fromEntries(ROOMS.flatMap(({ refusals }) => Object.entries(refusals))),
};
