import type { Type } from '@nestjs/common';
import { plainToInstance } from 'class-transformer';
import { getMetadataStorage } from 'class-validator';
import type { Schema } from './schema.js';
import { named } from './schema.js';

type Check = Readonly<{ propertyName: string; type: string; name?: string; constraints?: readonly unknown[]; each: boolean }>;
type Keywords = Readonly<Record<string, unknown>>;

/** What each check of class-validator says in JSON Schema. A check that is missing here fails the document's test. */
const KEYWORDS: Readonly<Record<string, (...constraints: readonly unknown[]) => Keywords>> = {
  isString: () => ({ type: 'string' }),
  isNotEmpty: () => ({}),
  isInt: () => ({ type: 'integer' }),
  isNumber: () => ({ type: 'number' }),
  isBoolean: () => ({ type: 'boolean' }),
  isArray: () => ({ type: 'array' }),
  isObject: () => ({ type: 'object' }),
  isIn: (values) => ({ enum: values }),
  isDay: () => ({ type: 'string', format: 'date' }),
  isUrl: () => ({ type: 'string', format: 'uri' }),
  matches: (pattern) => ({ type: 'string', pattern: (pattern as RegExp).source }),
  minLength: (least) => ({ type: 'string', minLength: least }),
  maxLength: (most) => ({ type: 'string', maxLength: most }),
  isLength: (least, most) => ({ type: 'string', minLength: least, maxLength: most }),
  min: (least) => ({ minimum: least }),
  max: (most) => ({ maximum: most }),
  arrayMinSize: (least) => ({ minItems: least }),
  arrayMaxSize: (most) => ({ maxItems: most }),
};

/** Describes a body by the very checks that it will pass through, so that the two cannot differ. */
export function bodySchema(body: Type<object>): Schema {
  const checks = getMetadataStorage().getTargetValidationMetadatas(body, '', false, false) as readonly Check[];
  const defaults = new body() as Keywords;
  const properties: Record<string, Schema> = {};
  const required: string[] = [];
  for (const property of new Set(checks.map(({ propertyName }) => propertyName))) {
    const own = checks.filter(({ propertyName }) => propertyName === property);
    properties[property] = { ...propertySchema(body, property, own), ...defaultOf(defaults[property]) };
    if (defaults[property] === undefined && !own.some(({ type }) => type === 'conditionalValidation')) required.push(property);
  }
  return named(body.name, { type: 'object', properties, ...(required.length > 0 ? { required } : {}), additionalProperties: false });
}

function propertySchema(body: Type<object>, property: string, checks: readonly Check[]): Schema {
  const nested = checks.find(({ type }) => type === 'nestedValidation');
  const own = checks.filter(({ type }) => type === 'customValidation');
  const keywords = Object.assign({}, ...own.map(({ name, constraints }) => keywordsOf(body, property, name, constraints ?? []))) as Keywords;
  const several = nested?.each || keywords.type === 'array';
  const isText = keywords.type === 'string' && own.some(({ name }) => name === 'isNotEmpty');
  if (!nested) return isText ? { minLength: 1, ...keywords } : several ? { items: {}, ...keywords } : keywords;
  return several ? { ...keywords, type: 'array', items: bodySchema(classWithin(body, property, [{}])) } : bodySchema(classWithin(body, property, {}));
}

function keywordsOf(body: Type<object>, property: string, name: string | undefined, constraints: readonly unknown[]): Keywords {
  const keywords = KEYWORDS[name ?? ''];
  if (!keywords) throw new Error(`${body.name}.${property}: how does ${name ?? 'a nameless check'} read in JSON Schema? Add it to KEYWORDS.`);
  return keywords(...constraints);
}

/** Which class stands in a property: what the transformer makes of an empty one. */
function classWithin(body: Type<object>, property: string, empty: object): Type<object> {
  const made = (plainToInstance(body, { [property]: empty }) as Readonly<Record<string, object>>)[property]!;
  return (Array.isArray(made) ? (made as readonly object[])[0]! : made).constructor as Type<object>;
}

const defaultOf = (value: unknown) => (['string', 'number', 'boolean'].includes(typeof value) ? { default: value } : {});
