import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * What an operation is sent and what it answers, as it once happened in the demonstration; `waiting` is
 * what 202 says, `others` what it answers in other types than JSON.
 */
export type Example = Readonly<{
  request?: unknown;
  answer?: unknown;
  waiting?: unknown;
  others?: Readonly<Record<string, unknown>>;
}>;

/**
 * Where lies what the document says and no declaration does. Found from the package root, because this file
 * runs from its source, from `dist` and from a bundle.
 */
export function describedFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const described = join(folder, 'apps', 'server', 'openapi');
    if (existsSync(described)) return described;
    if (dirname(folder) === folder)
      throw new Error('The folder apps/server/openapi was not found above this program.');
  }
}

const read = (...path: readonly string[]): unknown =>
  JSON.parse(readFileSync(join(describedFolder(), ...path), 'utf8'));

/**
 * The examples by the ids of their operations: a file for each controller, an entry for each operation of it.
 * `test/openapi` takes them from the demonstration, and sends them again.
 */
export const loadExamples = (): ReadonlyMap<string, Example> =>
  new Map(
    readdirSync(join(describedFolder(), 'examples'))
      .filter((file) => file.endsWith('.json'))
      .sort()
      .flatMap((file) =>
        Object.entries(read('examples', file) as Record<string, Example>).map(
          ([handler, example]) => [`${file.slice(0, -'.json'.length)}_${handler}`, example] as const,
        ),
      ),
  );

/**
 * JSON Schemas of what facts hold, by their type: `test/openapi` reads them from the types of the facts, and
 * holds the file against them.
 */
export const loadFactData = (): Readonly<Record<string, Readonly<Record<string, unknown>>>> =>
  read('facts.json') as Readonly<Record<string, Readonly<Record<string, unknown>>>>;

/**
 * What members of answers and facts are, by their name, or by a longer end of their place (`burden.kind`)
 * where the name alone says another thing.
 */
export const loadMemberWords = (): ReadonlyMap<string, string> =>
  new Map(Object.entries(read('members.json') as Record<string, string>));
