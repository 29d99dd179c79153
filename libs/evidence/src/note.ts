/**
 * Signed notes (C2SP signed-note): a text, a blank line, and signatures by named keys. What a note says is
 * handed out only after a key that the reader trusts has signed it.
 */
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

const ED25519 = 0x01;
const [KEY_BYTES, SIGNATURE_BYTES, KEY_ID_BYTES] = [32, 64, 4];
/** Ed25519 keys in DER, before the 32 bytes of the key (RFC 8410). */
const [PRIVATE_DER, PUBLIC_DER] = ['302e020100300506032b657004220420', '302a300506032b6570032100'];
/** More signatures than any policy asks for. */
const SIGNATURES_MAX = 64;
const DASH = '— ';

export class NoteRefused extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NoteRefused';
  }
}

/** A key that verifies, as it is written: `name+hex+base64`. */
export type Verifier = Readonly<{ name: string; id: Buffer; key: KeyObject; text: string }>;
export type Signer = Verifier & Readonly<{ secret: KeyObject }>;

const der = (prefix: string, key: Uint8Array) => Buffer.concat([Buffer.from(prefix, 'hex'), key]);
const idOf = (name: string, key: Uint8Array): Buffer =>
  createHash('sha256')
    .update(`${name}\n`)
    .update(Uint8Array.of(ED25519))
    .update(key)
    .digest()
    .subarray(0, KEY_ID_BYTES);

/** @throws NoteRefused where a name has a space or a plus sign, or is empty */
function requireName(name: string): void {
  if (!/^[^\s+]+$/u.test(name)) throw new NoteRefused(`“${name}” is no name of a key.`);
}

function verifierOf(name: string, raw: Uint8Array): Verifier {
  requireName(name);
  const id = idOf(name, raw);
  const encoded = Buffer.concat([Uint8Array.of(ED25519), raw]).toString('base64');
  return {
    name,
    id,
    key: createPublicKey({ key: der(PUBLIC_DER, raw), format: 'der', type: 'spki' }),
    text: `${name}+${id.toString('hex')}+${encoded}`,
  };
}

/** A key that signs, made of 32 secret bytes. */
export function signerOf(name: string, seed: Uint8Array): Signer {
  const secret = createPrivateKey({ key: der(PRIVATE_DER, seed), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(secret).export({ format: 'der', type: 'spki' });
  return { ...verifierOf(name, spki.subarray(-KEY_BYTES)), secret };
}

/** Reads a key as it is written. @throws NoteRefused */
export function verifierIn(text: string): Verifier {
  const match = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(text.trim());
  const bytes = Buffer.from(match?.[3] ?? '', 'base64');
  if (!match || bytes[0] !== ED25519 || bytes.length !== KEY_BYTES + 1)
    throw new NoteRefused('This is no key of a signed note (name+id+key, Ed25519).');
  const verifier = verifierOf(match[1]!, bytes.subarray(1));
  if (verifier.id.toString('hex') !== match[2]) throw new NoteRefused('The id of the key is not its own.');
  return verifier;
}

/** A text, which ends with a line feed, with its signature. */
export function signNote(text: string, { name, id, secret }: Signer): string {
  const signature = sign(null, Buffer.from(text), secret);
  return `${text}\n${DASH}${name} ${Buffer.concat([id, signature]).toString('base64')}\n`;
}

/**
 * The text of a note, where at least one of the keys has signed it. Signatures of others are passed over.
 * @throws NoteRefused
 */
export function openNote(note: string, verifiers: readonly Verifier[]): string {
  if (/[\u0000-\u0009\u000b-\u001f\u007f]/.test(note))
    throw new NoteRefused('The note has control characters.');
  const end = note.lastIndexOf('\n\n');
  const lines = note.slice(end + 2).split('\n');
  if (end < 0 || lines.pop() !== '' || lines.length === 0 || lines.length > SIGNATURES_MAX)
    throw new NoteRefused('This is no signed note.');
  const text = note.slice(0, end + 1);
  const isSigned = lines.map((line) => isSignedBy(line, text, verifiers)).some(Boolean);
  if (!isSigned) throw new NoteRefused('None of the keys given has signed the note.');
  return text;
}

function isSignedBy(line: string, text: string, verifiers: readonly Verifier[]): boolean {
  const match = new RegExp(`^${DASH}([^\\s+]+) ([A-Za-z0-9+/=]+)$`, 'u').exec(line);
  const bytes = Buffer.from(match?.[2] ?? '', 'base64');
  if (!match || bytes.length <= KEY_ID_BYTES)
    throw new NoteRefused('A signature of the note cannot be read.');
  const known = verifiers.find(
    ({ name, id }) => name === match[1] && id.equals(bytes.subarray(0, KEY_ID_BYTES)),
  );
  if (!known) return false;
  const signature = bytes.subarray(KEY_ID_BYTES);
  if (signature.length === SIGNATURE_BYTES && verify(null, Buffer.from(text), known.key, signature))
    return true;
  throw new NoteRefused(`The signature of ${known.name} is wrong: the note was changed.`);
}
