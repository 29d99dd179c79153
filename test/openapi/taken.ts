export type Schema = Readonly<{
  $ref?: string;
  type?: string | readonly string[];
  enum?: readonly unknown[];
  examples?: readonly unknown[];
  default?: unknown;
  anyOf?: readonly Schema[];
  items?: Schema;
  minItems?: number;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
}>;

/** A body with every field that it must have, each with the example that its declaration gives. */
export function composed(given: Schema, schemas: Readonly<Record<string, Schema>>): unknown {
  const schema = given.$ref ? schemas[given.$ref.split('/').at(-1)!]! : given;
  if (schema.examples) return schema.examples[0];
  if (schema.enum) return schema.enum[0];
  if (schema.anyOf) return composed(schema.anyOf[0]!, schemas);
  if (schema.items) return [composed(schema.items, schemas)];
  return Object.fromEntries(
    (schema.required ?? []).map((name) => [name, composed(schema.properties![name]!, schemas)]),
  );
}

/** Of a list, as many as show what it is. */
const SHOWN_MAX = 2;
/** A ring with two corners would be none. */
const WHOLE = ['coordinates'];

/** Long lists by their first members. */
export function shortened(value: unknown, name = ''): unknown {
  if (Array.isArray(value))
    return WHOLE.includes(name) ? value : value.slice(0, SHOWN_MAX).map((one) => shortened(one));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, shortened(part, key)]));
}

/**
 * Where something of which kind stands, without the values, which may differ from run to run: `/items/…/id
 * string`. Members of a list are taken together: they may come in another order.
 */
export function shapeOf(value: unknown, at = ''): readonly string[] {
  if (value === null || typeof value !== 'object') return [`${at} ${value === null ? 'null' : typeof value}`];
  const parts = Array.isArray(value)
    ? value.flatMap((one) => shapeOf(one, `${at}/…`))
    : Object.entries(value).flatMap(([name, part]) => shapeOf(part, `${at}/${name}`));
  return [...new Set([`${at} ${Array.isArray(value) ? 'list' : 'object'}`, ...parts])].sort();
}
/** Whether it stands in a list, of which an example shows some members only. */
export const isOfList = (place: string): boolean => place.includes('/…');

/** A schema that allows only what it names, so that an answer that says more than its document is found. */
export function closed(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(closed);
  if (typeof schema !== 'object' || schema === null) return schema;
  const parts = Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, closed(part)]));
  return 'properties' in parts && parts.type === 'object' && !('additionalProperties' in parts)
    ? { ...parts, additionalProperties: false }
    : parts;
}
