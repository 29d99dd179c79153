/** C2SP tlog-proof: reads what a receipt says, and checks it with nothing but the key of the log. */
import { openCheckpoint } from './checkpoint.js';
import type { Checkpoint } from './checkpoint.js';
import { NoteRefused } from './keys.js';
import type { Verifier } from './keys.js';
import { HASH_BYTES, isIncluded, leafHash } from './tree.js';

const HEADER = 'c2sp.org/tlog-proof@v1';

/** As a receipt carries it. */
export const proofText = (index: number, hashes: readonly Uint8Array[], checkpoint: string): string =>
  [
    HEADER,
    `index ${index}`,
    ...hashes.map((hash) => Buffer.from(hash).toString('base64')),
    '',
    checkpoint,
  ].join('\n');

/**
 * The checkpoint under which a leaf is proven to stand in the log, and at which place. @throws NoteRefused
 */
export function checkReceipt(
  leaf: string,
  proof: string,
  key: Verifier,
): Readonly<{ index: number; checkpoint: Checkpoint }> {
  const end = proof.indexOf('\n\n');
  const [header, place, ...lines] = proof.slice(0, end).split('\n');
  const index = /^index (0|[1-9]\d{0,15})$/.exec(place ?? '')?.[1];
  const hashes = lines.map((line) => Buffer.from(line, 'base64'));
  if (
    end < 0 ||
    header !== HEADER ||
    index === undefined ||
    hashes.some(({ length }) => length !== HASH_BYTES)
  )
    throw new NoteRefused('This is no proof of a transparency log.');
  const checkpoint = openCheckpoint(proof.slice(end + 2), key);
  const claim = { leaf: leafHash(Buffer.from(leaf)), index: Number(index), ...checkpoint };
  if (!isIncluded(hashes, claim)) throw new NoteRefused('The log does not have this fact at this place.');
  return { index: Number(index), checkpoint };
}
