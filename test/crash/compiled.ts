import { cp, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { PROGRAMS_OF_TESTS, bundle } from '../../apps/bundle.mjs';
import { compile } from '../../apps/compile.mjs';

/** Folders that are data, read from beside the code. */
const DATA = [
  'libs/policy/packs',
  'libs/geo/layers',
  'libs/postgres/sql',
  'apps/server/openapi',
  'apps/exchange/README.md',
];

/**
 * The programs as a plain node process can run them, in the folder `bundle`: as `npm test` has just made them
 * for every suite (`apps/launch.mjs`), or else of the sources of this moment, however old `dist` is.
 */
export async function compileSources(): Promise<Readonly<{ folder: string; remove(): Promise<void> }>> {
  const made = process.env.PROGRAMS_OF_TESTS;
  if (made !== undefined) return { folder: made, remove: () => Promise.resolve() };
  const folder = await mkdtemp(join(tmpdir(), 'rushi-compiled-'));
  await compile('.', folder);
  for (const data of DATA) await cp(data, join(folder, data), { recursive: true });
  const { imports } = JSON.parse(await readFile('package.json', 'utf8')) as {
    imports: Record<string, Readonly<{ default: string }>>;
  };
  const here = Object.fromEntries(
    Object.entries(imports).map(([name, { default: path }]) => [name, path.replace('./dist/', './')]),
  );
  await writeFile(join(folder, 'package.json'), JSON.stringify({ type: 'module', imports: here }));
  await symlink(resolve('node_modules'), join(folder, 'node_modules'));
  await bundle(folder, PROGRAMS_OF_TESTS);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}
