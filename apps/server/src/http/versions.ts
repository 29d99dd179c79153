import { Problem } from './problems.js';

/** Strong entity tag of a stream's version. */
export const etag = (version: number) => `"${version}"`;

/**
 * The caller must have seen the version that is. `*` is refused: it would be a way to say "whatever it is
 * now".
 * @throws Problem 428 when the header is missing, 412 when it names another version
 */
export function requireIfMatch(header: string | undefined, version: number): void {
  if (header === undefined) throw new Problem('version.required', { currentVersion: version });
  if (!isNamed(header, version)) throw new Problem('version.old', { currentVersion: version });
}

/** Whether a header names this very version. */
export const isNamed = (header: string | undefined, version: number): boolean =>
  (header ?? '')
    .split(',')
    .map((tag) => tag.trim())
    .includes(etag(version));
