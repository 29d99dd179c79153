import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { loadMemberWords } from '../../apps/server/src/openapi/described.js';
import { jsonOf, openApp } from './app.js';
import type { App } from './app.js';

type Schema = Readonly<{
  $ref?: string;
  description?: string;
  properties?: Readonly<Record<string, Schema>>;
  items?: Schema;
  additionalProperties?: Schema | boolean;
  anyOf?: readonly Schema[];
  oneOf?: readonly Schema[];
  allOf?: readonly Schema[];
  prefixItems?: readonly Schema[];
}>;
type Content = Readonly<Record<string, Readonly<{ schema: Schema }>>>;
type Said = Readonly<{ $ref?: string; content?: Content }>;
type Operation = Readonly<{
  operationId: string;
  requestBody?: Said;
  responses: Readonly<Record<string, Said>>;
}>;
type Document = Readonly<{
  paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>;
  components: Readonly<{
    schemas: Readonly<Record<string, Schema>>;
    responses: Readonly<Record<string, Said>>;
  }>;
}>;
type Member = Readonly<{ place: string; name: string; words: string | undefined }>;

/** Where programs of others read what is answered. */
const ANSWERED_TO_PROGRAMS = /^\/(api|platform|public)\/v1\//;

/** What members are called, by the ends of their places. */
const WORDS = [...loadMemberWords().keys()];
const endsOf = (path: readonly string[]): readonly string[] =>
  path.map((_, index) => path.slice(index).join('.'));

let app: App;
let document: Document;
let members: readonly Member[];

beforeAll(async () => {
  app = await openApp();
  document = jsonOf<Document>(await app.send('', 'get', '/api/openapi.json'));
  members = membersOf(document);
});
afterAll(() => app.close());

const lastOf = (ref: string): string => ref.split('/').at(-1)!;
const partsOf = ({
  items,
  additionalProperties,
  anyOf,
  oneOf,
  allOf,
  prefixItems,
}: Schema): readonly Schema[] => [
  ...(items ? [items] : []),
  ...(typeof additionalProperties === 'object' ? [additionalProperties] : []),
  ...[anyOf, oneOf, allOf, prefixItems].flatMap((parts) => parts ?? []),
];

/** Every member of every body, and of every answer to programs, once where it is declared. */
function membersOf({ paths, components }: Document): readonly Member[] {
  const found: Member[] = [];
  const seen = new Set<string>();
  const wordsOf = ({ description, $ref }: Schema): string | undefined =>
    description ?? ($ref === undefined ? undefined : wordsOf(components.schemas[lastOf($ref)]!));
  const visit = (schema: Schema, place: string): void => {
    const { $ref } = schema;
    if ($ref !== undefined) {
      if (seen.has($ref)) return;
      seen.add($ref);
      visit(components.schemas[lastOf($ref)]!, lastOf($ref));
    }
    for (const [name, member] of Object.entries(schema.properties ?? {})) {
      found.push({ place: `${place}.${name}`, name, words: wordsOf(member) });
      visit(member, `${place}.${name}`);
    }
    for (const part of partsOf(schema)) visit(part, place);
  };
  const visitAll = (said: Said | undefined, place: string): void => {
    const whole = said?.$ref === undefined ? said : components.responses[lastOf(said.$ref)];
    for (const { schema } of Object.values(whole?.content ?? {})) visit(schema, place);
  };
  for (const [path, methods] of Object.entries(paths))
    for (const { operationId, requestBody, responses } of Object.values(methods)) {
      visitAll(requestBody, operationId);
      if (!ANSWERED_TO_PROGRAMS.test(path)) continue;
      for (const answer of Object.values(responses)) visitAll(answer, operationId);
    }
  return found;
}

const places = (predicate: (member: Member) => boolean) =>
  members.filter(predicate).map(({ place }) => place);

describe('every field of what is taken, and of what is answered to programs', () => {
  it('says in Chinese, or by its standard, what it is', () => {
    expect(members.length).toBeGreaterThan(3_000);
    expect(places(({ words }) => !/\p{Script=Han}|（RFC/u.test(words ?? ''))).toEqual([]);
  });

  it('names the unit of an amount and of an area', () => {
    const named = (end: RegExp) => members.filter(({ name }) => end.test(name)).length;
    expect(named(/Fen$/)).toBeGreaterThan(50);
    expect(named(/M2$/)).toBeGreaterThan(20);
    expect(places(({ name, words }) => /Fen$/.test(name) && !/分/.test(words!))).toEqual([]);
    expect(
      places(({ name, words }) => /M2$/.test(name) && !name.includes('Per') && !/平方米/.test(words!)),
    ).toEqual([]);
  });

  it('has no words for a member that there is none of', () => {
    const known = new Set(members.flatMap(({ place }) => endsOf(place.split('.'))));
    expect(WORDS.filter((key) => !known.has(key))).toEqual([]);
  });
});
