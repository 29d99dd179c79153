import type { Type } from '@nestjs/common';
import { DESCRIBED, PROCEDURE, WITHIN, WORK, isWorkKind } from '#land';
import type { Described, ElsewhereKey, Outcome, Part, Work } from '#land';
import { checksOf } from '../openapi/body-schema.js';
import { RevisionBody } from './scheme/scheme.bodies.js';

/**
 * How a screen asks for one field: its label, what kind of value it takes, its limits and an example. All of
 * it is read from the checks that the body will pass through, so that a form and its refusal cannot differ.
 */
export type FormField = Readonly<{
  name: string;
  label: string;
  /**
   * `line`, `paragraph`, `documentNo`, `day`, `fen`, `area`, `percent`, `whole`, `choice`, `flag`, `object`,
   * `list` …
   */
  kind: string;
  required: boolean;
  minLength?: number;
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  pattern?: string;
  choices?: readonly string[];
  /** Of each choice, in Chinese. */
  names?: Readonly<Record<string, string>>;
  /** What is allowed, as a refusal says it. */
  wants?: string;
  example?: string;
  /** What the file says already; to be sent as it is, or changed. */
  value?: string;
  /** Of an object, or of each member of a list. */
  fields?: readonly FormField[];
}>;

/** `path` as OpenAPI writes it: the values in braces are those of the task's subject. */
export type Route = Readonly<{ method: 'POST'; path: string }>;

export type OutcomeForm = Readonly<{
  outcome: string;
  zh: string;
  right: string;
  fields: readonly FormField[];
  /** Many tasks may be decided so at once, upon the same fields. */ inBulk?: true;
  /** Which route takes the fields, where it is not the decision of the task. */
  route?: Route;
}>;

export type WorkForm = Readonly<{
  kind: string;
  zh: string;
  part: string;
  role: string;
  bureau: string;
  clock: string;
  escalateTo: string;
  outcomes: readonly OutcomeForm[];
}>;

type Schema = Readonly<Record<string, unknown>>;

/** The fields of a body, in the order in which it names them. */
export function fieldsOf(body: Type<object>): readonly FormField[] {
  const checks = checksOf(body);
  const within = WITHIN.of(body);
  const described = DESCRIBED.of(body);
  return [...new Set(checks.map(({ propertyName }) => propertyName))].map((name) => {
    const own = checks.filter(({ propertyName }) => propertyName === name);
    const check = own.find(({ type }) => type === 'customValidation');
    const nested = within.get(name);
    return {
      name,
      label: described.get(name)?.label ?? name,
      kind: nested ? (nested.max === undefined ? 'object' : 'list') : (check?.name ?? 'line'),
      required: !own.some(({ type }) => type === 'conditionalValidation'),
      ...limitsOf((check?.constraints?.[0] ?? {}) as Schema),
      ...wordsOf(described.get(name)),
      ...(nested ? { fields: fieldsOf(nested.shape()) } : {}),
    };
  });
}

const LIMITS = ['minLength', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'pattern'] as const;

function limitsOf(schema: Schema): Partial<FormField> {
  const choices = (schema.enum ?? (schema.items as Schema | undefined)?.enum) as
    readonly string[] | undefined;
  return {
    ...Object.fromEntries(LIMITS.filter((limit) => limit in schema).map((limit) => [limit, schema[limit]])),
    ...(choices ? { choices } : {}),
  };
}

const wordsOf = (described: Described | undefined): Partial<FormField> => ({
  ...(described?.choices ? { names: described.choices } : {}),
  ...(described?.wants ? { wants: described.wants } : {}),
  ...(described?.example ? { example: described.example } : {}),
});

const partOf = new Map(
  PROCEDURE.flatMap(({ part, work }: Part) => work.map(({ kind }) => [kind, part] as const)),
);

/** The outcomes that are more than a form on a task: which route takes them, with which body. */
export const ELSEWHERE: Readonly<Record<ElsewhereKey, Readonly<{ route: Route; body: Type<object> }>>> = {
  'revise-scheme/revise': {
    route: { method: 'POST', path: '/api/v1/entries/{entry}/revision' },
    body: RevisionBody,
  },
};
const isElsewhere = (key: string): key is ElsewhereKey => Object.hasOwn(ELSEWHERE, key);

function outcomeForm(kind: string, outcome: string, { zh, right, body, inBulk }: Outcome): OutcomeForm {
  const key = `${kind}/${outcome}`;
  const named = { outcome, zh, right, ...(inBulk ? { inBulk } : {}) };
  if (isElsewhere(key))
    return { ...named, fields: fieldsOf(ELSEWHERE[key].body), route: ELSEWHERE[key].route };
  return { ...named, fields: body ? fieldsOf(body) : [] };
}

/** A kind of work as a screen shows it: who does it, by which clock, and a form for each outcome. */
export const workForm = ({ kind, zh, role, bureau, clock, escalateTo, outcomes }: Work): WorkForm => ({
  kind,
  zh,
  part: partOf.get(kind)!,
  role,
  bureau,
  clock,
  escalateTo,
  outcomes: Object.entries(outcomes).map(([name, outcome]) => outcomeForm(kind, name, outcome)),
});

/** The form of a task; none where this release does not know its kind. */
export const formOfTask = (kind: string): WorkForm | undefined =>
  isWorkKind(kind) ? workForm(WORK[kind]) : undefined;
