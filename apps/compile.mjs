/**
 * Makes JavaScript of the sources, file by file. Types are not checked here (`npm run typecheck`): that takes
 * twenty times as long, and nobody who starts the program waits for it.
 */
import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

const TOPS = ['apps', 'libs', 'test'];
/** Vite makes the console of its sources, see `apps/console/vite.config.mjs`. */
const CONSOLE = /^console[\\/]/;
const isSource = (file) => file.endsWith('.ts') && !/\.(spec|d)\.ts$/.test(file) && !CONSOLE.test(file);

/** The tree under `root` comes to lie in `folder`, as `bundle.mjs` wants it. */
export async function compile(root, folder) {
  const { transform } = await import('@swc/core');
  const options = JSON.parse(await readFile(join(root, '.swcrc'), 'utf8'));
  const compileFile = async (file) => {
    const filename = join(root, file);
    const source = await readFile(filename, 'utf8');
    const { code } = await transform(source, { ...options, swcrc: false, filename });
    const target = join(folder, file.replace(/\.ts$/, '.js'));
    await mkdir(dirname(target), { recursive: true });
    await writeFile(target, code);
  };
  for (const top of TOPS) {
    const files = (await readdir(join(root, top), { recursive: true })).filter(isSource);
    await Promise.all(files.map((file) => compileFile(join(top, file))));
  }
}
