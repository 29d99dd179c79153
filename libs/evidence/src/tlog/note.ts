/**
 * Signed notes (C2SP signed-note): a text, a blank line, and signatures by named keys. What a note says is
 * handed out only after a key that the reader trusts has signed it.
 */
import { KEY_ID_BYTES, NoteRefused } from './keys.js';
import type { Signed, Signer, Verifier } from './keys.js';

/** More signatures than any policy asks for. */
const SIGNATURES_MAX = 64;
const DASH = '— ';

/** A line under a note. */
export const signatureLine = (text: string, signer: Signer, seconds?: number): string =>
  `${DASH}${signer.name} ${Buffer.concat([signer.id, signer.sign(text, seconds)]).toString('base64')}\n`;

/** A text, which ends with a line feed, with its signature. */
export const signNote = (text: string, signer: Signer): string => `${text}\n${signatureLine(text, signer)}`;

export type Signature = Readonly<{ by: Verifier; line: string }> & Signed;
/** A note apart: what it says, and which of the known keys have signed it. */
export type Opened = Readonly<{ text: string; signatures: readonly Signature[] }>;

/**
 * Takes a note apart. Signatures of keys that the reader does not know are passed over. @throws NoteRefused
 * where it is no note, or one that a known key is said to have signed and has not
 */
export function openedBy(note: string, verifiers: readonly Verifier[]): Opened {
  if (/[\u0000-\u0009\u000b-\u001f\u007f]/.test(note))
    throw new NoteRefused('The note has control characters.');
  const end = note.lastIndexOf('\n\n');
  const lines = note.slice(end + 2).split('\n');
  if (end < 0 || lines.pop() !== '' || lines.length === 0 || lines.length > SIGNATURES_MAX)
    throw new NoteRefused('This is no signed note.');
  const text = note.slice(0, end + 1);
  return { text, signatures: lines.flatMap((line) => signatureIn(line, text, verifiers)) };
}

/** The text of a note, where at least one of the keys has signed it. @throws NoteRefused */
export function openNote(note: string, verifiers: readonly Verifier[]): string {
  const { text, signatures } = openedBy(note, verifiers);
  if (signatures.length === 0) throw new NoteRefused('None of the keys given has signed the note.');
  return text;
}

/** Of lines that somebody sent, those with which known keys have signed the text. */
export function signaturesIn(
  lines: string,
  text: string,
  verifiers: readonly Verifier[],
): readonly Signature[] {
  return lines
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => signatureIn(line, text, verifiers));
}

function signatureIn(line: string, text: string, verifiers: readonly Verifier[]): readonly Signature[] {
  const match = new RegExp(`^${DASH}([^\\s+]+) ([A-Za-z0-9+/=]+)$`, 'u').exec(line);
  const bytes = Buffer.from(match?.[2] ?? '', 'base64');
  if (!match || bytes.length <= KEY_ID_BYTES)
    throw new NoteRefused('A signature of the note cannot be read.');
  const by = verifiers.find(
    ({ name, id }) => name === match[1] && id.equals(bytes.subarray(0, KEY_ID_BYTES)),
  );
  if (!by) return [];
  const signed = by.judge(text, bytes.subarray(KEY_ID_BYTES));
  if (!signed) throw new NoteRefused(`The signature of ${by.name} is wrong: the note was changed.`);
  return [{ by, line: `${line}\n`, ...signed }];
}
