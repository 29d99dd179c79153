const NAME = Symbol('name');
const OPTIONAL = Symbol('optional');
const BESIDE = Symbol('beside');

/** A JSON Schema of 2020-12, as OpenAPI 3.1 has it. A named one is written once, under `components`. */
export type Schema = Readonly<Record<string, unknown>> & {
  readonly [NAME]?: string;
  readonly [OPTIONAL]?: true;
  /** What stands beside the reference to a named one: the title that it has in this place. */
  readonly [BESIDE]?: Readonly<Record<string, unknown>>;
};
type Present = Schema & { readonly [OPTIONAL]?: never };
type Optional = Schema & { readonly [OPTIONAL]: true };
/**
 * Every member of the type, no other one, and optional where the type says so: the compiler keeps schema and
 * type together.
 */
type Members<T> = { readonly [K in keyof T]-?: undefined extends T[K] ? Optional : Present };

export const optional = (schema: Present): Optional => ({ ...schema, [OPTIONAL]: true });
export const named = (name: string, schema: Present): Present => ({ ...schema, [NAME]: name });
export const beside = (schema: Schema, words: Readonly<Record<string, unknown>>): Schema => ({
  ...schema,
  [BESIDE]: words,
});
export const nameOf = (schema: Schema): string | undefined => schema[NAME];

export const text = (description?: string, more: Readonly<Record<string, unknown>> = {}): Present => ({
  type: 'string',
  ...(description ? { description } : {}),
  ...more,
});
export const oneOf = (values: readonly string[], description?: string): Present =>
  text(description, { enum: values });
/** One of some codes, each with its meaning, as a table that a page shows. */
export const coded = (names: Readonly<Record<string, string>>, description: string): Present =>
  text(`${description}\n\n${tableOf(names)}`, { enum: Object.keys(names) });
export const tableOf = (names: Readonly<Record<string, string>>): string =>
  [
    '| 代码 | 含义 |',
    '|---|---|',
    ...Object.entries(names).map(([code, name]) => `| \`${code}\` | ${name} |`),
  ].join('\n');
export const day = (description?: string): Present => text(description, { format: 'date' });
export const instant = (description?: string): Present => text(description, { format: 'date-time' });
/** With the unit, where the words do not name it. */
const inUnit = (words: string, unit: string): string => (words.includes(unit) ? words : `${words}，${unit}`);
export const fen = (description?: string): Present =>
  text(inUnit(description ?? '人民币', '分'), { pattern: '^(0|[1-9]\\d{0,14})$' });
export const area = (description?: string): Present =>
  text(description === undefined ? '平方米' : inUnit(description, '平方米'), {
    pattern: '^-?\\d+(\\.\\d{1,2})?$',
  });
export const integer = (description?: string): Present => ({
  type: 'integer',
  ...(description ? { description } : {}),
});
export const number = (): Present => ({ type: 'number' });
export const flag = (description?: string): Present => ({
  type: 'boolean',
  ...(description ? { description } : {}),
});
/** A JSON object whose members depend on something else, which the description names. */
export const open = (description: string): Present => ({
  type: 'object',
  description,
  additionalProperties: true,
});
export const map = (of: Present, description: string): Present => ({
  type: 'object',
  description,
  additionalProperties: of,
});
export const list = (items: Present): Present => ({ type: 'array', items });
export const orNull = (schema: Present): Present => ({ anyOf: [schema, { type: 'null' }] });

export function object<T extends object>(members: Members<T>): Present {
  const properties = Object.fromEntries(Object.entries<Schema>(members));
  const required = Object.keys(properties).filter((key) => !properties[key]![OPTIONAL]);
  return { type: 'object', properties, ...(required.length > 0 ? { required } : {}) };
}

export const items = (of: Present): Present => object<{ items: object }>({ items: list(of) });
export const page = (of: Present): Present =>
  object<{ items: object; next: string | null }>({
    items: list(of),
    next: orNull(text('下一页的 after；null 表示没有下一页')),
  });

/**
 * The schema as it stands in a document: what has a name goes into `components` and leaves a reference
 * behind. @throws Error when two share a name
 */
export function written(schema: unknown, components: Record<string, unknown>): unknown {
  if (Array.isArray(schema)) return schema.map((part) => written(part, components));
  if (typeof schema !== 'object' || schema === null) return schema;
  const plain = () =>
    Object.fromEntries(Object.entries(schema).map(([key, part]) => [key, written(part, components)]));
  const name = nameOf(schema as Schema);
  if (!name) return plain();
  const known = components[name];
  const now = plain();
  if (known !== undefined && JSON.stringify(known) !== JSON.stringify(now))
    throw new Error(`Two schemas are called ${name}: rename one.`);
  components[name] = now;
  return { $ref: `#/components/schemas/${name}`, ...(schema as Schema)[BESIDE] };
}
