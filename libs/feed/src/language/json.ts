/**
 * JSON Schemas of 2020-12 that the compiler reads too: what is published has the type of what was promised,
 * and a member that nobody promised does not compile.
 */
declare const VALUE: unique symbol;
const OPTIONAL = Symbol('optional');

export type Json<T> = Readonly<{ schema: Readonly<Record<string, unknown>>; [VALUE]?: T }>;
type MaybeAbsent<T> = Json<T> & Readonly<{ [OPTIONAL]: true }>;
/** The value that a schema describes. */
export type ValueOf<S> = S extends Json<infer T> ? T : never;

type Members = Readonly<Record<string, Json<unknown>>>;
type Absent<M extends Members> = { [K in keyof M]: M[K] extends MaybeAbsent<unknown> ? K : never }[keyof M];
type ObjectOf<M extends Members> = Readonly<
  { [K in Exclude<keyof M, Absent<M>>]: ValueOf<M[K]> } & { [K in Absent<M>]?: ValueOf<M[K]> }
>;

const string = (description: string, more: Readonly<Record<string, unknown>> = {}): Json<string> => ({
  schema: { type: 'string', description, ...more },
});

export const text = (description: string): Json<string> => string(description);
export const day = (description: string): Json<string> => string(description, { format: 'date' });
export const url = (description: string): Json<string> => string(description, { format: 'uri' });
/** Money as a decimal string of 分: no reader may take it for a float. */
export const fen = (description: string): Json<string> =>
  string(`${description}（人民币，分）`, { pattern: '^-?(0|[1-9]\\d{0,17})$' });
/** A decimal string of m² with at most two decimals. */
export const squareMetres = (description: string): Json<string> =>
  string(`${description}（平方米）`, { pattern: '^\\d+(\\.\\d{1,2})?$' });
/** 统一社会信用代码, GB 32100-2015. */
export const uscc = (description: string): Json<string> =>
  string(description, { pattern: '^[0-9A-HJ-NPQRTUWXY]{18}$' });
export const integer = (description: string): Json<number> => ({ schema: { type: 'integer', description } });
export const number = (description: string): Json<number> => ({ schema: { type: 'number', description } });
export const flag = (description: string): Json<boolean> => ({ schema: { type: 'boolean', description } });
export const oneOf = <const V extends readonly string[]>(
  values: V,
  description: string,
): Json<V[number]> => ({ schema: { type: 'string', enum: values, description } });
export const list = <T>(of: Json<T>, description: string): Json<readonly T[]> => ({
  schema: { type: 'array', items: of.schema, description },
});
export const orNull = <T>({ schema }: Json<T>): Json<T | null> => ({
  schema: { anyOf: [schema, { type: 'null' }] },
});
export const optional = <T>(of: Json<T>): MaybeAbsent<T> => ({ ...of, [OPTIONAL]: true });

/** Closed: what is not promised is not published. */
export const object = <const M extends Members>(members: M, description?: string): Json<ObjectOf<M>> => ({
  schema: {
    type: 'object',
    ...(description ? { description } : {}),
    properties: Object.fromEntries(Object.entries(members).map(([name, { schema }]) => [name, schema])),
    required: Object.keys(members).filter((name) => !(OPTIONAL in members[name]!)),
    additionalProperties: false,
  },
});
