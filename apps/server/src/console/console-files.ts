import { randomBytes } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.json': 'application/json; charset=utf-8',
};
/** Files whose name holds a digest of their content never change; the others have none. */
const DIGESTED = /-[\w-]{8}\.\w+$/;
const YEAR_SECONDS = 31_536_000;
const NONCE_BYTES = 16;
const NONCE = /%NONCE%/g;

/** A file as it is served. */
export type Asset = Readonly<{ type: string; cacheControl: string; content: Buffer }>;
/** The page of one answer with the policy that belongs to it. */
export type ConsolePage = Readonly<{ html: string; policy: string }>;

/**
 * The console as `npm run build` made it: all of it is read once, so that what is served are these files and
 * no path that somebody invents.
 */
export class ConsoleFiles {
  private constructor(
    private readonly index: string,
    private readonly assets: ReadonlyMap<string, Asset>,
  ) {}

  /** undefined where no console was built in `folder`. */
  static async open(folder: string): Promise<ConsoleFiles | undefined> {
    const index = await readFile(join(folder, 'index.html'), 'utf8').catch(() => undefined);
    if (index === undefined) return undefined;
    const names = (await readdir(join(folder, 'assets'))).filter((name) => extname(name) in TYPES);
    const assets = await Promise.all(
      names.map(async (name): Promise<[string, Asset]> => {
        const content = await readFile(join(folder, 'assets', name));
        const age = DIGESTED.test(name) ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache';
        return [name, { type: TYPES[extname(name)]!, cacheControl: age, content }];
      }),
    );
    return new ConsoleFiles(index, new Map(assets));
  }

  asset(name: string): Asset | undefined {
    return this.assets.get(name);
  }

  /**
   * Nothing from elsewhere, no script and no style in the page: what the components add to the head carries
   * the value that this answer alone knows.
   */
  page(): ConsolePage {
    const nonce = randomBytes(NONCE_BYTES).toString('base64');
    const policy = [
      "default-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
      "img-src 'self' data: blob:",
      "object-src 'none'",
      "script-src 'self'",
      `style-src 'self' 'nonce-${nonce}'`,
      "worker-src 'self'",
    ].join('; ');
    return { html: this.index.replace(NONCE, nonce), policy };
  }
}
