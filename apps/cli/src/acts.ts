import type { Client } from './client.js';
import { misuse } from './failure.js';
import { exampleBody, fieldText, filledIn } from './form.js';
import type { FormField } from './form.js';
import { line, paint, widthOf } from './output.js';
import type { Io } from './output.js';
import { readObject } from './user.js';

type Schema = Readonly<{
  $ref?: string;
  type?: string;
  format?: string;
  title?: string;
  description?: string;
  enum?: readonly string[];
  examples?: readonly unknown[];
  maxLength?: number;
  minimum?: number;
  maximum?: number;
  minItems?: number;
  maxItems?: number;
  items?: Schema;
  properties?: Readonly<Record<string, Schema>>;
  required?: readonly string[];
}>;
type Body = Readonly<{
  content: Readonly<{ 'application/json': Readonly<{ schema: Schema; example?: object }> }>;
}>;
type Operation = Readonly<{ summary: string; description?: string; requestBody?: Body }>;
type Document = Readonly<{
  paths: Readonly<Record<string, Readonly<{ post?: Operation }>>>;
  components: Readonly<{ schemas: Readonly<Record<string, Schema>> }>;
}>;

/** What may be reported of an entry or a listing, as the server describes it. */
export type Act = Readonly<{
  /** Its address below that of the entry, such as `price-payments`. */
  name: string;
  zh: string;
  /** Who may, in Chinese. */
  who: string;
  fields: readonly FormField[];
  /** One that the server took. */
  example: object;
}>;

/** All acts below an address, such as `/api/v1/entries/{entry}/`, by the server's own description. */
export async function actsBelow(client: Client, base: string): Promise<readonly Act[]> {
  const { body: document } = await client.get<Document>('/api/openapi.json');
  return Object.entries(document.paths).flatMap(([path, { post }]) => {
    const body = post?.requestBody?.content['application/json'];
    if (!path.startsWith(base) || !post || !body) return [];
    const [, who = ''] = /\*\*权限\*\*：`[^`]+`，([^\n]*?)。/.exec(post.description ?? '') ?? [];
    const { schema, example = {} } = body;
    const fields = fieldsOf(document, schema);
    return [{ name: path.slice(base.length), zh: post.summary, who, fields, example }];
  });
}

const resolved = (document: Document, { $ref, ...own }: Schema): Schema =>
  $ref === undefined ? own : { ...document.components.schemas[$ref.split('/').at(-1)!], ...own };

function fieldsOf(document: Document, schema: Schema): readonly FormField[] {
  const { properties = {}, required = [] } = resolved(document, schema);
  return Object.entries(properties).map(([name, property]) =>
    fieldOf(document, name, resolved(document, property), required.includes(name)),
  );
}

function fieldOf(document: Document, name: string, schema: Schema, required: boolean): FormField {
  const { title: label = name, maxLength, minimum, maximum, minItems, maxItems, examples = [] } = schema;
  const inner = schema.type === 'array' ? schema.items && resolved(document, schema.items) : schema;
  const [example] = examples;
  return {
    name,
    label,
    kind: kindOf(name, schema, inner),
    required,
    ...(schema.format === 'date' || schema.enum ? {} : { maxLength }),
    minimum,
    maximum,
    minItems,
    maxItems,
    ...(inner?.enum ? { choices: inner.enum, names: namesOf(schema) } : {}),
    ...(typeof example === 'string' ? { example } : {}),
    ...(inner?.properties ? { fields: fieldsOf(document, inner) } : {}),
  };
}

const BY_FORMAT: Readonly<Record<string, string>> = {
  date: 'day',
  uscc: 'uscc',
  uri: 'webAddress',
  'document-no': 'documentNo',
};
const BY_TYPE: Readonly<Record<string, string>> = { integer: 'whole', number: 'numeric', boolean: 'flag' };

/** By the name of a field what its unit is: `…Fen` is money, `…M2` an area, everywhere in this interface. */
function kindOf(name: string, { type = 'object', format = '' }: Schema, inner: Schema | undefined): string {
  if (type === 'array')
    return inner?.properties
      ? 'list'
      : inner?.enum
        ? 'choices'
        : inner?.format === 'uscc'
          ? 'usccs'
          : 'lines';
  if (inner?.properties) return 'object';
  if (inner?.enum) return 'choice';
  if (name.endsWith('Fen')) return 'fen';
  if (name.endsWith('M2')) return 'area';
  return BY_FORMAT[format] ?? BY_TYPE[type] ?? 'line';
}

/** The table of codes and their Chinese names that stands in a description. */
const namesOf = ({ description = '' }: Schema): Readonly<Record<string, string>> =>
  Object.fromEntries(
    [...description.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)].map(([, code, zh]) => [code!, zh!]),
  );

/** The act that is meant, by its name or its Chinese one. */
export function actOf(acts: readonly Act[], said: string): Act {
  const found = acts.find(({ name, zh }) => name === said || zh === said);
  if (found) return found;
  throw misuse(
    `没有“${said}”这一项。`,
    `可选：${acts.map(({ name, zh }) => `${name}（${zh}）`).join('、')}。`,
  );
}

/** What was taken of the demonstration, with today's day for every day of it. */
export function exampleOfAct({ fields, example }: Act, today: string): object {
  const fresh = exampleBody(fields, today);
  const days = fields.filter(({ kind, name }) => kind === 'day' && Object.hasOwn(example, name));
  return { ...fresh, ...example, ...Object.fromEntries(days.map(({ name }) => [name, today])) };
}

export type Given = Readonly<{ data?: string; set: readonly string[] }>;

export const isGiven = ({ data, set }: Given): boolean => data !== undefined || set.length > 0;

export async function bodyOf(io: Io, { data, set }: Given, { fields }: Act): Promise<object> {
  const given = data === undefined ? {} : (await readObject(io, data)).value;
  return set.length === 0 ? given : filledIn(given, set, fields);
}

/** Which fields there are, what each takes, and how it is given: `command` is what the reader typed. */
export function printAct(io: Io, { name, zh, who, fields }: Act, today: string, command: string): void {
  line(io, `${paint(io, 'cyan', name)}  ${zh}${who === '' ? '' : `，${who}`}`);
  printFields(io, fields, today, '  ');
  line(io);
  line(io, '示例：');
  line(io, `  ${command} --example > 内容.json`);
  line(io, `  ${command} --data 内容.json`);
}

/** A line for each field, with those of what stands in it below. */
export function printFields(io: Io, fields: readonly FormField[], today: string, indent: string): void {
  const names = fields.map(({ name, label }) => `${name}（${label}）`);
  const width = Math.max(0, ...names.map(widthOf));
  fields.forEach((field, index) => {
    const name = names[index]!;
    line(io, `${indent}${name}${' '.repeat(width - widthOf(name))}  ${fieldText(field, today)}`);
    printFields(io, field.fields ?? [], today, `${indent}  `);
  });
}
