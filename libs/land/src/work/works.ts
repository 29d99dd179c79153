import { APPROVAL_WORK } from '../stages/approval/approval.work.js';
import { CONTRACT_WORK } from '../stages/contract/contract.work.js';
import { DISTRIBUTION_WORK } from '../stages/distribution/distribution.work.js';
import { LEVY_WORK } from '../stages/levy/levy.work.js';
import { LISTING_WORK } from '../stages/listing/listing.work.js';
import { PLANNING_WORK } from '../stages/planning/planning.work.js';
import { REGISTRATION_WORK } from '../stages/registration/registration.work.js';
import { SCHEME_WORK } from '../stages/scheme/scheme.work.js';
import { TENURE_WORK } from '../stages/tenure/tenure.work.js';
import type { Work } from './work.js';

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

/** Every kind of task: who does it, where, by which clock, with which outcomes. */
export const WORK = Object.fromEntries(WORKS.map((one) => [one.kind, one])) as Readonly<
  Record<WorkKind, Work>
>;

/** Whether there is such a kind of work; a stored task may be of another release. */
export const isWorkKind = (kind: string): kind is WorkKind => Object.hasOwn(WORK, kind);

/** What each kind of work is called. */
export const WORK_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  WORKS.map(({ kind, zh }) => [kind, zh]),
);
