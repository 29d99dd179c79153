import { mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, relative, sep } from 'node:path';
import { heavyGroupOf } from './heaviest-first.mjs';

/**
 * How `npm test` and `npm run test:quick` run everything. Jest finds, reads and links every module anew in
 * every suite, up to two thousand of them, which takes longer than most of our suites do. Neighbours are
 * therefore put together in files that do nothing but import them: they share the modules, each is a block
 * with its own path as its name (`suite.mjs`), and they run one after the other. One that is asked for by its
 * path runs as it is.
 */
const ROOT = join(import.meta.dirname, '../..');
const TOPS = ['apps', 'libs', 'test'];
/** More share the modules better, fewer share the workers better. */
const TOGETHER_MAX = { pure: 20, it: 6 };

const PURE = /(?<!\.(?:it|long))\.spec\.ts$/;
const IT = /\.it\.spec\.ts$/;

const { jest } = JSON.parse(readFileSync(join(ROOT, 'package.json'), 'utf8'));

/** The configuration of a run of these suites, put together in files of this folder under `dist`. */
function runOf(suites, name) {
  const folder = join(ROOT, 'dist/suites', name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const light = suites.filter((suite) => heavyGroupOf(suite) < 0);
  return {
    ...jest,
    rootDir: ROOT,
    roots: [...TOPS.map((top) => join(ROOT, top)), folder],
    testMatch: [
      ...heavyFiles(suites, folder),
      ...together(
        light.filter((suite) => PURE.test(suite)),
        folder,
        'pure',
      ),
      ...together(
        light.filter((suite) => IT.test(suite)),
        folder,
        'it',
      ),
    ].map((file) => file.split(sep).join('/')),
  };
}

/** Each group of heavy suites in one file; a suite that is alone in its group runs as it is. */
function heavyFiles(suites, folder) {
  const groups = new Map();
  for (const suite of suites) {
    const group = heavyGroupOf(suite);
    if (group >= 0) groups.set(group, [...(groups.get(group) ?? []), suite]);
  }
  return [...groups].map(([group, members]) =>
    members.length === 1 ? members[0] : fileOf(members, folder, `heavy-${group + 1}`),
  );
}

/** Neighbours in the tree share most of their modules. */
function together(suites, folder, kind) {
  const count = Math.ceil(suites.length / TOGETHER_MAX[kind]);
  const size = Math.ceil(suites.length / count);
  return Array.from({ length: count }, (_, i) =>
    fileOf(suites.slice(i * size, (i + 1) * size), folder, `${kind}-${i + 1}`),
  );
}

/** A file that does nothing but import these suites, in their order. */
function fileOf(suites, folder, name) {
  const file = join(folder, `${name}.spec.ts`);
  const imports = suites.map((suite) => `import '${relative(folder, suite).split(sep).join('/')}';\n`);
  writeFileSync(file, imports.join(''));
  return file;
}

const suitesLike = (...kinds) =>
  TOPS.flatMap((top) =>
    readdirSync(join(ROOT, top), { recursive: true }).map((file) => join(ROOT, top, file)),
  )
    .filter((file) => kinds.some((kind) => kind.test(file)))
    .sort();

/** Suites wait a fifth of their time, for processes or for a lease to end: one more than there are cores. */
const maxWorkers = availableParallelism() + 1;

export const everything = () => ({ ...runOf(suitesLike(PURE, IT), 'whole'), maxWorkers });

/** Without a folder for clusters of PostgreSQL: none may start one (see `test/architecture.spec.ts`). */
export const quick = () => ({
  ...runOf(suitesLike(PURE), 'quick'),
  maxWorkers,
  globalSetup: join(import.meta.dirname, 'real-server.mjs'),
  globalTeardown: undefined,
});
