/**
 * Keys of signed notes (C2SP signed-note, tlog-cosignature): Ed25519 and SM2 over the text, and cosignatures
 * that say when, by Ed25519 and by ML-DSA-44 (FIPS 204), which a quantum computer does not forge. What a key
 * says is told from others by its type, its name and its id.
 */
import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { ml_dsa44 } from '@noble/post-quantum/ml-dsa.js';
import { SM2_KEY_BYTES, hasSm2, sm2Judge, sm2Secret } from './sm2.js';

/** The bytes of a type: a number of the specification, or 0xff and a name that nobody else gives (SM2). */
const [ED25519, ED25519_COSIGNATURE, ML_DSA_44] = ['\u0001', '\u0004', '\u0006'] as const;
const SM2 = '\u00ffrushi/sm2-sm3@v1';
export const KEY_ID_BYTES = 4;
const [ED25519_KEY_BYTES, ED25519_SIGNATURE_BYTES, TIME_BYTES] = [32, 64, 8];
const [ML_DSA_KEY_BYTES, ML_DSA_SIGNATURE_BYTES] = [1_312, 2_420];
/** Ed25519 keys in DER, before the 32 bytes of the key (RFC 8410). */
const [PRIVATE_DER, PUBLIC_DER] = ['302e020100300506032b657004220420', '302a300506032b6570032100'];

export class NoteRefused extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = 'NoteRefused';
  }
}

/** What a signature says besides that the key has signed: when, in seconds since 1970, where it says so. */
export type Signed = Readonly<{ time?: number }>;

/** A key that verifies, as it is written: `name+hex+base64`. */
export type Verifier = Readonly<{
  name: string;
  id: Buffer;
  /** What is signed: a note, or a checkpoint that somebody has seen to follow from the one before. */
  kind: 'note' | 'cosignature';
  text: string;
  /** The public key, to tell two names of one key. */
  raw: Uint8Array;
  /** What the signature of a text says; undefined where it is none of this key. */
  judge: (text: string, signature: Uint8Array) => Signed | undefined;
}>;
/** `seconds`: since 1970, for those that say when. */
export type Signer = Verifier & Readonly<{ sign: (text: string, seconds?: number) => Uint8Array }>;

type Scheme = Readonly<{
  keyBytes: number;
  kind: Verifier['kind'];
  judge: (name: string, raw: Uint8Array) => Verifier['judge'];
}>;

const der = (prefix: string, key: Uint8Array) => Buffer.concat([Buffer.from(prefix, 'hex'), key]);
const publicKey = (raw: Uint8Array): KeyObject =>
  createPublicKey({ key: der(PUBLIC_DER, raw), format: 'der', type: 'spki' });

const SCHEMES: ReadonlyMap<string, Scheme> = new Map<string, Scheme>([
  [
    ED25519,
    {
      ...{ keyBytes: ED25519_KEY_BYTES, kind: 'note' },
      judge: (_, raw) => {
        const key = publicKey(raw);
        return (text, signature) =>
          signature.length === ED25519_SIGNATURE_BYTES && verify(null, Buffer.from(text), key, signature)
            ? {}
            : undefined;
      },
    },
  ],
  [
    ED25519_COSIGNATURE,
    {
      ...{ keyBytes: ED25519_KEY_BYTES, kind: 'cosignature' },
      judge: (_, raw) => {
        const key = publicKey(raw);
        return timed(ED25519_SIGNATURE_BYTES, (text, time, signature) =>
          verify(null, cosigned(text, time), key, signature),
        );
      },
    },
  ],
  [
    ML_DSA_44,
    {
      ...{ keyBytes: ML_DSA_KEY_BYTES, kind: 'cosignature' },
      judge: (name, raw) =>
        timed(ML_DSA_SIGNATURE_BYTES, (text, time, signature) => {
          const message = wholeTree(name, text, time);
          return message !== undefined && ml_dsa44.verify(signature, message, raw);
        }),
    },
  ],
  [
    SM2,
    {
      ...{ keyBytes: SM2_KEY_BYTES, kind: 'note' },
      judge: (_, raw) => {
        const isSigned = sm2JudgeOf(raw);
        return (text, signature) => (isSigned(text, signature) ? {} : undefined);
      },
    },
  ],
]);

function sm2JudgeOf(point: Uint8Array): ReturnType<typeof sm2Judge> {
  if (!hasSm2()) throw new NoteRefused('The OpenSSL of this machine cannot check signatures by SM2.');
  try {
    return sm2Judge(point);
  } catch {
    throw new NoteRefused('This key of SM2 is no point of its curve.');
  }
}

/** A signature that begins with the time at which it was made. */
const timed =
  (
    bytes: number,
    isSigned: (text: string, time: number, signature: Uint8Array) => boolean,
  ): Verifier['judge'] =>
  (text, signature) => {
    if (signature.length !== TIME_BYTES + bytes) return undefined;
    const time = Number(Buffer.from(signature).readBigUInt64BE());
    if (!Number.isSafeInteger(time)) return undefined;
    return isSigned(text, time, signature.subarray(TIME_BYTES)) ? { time } : undefined;
  };

const cosigned = (text: string, time: number): Buffer => Buffer.from(`cosignature/v1\ntime ${time}\n${text}`);

const eight = (value: number): Buffer => {
  const bytes = Buffer.alloc(TIME_BYTES);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
};
const counted = (text: string): Buffer => {
  const bytes = Buffer.from(text);
  return Buffer.concat([Uint8Array.of(bytes.length), bytes]);
};

/** `cosigned_message` of tlog-cosignature over a whole tree; undefined where the text is no checkpoint. */
function wholeTree(name: string, text: string, time: number): Buffer | undefined {
  const [origin, digits, encoded] = text.split('\n');
  const root = Buffer.from(encoded ?? '', 'base64');
  const lengths = [name, origin ?? ''].map((part) => Buffer.byteLength(part));
  if (
    !/^(0|[1-9]\d{0,15})$/.test(digits ?? '') ||
    root.length !== 32 ||
    lengths.some((of) => of < 1 || of > 255)
  )
    return undefined;
  return Buffer.concat([
    Buffer.from('subtree/v1\n\0', 'latin1'),
    counted(name),
    eight(time),
    counted(origin!),
    eight(0),
    eight(Number(digits)),
    root,
  ]);
}

function verifierOf(type: string, name: string, raw: Uint8Array): Verifier {
  if (!/^[^\s+]+$/u.test(name)) throw new NoteRefused(`“${name}” is no name of a key.`);
  const { kind, judge } = SCHEMES.get(type)!;
  const typed = Buffer.concat([Buffer.from(type, 'latin1'), raw]);
  const id = createHash('sha256').update(`${name}\n`).update(typed).digest().subarray(0, KEY_ID_BYTES);
  const text = `${name}+${id.toString('hex')}+${typed.toString('base64')}`;
  return { name, id, kind, text, raw, judge: judge(name, raw) };
}

function edwardsOf(seed: Uint8Array): Readonly<{ secret: KeyObject; raw: Uint8Array }> {
  const secret = createPrivateKey({ key: der(PRIVATE_DER, seed), format: 'der', type: 'pkcs8' });
  const spki = createPublicKey(secret).export({ format: 'der', type: 'spki' });
  return { secret, raw: spki.subarray(-ED25519_KEY_BYTES) };
}

/** A key that signs notes, made of 32 secret bytes. @throws NoteRefused where the name is none */
export function signerOf(name: string, seed: Uint8Array): Signer {
  const { secret, raw } = edwardsOf(seed);
  return { ...verifierOf(ED25519, name, raw), sign: (text) => sign(null, Buffer.from(text), secret) };
}

/** A key of a witness, made of 32 secret bytes of its own. @throws NoteRefused where the name is none */
export function cosignerOf(name: string, seed: Uint8Array): Signer {
  const { secret, raw } = edwardsOf(seed);
  return {
    ...verifierOf(ED25519_COSIGNATURE, name, raw),
    sign: (text, seconds = 0) => Buffer.concat([eight(seconds), sign(null, cosigned(text, seconds), secret)]),
  };
}

/**
 * The same by ML-DSA-44: 11 ms a signature, of 2,420 bytes. It signs checkpoints and no other note. @throws
 * NoteRefused
 */
export function quantumSafeSignerOf(name: string, seed: Uint8Array): Signer {
  const { secretKey, publicKey: raw } = ml_dsa44.keygen(seed);
  return {
    ...verifierOf(ML_DSA_44, name, raw),
    sign: (text, seconds = 0) => {
      const message = wholeTree(name, text, seconds);
      if (!message) throw new NoteRefused('ML-DSA-44 signs checkpoints only.');
      return Buffer.concat([eight(seconds), ml_dsa44.sign(message, secretKey)]);
    },
  };
}

/** A key that signs notes by SM2, made of 32 secret bytes of its own. @throws NoteRefused */
export function sm2SignerOf(name: string, seed: Uint8Array): Signer {
  const { point, sign } = sm2Secret(seed);
  return { ...verifierOf(SM2, name, point), sign };
}

/** Reads a key as it is written. @throws NoteRefused */
export function verifierIn(text: string): Verifier {
  const match = /^([^\s+]+)\+([0-9a-f]{8})\+([A-Za-z0-9+/=]+)$/u.exec(text.trim());
  const bytes = Buffer.from(match?.[3] ?? '', 'base64');
  const type = [...SCHEMES.keys()].find((one) => bytes.toString('latin1').startsWith(one)) ?? '';
  if (!match || bytes.length - type.length !== SCHEMES.get(type)?.keyBytes)
    throw new NoteRefused('This is no key of a signed note (name+id+key; Ed25519, ML-DSA-44 or SM2).');
  const verifier = verifierOf(type, match[1]!, bytes.subarray(type.length));
  if (verifier.id.toString('hex') !== match[2]) throw new NoteRefused('The id of the key is not its own.');
  return verifier;
}
