import { cp, mkdir, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { transform } from '@swc/core';
import type { Options } from '@swc/core';
import { PROGRAMS_OF_TESTS, bundle } from '../../apps/bundle.mjs';

/** Folders that are data, read from beside the code. */
const DATA = ['libs/policy/packs', 'libs/geo/layers', 'libs/postgres/sql'];

/**
 * The programs as a plain node process can run them, in the folder `bundle`: as `npm test` has just made them
 * for every suite (`apps/launch.mjs`), or else of the sources of this moment, however old `dist` is.
 */
export async function compileSources(): Promise<Readonly<{ folder: string; remove(): Promise<void> }>> {
  const made = process.env.PROGRAMS_OF_TESTS;
  if (made !== undefined) return { folder: made, remove: () => Promise.resolve() };
  const folder = await mkdtemp(join(tmpdir(), 'rushi-compiled-'));
  const options = JSON.parse(await readFile('.swcrc', 'utf8')) as Options;
  const files = (
    await Promise.all(
      ['apps', 'libs', 'test'].map(async (top) =>
        (await readdir(top, { recursive: true })).map((file) => join(top, file)),
      ),
    )
  )
    .flat()
    .filter((file) => file.endsWith('.ts') && !/\.(spec|d)\.ts$/.test(file));
  await Promise.all(
    files.map(async (file) => {
      const { code } = await transform(await readFile(file, 'utf8'), {
        ...options,
        swcrc: false,
        filename: file,
      });
      const target = join(folder, file.replace(/\.ts$/, '.js'));
      await mkdir(dirname(target), { recursive: true });
      await writeFile(target, code);
    }),
  );
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
