import { refuse as approval } from '../stages/approval/approval.refusals.js';
import { refuse as cadastre } from '../ledgers/cadastre/cadastre.refusals.js';
import { refuse as clocks } from '../clocks/open-days.rules.js';
import { refuse as contract } from '../stages/contract/contract.refusals.js';
import { DECISION_REFUSALS } from '../work/decisions.js';
import { refuse as distribution } from '../stages/distribution/distribution.refusals.js';
import { HANDS_REFUSALS } from './hands.rules.js';
import { refuse as levy } from '../stages/levy/levy.refusals.js';
import { VAULT_REFUSALS } from '../stages/listing/aes-vault.js';
import { refuse as listing } from '../stages/listing/listing.refusals.js';
import { refuse as parcel } from '../ledgers/parcel/parcel.refusals.js';
import { refuse as payment } from './payment.rules.js';
import { refuse as planning } from '../stages/planning/planning.refusals.js';
import { refuse as quota } from '../ledgers/quota/quota.refusals.js';
import type { Sentence } from './refusal.js';
import { refuse as registration } from '../stages/registration/registration.refusals.js';
import { refuse as party } from './party.rules.js';
import { EQUITY_REFUSALS } from './company.rules.js';
import { ASSESSMENT_REFUSALS } from './levy-assessment.rules.js';
import { REPEAT_REFUSALS } from './repeat.rules.js';
import { ROUND_REFUSALS } from './round.rules.js';
import { refuse as rules } from '../rules/rules.refusals.js';
import { refuse as scheme } from '../stages/scheme/scheme.refusals.js';
import { refuse as task } from '../work/task/task.refusals.js';
import { refuse as tenure } from '../stages/tenure/tenure.refusals.js';

/** Every refusal of the procedure in words, for the pages that explain them. */
export const LAND_REFUSALS: Readonly<Record<string, Sentence>> = {
  ...DECISION_REFUSALS,
  ...REPEAT_REFUSALS,
  ...EQUITY_REFUSALS,
  ...ASSESSMENT_REFUSALS,
  ...ROUND_REFUSALS,
  ...HANDS_REFUSALS,
  ...approval.catalogue,
  ...cadastre.catalogue,
  ...clocks.catalogue,
  ...contract.catalogue,
  ...distribution.catalogue,
  ...levy.catalogue,
  ...listing.catalogue,
  ...parcel.catalogue,
  ...party.catalogue,
  ...payment.catalogue,
  ...planning.catalogue,
  ...quota.catalogue,
  ...registration.catalogue,
  ...rules.catalogue,
  ...scheme.catalogue,
  ...task.catalogue,
  ...tenure.catalogue,
  ...VAULT_REFUSALS,
};
