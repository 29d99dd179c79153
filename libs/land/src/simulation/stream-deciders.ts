import { operations } from '#kernel';
import type { AnyDecider } from '#kernel/messages';
import type { Policies } from '#policy';
import { approval } from '../approval/approval.decider.js';
import { awaited } from '../awaited/awaited.decider.js';
import { cadastre } from '../cadastre/cadastre.decider.js';
import { openDays } from '../clocks/clocks.decider.js';
import { contract } from '../contract/contract.decider.js';
import { distributionDecider } from '../distribution/distribution.decider.js';
import { levyDecider } from '../levy/levy.decider.js';
import { closedVault } from '../listing/aes-vault.js';
import { listing } from '../listing/listing.decider.js';
import { parcel } from '../parcel/parcel.decider.js';
import { planning } from '../planning/planning.decider.js';
import type { PlanningCheck } from '../planning/planning-check.js';
import { quota } from '../quota/quota.decider.js';
import { registration } from '../registration/registration.decider.js';
import { scheme } from '../scheme/scheme.decider.js';
import { task } from '../task/task.decider.js';
import { tenure } from '../tenure/tenure.decider.js';

/** Folding never looks at the layers; only deciding does. */
const noCheck: PlanningCheck = () => {
  throw new Error('A replay folds; it does not decide.');
};

/**
 * The decider that owns a stream, by the first word of its name; `undefined` for a stream that is not of the
 * procedure.
 */
export function decidersOf(policies: Policies): (stream: string) => AnyDecider | undefined {
  const deciders: Readonly<Record<string, AnyDecider>> = {
    scheme: scheme(policies),
    parcel,
    cadastre: cadastre(policies),
    planning: planning(policies, noCheck),
    approval: approval(policies),
    quota: quota(policies),
    listing: listing(policies, closedVault),
    contract: contract(policies),
    levy: levyDecider(policies),
    distribution: distributionDecider(policies),
    registration: registration(policies),
    tenure: tenure(policies),
    task: task(policies),
    calendar: openDays(policies),
    awaited,
    operations,
  };
  return (stream) => deciders[stream.slice(0, stream.indexOf('-'))];
}
