import { createPublicKey } from 'node:crypto';
import type { JsonWebKey } from 'node:crypto';
import type { ClientJwk } from '#access';
import { misuse } from './failure.js';
import type { Io } from './output.js';
import { textFile } from './text-file.js';

/** A public key by itself: the `x` of its JWK. */
const BARE = /^[\w-]{43}$/;

/**
 * The public half of a key, out of a file or from the command line: a JWK, a PEM, or for Ed25519 the `x` of
 * its JWK alone. Of a private key nothing but its public half leaves this machine. @throws Failure
 */
export async function publicKeyOf(io: Io, given: string): Promise<ClientJwk> {
  const isText = given.startsWith('{') || BARE.test(given);
  const text = (isText ? given : await textFile(io, given)).trim();
  const { kty, crv, x, y } = jwkIn(text) ?? {};
  if (kty === 'OKP' && crv === 'Ed25519' && x) return { kty, crv, x };
  if (kty === 'EC' && crv === 'P-256' && x && y) return { kty, crv, x, y };
  throw misuse(
    '给出的不是 Ed25519 或者 P-256 的公钥。',
    '请给出一个文件（JWK 或者 PEM）、一个 JWK，或者 Ed25519 公钥的 x（43 个字符）。',
  );
}

function jwkIn(text: string): JsonWebKey | undefined {
  try {
    if (BARE.test(text)) return { kty: 'OKP', crv: 'Ed25519', x: text };
    const key = text.startsWith('{')
      ? createPublicKey({ format: 'jwk', key: JSON.parse(text) as JsonWebKey })
      : createPublicKey(text);
    return key.export({ format: 'jwk' });
  } catch {
    return undefined;
  }
}
