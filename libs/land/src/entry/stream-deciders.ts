import { operations } from '#kernel';
import type { AnyDecider } from '#kernel/messages';
import type { RulePacks } from '#policy';
import { approval } from '../stages/approval/approval.decider.js';
import { awaited } from '../awaited/awaited.decider.js';
import { cadastre } from '../ledgers/cadastre/cadastre.decider.js';
import { openDays } from '../clocks/clocks.decider.js';
import { contract } from '../stages/contract/contract.decider.js';
import { distributionDecider } from '../stages/distribution/distribution.decider.js';
import { levyDecider } from '../stages/levy/levy.decider.js';
import { closedVault } from '../stages/listing/aes-vault.js';
import { listing } from '../stages/listing/listing.decider.js';
import { parcel } from '../ledgers/parcel/parcel.decider.js';
import { planning } from '../stages/planning/planning.decider.js';
import type { PlanningCheck } from '../stages/planning/planning-check.js';
import { quota } from '../ledgers/quota/quota.decider.js';
import { registration } from '../stages/registration/registration.decider.js';
import { scheme } from '../stages/scheme/scheme.decider.js';
import { task } from '../work/task/task.decider.js';
import { tenure } from '../stages/tenure/tenure.decider.js';

/** Folding never looks at the layers; only deciding does. */
const noCheck: PlanningCheck = () => {
  throw new Error('A replay folds; it does not decide.');
};

/**
 * The decider that owns a stream, by the first word of its name; `undefined` for a stream that is not of the
 * procedure.
 */
export function decidersOf(packs: RulePacks): (stream: string) => AnyDecider | undefined {
  const deciders: Readonly<Record<string, AnyDecider>> = {
    scheme: scheme(packs),
    parcel,
    cadastre: cadastre(packs),
    planning: planning(packs, noCheck),
    approval: approval(packs),
    quota: quota(packs),
    listing: listing(packs, closedVault),
    contract: contract(packs),
    levy: levyDecider(packs),
    distribution: distributionDecider(packs),
    registration: registration(packs),
    tenure: tenure(packs),
    task: task(packs),
    calendar: openDays(packs),
    awaited,
    operations,
  };
  return (stream) => deciders[stream.slice(0, stream.indexOf('-'))];
}
