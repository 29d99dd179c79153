import type { Type } from '@nestjs/common';
import { getMetadataStorage } from 'class-validator';
import { WITHIN } from '#land';
import type { Schema } from './schema.js';
import { named } from './schema.js';

export type Check = Readonly<{
  propertyName: string;
  type: string;
  name?: string;
  constraints?: readonly unknown[];
}>;
type Keywords = Readonly<Record<string, unknown>>;

/** The checks that a body passes through, field by field. */
export const checksOf = (body: Type<object>): readonly Check[] =>
  getMetadataStorage().getTargetValidationMetadatas(body, '', false, false);

/** Describes a body by the very checks that it will pass through, so that the two cannot differ. */
export function bodySchema(body: Type<object>): Schema {
  const checks = checksOf(body);
  const defaults = new body() as Keywords;
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  for (const property of new Set(checks.map(({ propertyName }) => propertyName))) {
    const own = checks.filter(({ propertyName }) => propertyName === property);
    properties[property] = { ...propertySchema(body, property, own), ...defaultOf(defaults[property]) };
    if (defaults[property] === undefined && !own.some(({ type }) => type === 'conditionalValidation'))
      required.push(property);
  }
  return named(body.name, {
    type: 'object',
    properties,
    ...(required.length > 0 ? { required } : {}),
    additionalProperties: false,
  });
}

function propertySchema(body: Type<object>, property: string, checks: readonly Check[]): Schema {
  const keywords = Object.assign(
    {},
    ...checks.filter(({ type }) => type === 'customValidation').map((check) => keywordsOf(body, check)),
  ) as Keywords;
  const within = WITHIN.of(body).get(property);
  if (!within) return keywords;
  const inner = bodySchema(within.shape());
  return within.max === undefined ? inner : { ...keywords, items: inner };
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
  ['string', 'number', 'boolean'].includes(typeof value) ? { default: value } : {};
