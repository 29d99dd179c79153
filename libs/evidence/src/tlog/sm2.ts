/**
 * SM2 over SM3 (GB/T 32918.2, GM/T 0003.2) on the recommended curve (GB/T 32918.5), by the OpenSSL that Node
 * carries: no arithmetic of our own. Points are written 04 X Y, signatures in DER, both by GM/T 0009.
 */
import {
  createHash,
  createPrivateKey,
  createPublicKey,
  createSign,
  createVerify,
  getCurves,
} from 'node:crypto';
import type { KeyObject } from 'node:crypto';

export const SM2_KEY_BYTES = 65;
/** DER of two numbers of 32 bytes, each with up to one byte before it. */
const SIGNATURE_BYTES_MAX = 72;

/** Keys in DER, before the 32 bytes of the secret and before the point (RFC 5915, RFC 5480). */
const [SECRET_DER, POINT_DER] = [
  '3041020100301306072a8648ce3d020106082a811ccf5501822d042730250201010420',
  '3059301306072a8648ce3d020106082a811ccf5501822d034200',
];
/** Of the curve: a, b and the generator, as they stand in the digest of whoever signs. */
const CURVE =
  'fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc' +
  '28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93' +
  '32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7' +
  'bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0';
/** The order of the group less one: a secret is below it, and not 0. */
const SECRET_BELOW = 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54122';
/** Whoever has no name of his own signs as this one (GM/T 0009 §10), after its length in bits. */
const SIGNED_BY = Buffer.concat([Uint8Array.of(0, 128), Buffer.from('1234567812345678')]);

/** Some systems build OpenSSL without it. */
export const hasSm2 = (curves: readonly string[] = getCurves()): boolean => curves.includes('SM2');

const sm3 = (...parts: readonly Uint8Array[]): Buffer =>
  parts.reduce((hash, part) => hash.update(part), createHash('sm3')).digest();

/** Z_A: who signs, and on which curve. It goes before what is signed. */
export const signerDigest = (point: Uint8Array): Buffer =>
  sm3(SIGNED_BY, Buffer.from(CURVE, 'hex'), point.subarray(1));

/** Whether the key of a point made a signature. @throws Error where the point is not on the curve */
export function sm2Judge(point: Uint8Array): (text: string, signature: Uint8Array) => boolean {
  const der = Buffer.concat([Buffer.from(POINT_DER, 'hex'), point]);
  const key = createPublicKey({ key: der, format: 'der', type: 'spki' });
  const prefix = signerDigest(point);
  // Not `verify`: that would put a digest of a nameless signer before the text.
  return (text, signature) =>
    signature.length <= SIGNATURE_BYTES_MAX &&
    createVerify('sm3').update(prefix).update(text).verify(key, signature);
}

export type Sm2Secret = Readonly<{ point: Buffer; sign: (text: string) => Buffer }>;

/** A key made of 32 secret bytes; where these are no secret of the curve, of their digest. */
export function sm2Secret(seed: Uint8Array): Sm2Secret {
  const isSecret =
    seed.some((byte) => byte !== 0) && Buffer.compare(seed, Buffer.from(SECRET_BELOW, 'hex')) < 0;
  if (!isSecret) return sm2Secret(sm3(seed));
  const der = Buffer.concat([Buffer.from(SECRET_DER, 'hex'), seed]);
  const key: KeyObject = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' });
  const point = createPublicKey(key).export({ format: 'der', type: 'spki' }).subarray(-SM2_KEY_BYTES);
  const prefix = signerDigest(point);
  return { point, sign: (text) => createSign('sm3').update(prefix).update(text).sign(key) };
}
