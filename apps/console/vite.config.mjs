import { fileURLToPath } from 'node:url';
import { defineConfig } from 'vite';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

/** For `vite` while one works on the console: the API of a server that runs beside it. */
const API = process.env.RUSHI_SERVER ?? 'http://127.0.0.1:3000';

export default defineConfig({
  root: here('.'),
  build: {
    outDir: here('../../dist/console'),
    emptyOutDir: true,
    // The oldest that it runs in; what is older is told so by `public/assets/older.js`.
    target: 'chrome78',
    // What a page loads is bounded by a test; a warning that nobody reads is none.
    chunkSizeWarningLimit: 2_000,
    // A small picture within a script would be refused by the policy of the page.
    assetsInlineLimit: 0,
  },
  server: { proxy: { '/api': API, '/public': API, '/problems': API, '/health': API } },
});
