import type { Json } from './json.js';

type Schema = Readonly<{
  type?: string;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
  items?: Schema;
  anyOf?: readonly Schema[];
}>;

/** A fact does not say what its published type promises. */
export class NotAsPromised extends Error {
  constructor(path: string) {
    super(`What is to be published lacks ${path}.`);
    this.name = 'NotAsPromised';
  }
}

/**
 * A value with the members that its schema promises, and no other: the allow-list of everything that leaves
 * the house. @throws NotAsPromised
 */
export const shaped = <T>({ schema }: Json<T>, value: T): T => shape(schema, value, '') as T;

function shape(schema: Schema, value: unknown, path: string): unknown {
  // What may be null is null where an older fact does not say it.
  if (schema.anyOf) return (value ?? null) === null ? null : shape(schema.anyOf[0]!, value, path);
  if (value === undefined || value === null) throw new NotAsPromised(path);
  if (schema.items)
    return (value as readonly unknown[]).map((item, at) => shape(schema.items!, item, `${path}/${at}`));
  if (!schema.properties) return value;
  const given = value as Readonly<Record<string, unknown>>;
  const required = new Set(schema.required);
  return Object.fromEntries(
    Object.entries(schema.properties)
      .filter(([name]) => given[name] !== undefined || required.has(name))
      .map(([name, of]) => [name, shape(of, given[name], `${path}/${name}`)]),
  );
}
