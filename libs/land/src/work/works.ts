import { ROOMS } from '../procedure.js';

type Declared = (typeof ROOMS)[number]['work'][number];
export type WorkKind = Declared['kind'];
type Outcomes<One> = One extends { outcomes: infer O } ? O[keyof O] : never;
/** The rights that the decisions need. */
export type WorkRight =
  Outcomes<Declared> extends infer One ? (One extends { right: infer R } ? R : never) : never;

/** All work of people, in the order of the procedure. */
export const WORKS: readonly Declared[] = ROOMS.flatMap(({ work }): readonly Declared[] => work);
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

/** What each kind of work is called. */
export const WORK_NAMES: Readonly<Record<string, string>> = Object.fromEntries(
  WORKS.map(({ kind, zh }) => [kind, zh]),
);
