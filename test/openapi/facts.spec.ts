import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { EVENT_NAMES, nameAt } from '#land';
import { describedFolder, loadFactData } from '../../apps/server/src/openapi/described.js';
import { shapesOfToday } from '../history/shapes.js';
import type { Shape } from '../history/shapes.js';

type Schema = Readonly<Record<string, unknown>>;

/** The kinds of a value that the compiler knows, as JSON Schema calls them. */
const PLAIN: Readonly<Record<string, Schema>> = {
  string: { type: 'string' },
  number: { type: 'number' },
  boolean: { type: 'boolean' },
  null: { type: 'null' },
};
const isLiteral = (shape: Shape): shape is string => typeof shape === 'string' && /^["\d-]/.test(shape);

/** Names that say a unit, a number of a paper or a day; `to` or `code` is another thing in another fact. */
const SAME_EVERYWHERE = /[a-z](Fen|M2|No|On|Ratio|Days|Years|Uscc)$/;

/** A shape as JSON Schema, with the Chinese names of fields that are called so everywhere. */
function schemaOf(shape: Shape, path: readonly string[] = []): Schema {
  if (isLiteral(shape)) return { const: JSON.parse(shape) as unknown };
  if (typeof shape === 'string') return PLAIN[shape] ?? {};
  if ('list' in shape) return { type: 'array', items: schemaOf(shape.list, path) };
  if ('row' in shape) {
    const size = shape.row.length;
    const prefixItems = shape.row.map((part) => schemaOf(part, path));
    return { type: 'array', prefixItems, minItems: size, maxItems: size };
  }
  if ('oneOf' in shape)
    return shape.oneOf.every(isLiteral)
      ? { enum: shape.oneOf.map((one) => JSON.parse(one) as unknown) }
      : { anyOf: shape.oneOf.map((one) => schemaOf(one, path)) };
  const fields = Object.entries(shape.fields).map(([field, inner]) => {
    const name = field.replace(/\?$/, '');
    const title = SAME_EVERYWHERE.test(name) ? nameAt([...path, name]) : undefined;
    const schema = { ...(title ? { title } : {}), ...schemaOf(inner, [...path, name]) };
    return { name, required: name === field, schema };
  });
  const required = fields.filter((field) => field.required).map(({ name }) => name);
  return {
    type: 'object',
    properties: Object.fromEntries(fields.map(({ name, schema }) => [name, schema])),
    ...(required.length > 0 ? { required } : {}),
    ...(shape.others ? { additionalProperties: schemaOf(shape.others, path) } : {}),
  };
}

/** Of every fact that is shown: one a line, so that a change shows in which. */
function written(): string {
  const shapes = shapesOfToday();
  const lines = Object.keys(EVENT_NAMES)
    .flatMap((type) => (shapes.has(type) ? [[type, shapes.get(type)!] as const] : []))
    .map(([type, shape]) => `${JSON.stringify(type)}: ${JSON.stringify(schemaOf(shape))}`);
  return `{\n${lines.join(',\n')}\n}\n`;
}

describe('what facts hold, by their kind', () => {
  it('is described to clients as the compiler knows it; EXAMPLES=write writes it anew', () => {
    const file = join(describedFolder(), 'facts.json');
    const today = written();
    if (process.env.EXAMPLES === 'write') writeFileSync(file, today);
    expect(readFileSync(file, 'utf8')).toBe(today);
  });

  it('is told of every kind of fact that there is', () => {
    expect(Object.keys(loadFactData()).sort()).toEqual(Object.keys(EVENT_NAMES).sort());
  });
});
