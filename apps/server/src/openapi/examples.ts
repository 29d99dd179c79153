import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** What an operation is sent and what it answers, as it once happened in the demonstration. */
export type Example = Readonly<{ request?: unknown; answer?: unknown }>;

/** Found from the package root, because this file runs from its source, from `dist` and from a bundle. */
export function examplesFolder(): string {
  for (let folder = dirname(fileURLToPath(import.meta.url)); ; folder = dirname(folder)) {
    const examples = join(folder, 'apps', 'server', 'examples');
    if (existsSync(examples)) return examples;
    if (dirname(folder) === folder)
      throw new Error('The folder apps/server/examples was not found above this program.');
  }
}

/**
 * The examples by the ids of their operations: a file for each controller, an entry for each operation of it.
 * `test/examples` takes them from the demonstration, and sends them again.
 */
export function loadExamples(folder: string = examplesFolder()): ReadonlyMap<string, Example> {
  return new Map(
    readdirSync(folder)
      .filter((file) => file.endsWith('.json'))
      .sort()
      .flatMap((file) =>
        Object.entries(JSON.parse(readFileSync(join(folder, file), 'utf8')) as Record<string, Example>).map(
          ([handler, example]) => [`${file.slice(0, -'.json'.length)}_${handler}`, example] as const,
        ),
      ),
  );
}
