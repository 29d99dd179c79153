/** An archive for readers that trust what its directory says: the same files, stored as they are. */
import { zipSync } from 'fflate';
import { openArchive } from './archive.js';
import type { IntakeLimits } from './limits.js';

/**
 * Unpacks everything within the limits and puts it together anew, unpacked: no size in it is a lie, and
 * nothing grows when somebody else opens it.
 * @throws Rejected `intake.zip-*`, `intake.too-many-files`, `intake.unpacked-too-large`
 */
export function plainArchive(
  bytes: Uint8Array,
  limits: Pick<IntakeLimits, 'files' | 'unpackedBytes'>,
): Readonly<{ files: Readonly<Record<string, Uint8Array>>; bytes: Uint8Array }> {
  const entries = openArchive(bytes, { ...NO_OTHER_LIMIT, ...limits });
  const files = Object.fromEntries(entries.map(({ name, read }) => [name, read()]));
  return { files, bytes: zipSync(files, { level: 0 }) };
}

/** Of what archives do not have themselves. */
const NO_OTHER_LIMIT: IntakeLimits = {
  bytes: Infinity,
  unpackedBytes: 0,
  files: 0,
  features: Infinity,
  vertices: Infinity,
  lines: Infinity,
};
