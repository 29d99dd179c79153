import { HASH_BYTES } from './tree.js';
import { NoteRefused, openNote, signNote } from './note.js';
import type { Signer, Verifier } from './note.js';

/** C2SP tlog-checkpoint: which log, how many leaves, and their root. */
export type Checkpoint = Readonly<{ origin: string; size: number; root: Uint8Array }>;

export const checkpointText = ({ origin, size, root }: Checkpoint): string =>
  `${origin}\n${size}\n${Buffer.from(root).toString('base64')}\n`;

/** The origin of a log of ours is the name of its key. */
export const signCheckpoint = ({ size, root }: Omit<Checkpoint, 'origin'>, signer: Signer): string =>
  signNote(checkpointText({ origin: signer.name, size, root }), signer);

/** @throws NoteRefused where the key has not signed it, or what it signed is no checkpoint of its log */
export function openCheckpoint(note: string, key: Verifier): Checkpoint {
  const [origin, digits, encoded] = openNote(note, [key]).split('\n');
  const size = /^(0|[1-9]\d{0,15})$/.test(digits ?? '') ? Number(digits) : NaN;
  const root = Buffer.from(encoded ?? '', 'base64');
  if (origin !== key.name || !Number.isSafeInteger(size) || root.length !== HASH_BYTES)
    throw new NoteRefused('The note is signed, but is no checkpoint of this log.');
  return { origin, size, root };
}
