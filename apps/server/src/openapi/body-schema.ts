import type { Type } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import { DESCRIBED, WITHIN } from '#land';
import type { Described } from '#land';
import type { Schema } from './schema.js';
import { beside, named, tableOf } from './schema.js';

export type Check = Readonly<{
  propertyName: string;
  type: string;
  name?: string;
  constraints?: readonly unknown[];
}>;
type Keywords = Readonly<Record<string, unknown>>;

/**
 * Which of the required fields the rules ask for, all that are missing at once, rather than the form of the
 * request.
 */
export const REQUIRED_BY_RULES = 'x-required-by-rules';

/** The checks that a body passes through, field by field. */
export const checksOf = (body: Type<object>): readonly Check[] =>
  getMetadataStorage().getTargetValidationMetadatas(body, '', false, false);

/** Describes a body by the very checks that it will pass through, so that the two cannot differ. */
export function bodySchema(body: Type<object>): Schema {
  const checks = checksOf(body);
  const defaults = new body() as Keywords;
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  const byRules: string[] = [];
  for (const property of new Set(checks.map(({ propertyName }) => propertyName))) {
    const own = checks.filter(({ propertyName }) => propertyName === property);
    properties[property] = { ...propertySchema(body, property, own), ...defaultOf(defaults[property]) };
    const mayBeAbsent = own.some(({ type }) => type === 'conditionalValidation');
    if (mayBeAbsent || !isOpen(defaults[property])) continue;
    required.push(property);
    if (defaults[property] !== undefined) byRules.push(property);
  }
  return named(body.name, {
    type: 'object',
    properties,
    ...(required.length > 0 ? { required } : {}),
    ...(byRules.length > 0 ? { [REQUIRED_BY_RULES]: byRules } : {}),
    additionalProperties: false,
  });
}

/**
 * Whether a default only keeps the place of what the rules will ask for: they name everything that is missing
 * at once, so it is empty until then.
 */
const isOpen = (value: unknown): boolean =>
  value === undefined || value === '' || value === 0 || typeof value === 'object';

function propertySchema(body: Type<object>, property: string, checks: readonly Check[]): Schema {
  const keywords = Object.assign(
    {},
    ...checks.filter(({ type }) => type === 'customValidation').map((check) => keywordsOf(body, check)),
  ) as Keywords;
  const described = DESCRIBED.of(body).get(property);
  const words = described ? { title: described.label, description: descriptionOf(described) } : {};
  const within = WITHIN.of(body).get(property);
  if (!within) return { ...keywords, ...words };
  const inner = bodySchema(within.shape());
  if (within.max !== undefined) return { ...keywords, ...words, items: inner };
  return described ? beside(inner, { title: described.label }) : inner;
}

/**
 * Each check brings what it says in JSON Schema. @throws Error for a check that is none of the folder `body`
 */
function keywordsOf(body: Type<object>, { propertyName, name, constraints }: Check): Keywords {
  const [schema] = constraints ?? [];
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema))
    throw new Error(
      `${body.name}.${propertyName}: ${name ?? 'a nameless check'} does not say how it reads in JSON Schema.`,
    );
  return schema as Keywords;
}

const defaultOf = (value: unknown) =>
  ['string', 'number', 'boolean'].includes(typeof value) && !isOpen(value) ? { default: value } : {};

const descriptionOf = ({ wants, choices }: Described): string =>
  choices ? `可选：\n\n${tableOf(choices)}` : wants;
