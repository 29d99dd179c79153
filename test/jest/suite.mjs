import { join, relative, sep } from 'node:path';
import { createTransformer } from '@swc/jest';

const ROOT = join(import.meta.dirname, '../..');
const NAME = /\.spec\.ts$/;
/** The end of the last import: every suite begins with them. */
const IMPORTS = /^(?:import [^;]*;\n|\/\*\*?[^]*?\*\/\n|\/\/.*\n|\n)*/;

const typescript = createTransformer();

/**
 * Puts all that a suite does into a block of its own, named by its path: so what stands outside its
 * `describe`s, a `beforeEach` for instance, concerns no other suite that is run in the same file
 * (`whole.mjs`).
 */
const blockOf = (source, path) => {
  if (!NAME.test(path) || path.includes(join(ROOT, 'dist'))) return source;
  const end = IMPORTS.exec(source)[0].length;
  const name = relative(ROOT, path).split(sep).join('/');
  return `${source.slice(0, end)}globalThis.describe('${name}', () => { ${source.slice(end)}\n});\n`;
};

export default {
  ...typescript,
  process: (source, path, options) => typescript.process(blockOf(source, path), path, options),
  processAsync: (source, path, options) => typescript.processAsync(blockOf(source, path), path, options),
  getCacheKey: (source, path, options) => typescript.getCacheKey(blockOf(source, path), path, options),
};
