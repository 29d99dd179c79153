import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
const OUT = here('../../../dist/verifier/verify.html');
const hashOf = (text) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/**
 * The verifier as one file that works from a disk: style and script stand in it, and its policy lets nothing
 * else in and nothing out.
 */
export async function buildVerifier() {
  const { build } = await import('vite');
  const [made] = [
    await build({
      configFile: false,
      root: here('.'),
      logLevel: 'error',
      build: {
        write: false,
        target: 'chrome78',
        minify: true,
        lib: { entry: here('src/page.ts'), formats: ['iife'], name: 'verifier', fileName: 'verifier' },
      },
    }),
  ].flat();
  const script = made.output[0].code.trim().replaceAll('</script', '<\\/script');
  const style = (await readFile(here('style.css'), 'utf8')).trim();
  const policy = [
    "default-src 'none'",
    `script-src ${hashOf(script)}`,
    `style-src ${hashOf(style)}`,
    "form-action 'none'",
    "base-uri 'none'",
  ].join('; ');
  const parts = { ALLOWED: policy, STYLE: style, SCRIPT: script };
  const page = await readFile(here('index.html'), 'utf8');
  await mkdir(dirname(OUT), { recursive: true });
  await writeFile(OUT, page.replaceAll(/%(ALLOWED|STYLE|SCRIPT)%/g, (_, name) => parts[name]));
}
