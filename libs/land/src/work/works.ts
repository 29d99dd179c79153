import { APPROVAL_WORK } from '../stages/approval/approval.work.js';
import { CONTRACT_WORK } from '../stages/contract/contract.work.js';
import { DISTRIBUTION_WORK } from '../stages/distribution/distribution.work.js';
import { LEVY_WORK } from '../stages/levy/levy.work.js';
import { LISTING_WORK } from '../stages/listing/listing.work.js';
import { PLANNING_WORK } from '../stages/planning/planning.work.js';
import { REGISTRATION_WORK } from '../stages/registration/registration.work.js';
import { SCHEME_WORK } from '../stages/scheme/scheme.work.js';
import { TENURE_WORK } from '../stages/tenure/tenure.work.js';

/** All work of people, in the order of the procedure. */
export const WORKS = [
  ...SCHEME_WORK,
  ...PLANNING_WORK,
  ...APPROVAL_WORK,
  ...LISTING_WORK,
  ...CONTRACT_WORK,
  ...LEVY_WORK,
  ...DISTRIBUTION_WORK,
  ...REGISTRATION_WORK,
  ...TENURE_WORK,
] as const;

type Declared = (typeof WORKS)[number];
export type WorkKind = Declared['kind'];
type Outcomes<One> = One extends { outcomes: infer O } ? O[keyof O] : never;
/** The rights that the decisions need. */
export type WorkRight =
  Outcomes<Declared> extends infer One ? (One extends { right: infer R } ? R : never) : never;

/** The declaration of each kind, with its own outcomes and their bodies. */
export type WorkByKind = { readonly [Kind in WorkKind]: Extract<Declared, { kind: Kind }> };
/** The outcomes that have a route of their own, by their kind of work: `revise-scheme/revise`. */
export type ElsewhereKey = {
  [Kind in WorkKind]: `${Kind}/${keyof ElsewhereIn<WorkByKind[Kind]['outcomes']> & string}`;
}[WorkKind];
type ElsewhereIn<All> = {
  [Name in keyof All as All[Name] extends { command: unknown } ? never : Name]: true;
};

/** Every kind of task: who does it, where, by which clock, with which outcomes. */
export const WORK = Object.fromEntries(WORKS.map((one) => [one.kind, one])) as WorkByKind;

/** Whether there is such a kind of work; a stored task may be of another release. */
export const isWorkKind = (kind: string): kind is WorkKind => Object.hasOwn(WORK, kind);
