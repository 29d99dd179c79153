/**
 * The words of the procedure with their codes, as the rules of a day have them: what a form offers, what a
 * refusal tells, and what a program looks up.
 */
import { gradesIn } from '#policy';
import type { PackOn } from '#policy';
import {
  ANNEX_NAMES,
  BASIS_NAMES,
  BURDEN_NAMES,
  CLAUSE_NAMES,
  EXCEPTION_NAMES,
  LAND_SOURCE_NAMES,
  METHOD_NAMES,
  QUOTA_NAMES,
  ROUTE_NAMES,
} from '../shared/choice-names.js';
import { EVENT_NAMES } from '../entry/event-names.js';
import { STATUS_NAMES } from '../entry/entry.projection.js';
import { STATE_NAMES } from '../entry/states.js';
import { fieldNames } from '../shared/field-names.js';
import { officesIn } from '../shared/offices.rules.js';
import { FORM_NAMES } from '../shared/terms.js';
import type { Outcome } from './work.js';
import { WORKS } from './works.js';

export type Term = Readonly<{ code: string; name: string }>;
export type TownshipTerm = Term & Readonly<{ district: string }>;
/** The same digits mean different land in different systems, so a code is a pair. */
export type UseTerm = Term & Readonly<{ system: string; use?: string; entry: string; condition?: string }>;
export type WorkTerm = Term & Readonly<{ outcomes: readonly Term[] }>;

export type PublishedTerms = Readonly<{
  pack: string;
  day: string;
  districts: readonly Term[];
  townships: readonly TownshipTerm[];
  grades: readonly Term[];
  uses: readonly UseTerm[];
  forms: readonly Term[];
  methods: readonly Term[];
  routes: readonly Term[];
  landSources: readonly Term[];
  voteBases: readonly Term[];
  exceptions: readonly Term[];
  quotaKinds: readonly Term[];
  burdens: readonly Term[];
  clauses: readonly Term[];
  annexes: readonly Term[];
  /** Layers that a district may import: those that are laid over, and maps of grades. */
  layers: readonly Term[];
  /** Those of them that say of which grade land is. */
  gradeMaps: readonly Term[];
  /** How an entry stands as a whole, and what is going on with it. */
  statuses: readonly Term[];
  states: readonly Term[];
  work: readonly WorkTerm[];
  /** Names of fields in forms and reports, as their labels say them. */
  fields: readonly Term[];
  /** What stands in the course of a case, by the type of the event. */
  facts: readonly Term[];
  /** On whose desk work lies: `370114/finance`. */
  offices: readonly Term[];
}>;

const termsIn = (names: Readonly<Record<string, string>>): readonly Term[] =>
  Object.entries(names).map(([code, name]) => ({ code, name }));

const usesIn = (pack: PackOn): readonly UseTerm[] =>
  pack.useCodes.map(({ codeSystem, code, name, use, entry, condition }) => ({
    system: codeSystem,
    code,
    name,
    ...(use === undefined ? {} : { use }),
    entry,
    ...(condition === undefined ? {} : { condition }),
  }));

/** What the procedure names on the day of the pack. */
export const publishedTerms = (pack: PackOn): PublishedTerms => ({
  pack: pack.ref,
  day: pack.day,
  districts: pack.districts.map(({ code, name }) => ({ code, name })),
  townships: pack.districts.flatMap(({ code: district, townships }) =>
    townships.map(({ code, name }) => ({ code, name, district })),
  ),
  grades: gradesIn(pack).map((grade) => ({ code: grade, name: grade })),
  uses: usesIn(pack),
  forms: termsIn(FORM_NAMES),
  methods: termsIn(METHOD_NAMES),
  routes: termsIn(ROUTE_NAMES),
  landSources: termsIn(LAND_SOURCE_NAMES),
  voteBases: termsIn(BASIS_NAMES),
  exceptions: termsIn(EXCEPTION_NAMES),
  quotaKinds: termsIn(QUOTA_NAMES),
  burdens: termsIn(BURDEN_NAMES),
  clauses: termsIn(CLAUSE_NAMES),
  annexes: termsIn(ANNEX_NAMES),
  layers: [...pack.layers, ...pack.gradeMaps].map(({ id, name }) => ({ code: id, name })),
  gradeMaps: pack.gradeMaps.map(({ id, name }) => ({ code: id, name })),
  statuses: termsIn(STATUS_NAMES),
  states: termsIn(STATE_NAMES),
  work: WORKS.map(({ kind, zh, outcomes }) => ({
    code: kind,
    name: zh,
    outcomes: Object.entries<Outcome>(outcomes).map(([code, { zh: name }]) => ({ code, name })),
  })),
  fields: fieldNames(),
  facts: Object.entries(EVENT_NAMES).map(([code, { zh: name }]) => ({ code, name })),
  offices: officesIn(pack),
});
