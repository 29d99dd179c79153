import { HASH_BYTES } from './tree.js';
import { NoteRefused } from './keys.js';
import type { Signer, Verifier } from './keys.js';
import { openNote, signNote, signatureLine } from './note.js';

/** C2SP tlog-checkpoint: which log, how many leaves, and their root. */
export type Checkpoint = Readonly<{ origin: string; size: number; root: Uint8Array }>;

export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;

/**
 * The origin of a log of ours is the name of its key. Those `besides` sign as well, with the time of signing
 * in seconds since 1970.
 */
export function signCheckpoint(
  { size, root }: Omit<Checkpoint, 'origin'>,
  signer: Signer,
  besides: readonly Signer[] = [],
  seconds?: number,
): string {
  const text = checkpointText({ origin: signer.name, size, root });
  return signNote(text, signer) + besides.map((one) => signatureLine(text, one, seconds)).join('');
}

/** What the text of a checkpoint says, whoever signed it; undefined where it is none. */
export function checkpointIn(text: string): Checkpoint | undefined {
  const [origin, digits, encoded, ...rest] = text.split('\n');
  const size = /^(0|[1-9]\d{0,15})$/.test(digits ?? '') ? Number(digits) : NaN;
  const root = Buffer.from(encoded ?? '', 'base64');
  const isOne = origin !== undefined && origin !== '' && rest.at(-1) === '' && root.length === HASH_BYTES;
  return isOne && Number.isSafeInteger(size) ? { origin, size, root } : undefined;
}

/** @throws NoteRefused where the key has not signed it, or what it signed is no checkpoint of its log */
export function openCheckpoint(note: string, key: Verifier): Checkpoint {
  const checkpoint = checkpointIn(openNote(note, [key]));
  if (checkpoint?.origin !== key.name)
    throw new NoteRefused('The note is signed, but is no checkpoint of this log.');
  return checkpoint;
}
