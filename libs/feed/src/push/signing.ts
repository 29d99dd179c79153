import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  generateKeyPairSync,
  randomBytes,
  sign,
} from 'node:crypto';

/*
 * Signatures of Standard Webhooks 1.0 (github.com/standard-webhooks/standard-webhooks): what is signed is
 * `<webhook-id>.<webhook-timestamp>.<body>`.
 */

const SECRET_PREFIX = 'whsec_';
const SECRET_BYTES = 32;
const ID_CHARACTERS = 32;
const MS_PER_SECOND = 1_000;

export type Message = Readonly<{
  id: string;
  /** Milliseconds since 1970; the header has whole seconds. */
  atMs: number;
  body: string;
}>;

/** A public key of Ed25519 as RFC 8037 writes it. */
export type PublicJwk = Readonly<{
  kty: 'OKP';
  crv: 'Ed25519';
  x: string;
  kid: string;
  use: 'sig';
  alg: 'EdDSA';
}>;

/** `whsec_` and base64, as the libraries of receivers take it. */
export const newSigningSecret = (): string => SECRET_PREFIX + randomBytes(SECRET_BYTES).toString('base64');

/** The same for each try of one event, and without a full stop, which would blur what was signed. */
export const messageId = (event: string): string =>
  `msg_${createHash('sha256').update(event).digest('hex').slice(0, ID_CHARACTERS)}`;

export const timestampOf = ({ atMs }: Message): string => String(Math.floor(atMs / MS_PER_SECOND));

const signed = (message: Message): string => `${message.id}.${timestampOf(message)}.${message.body}`;

/** `v1`: HMAC-SHA256. */
export function hmacSignature(secret: string, message: Message): string {
  const key = Buffer.from(secret.slice(SECRET_PREFIX.length), 'base64');
  return `v1,${createHmac('sha256', key).update(signed(message)).digest('base64')}`;
}

/** `v1a`: Ed25519. @param key PKCS #8 in base64 */
export function ed25519Signature(key: string, message: Message): string {
  return `v1a,${sign(null, Buffer.from(signed(message)), privateKeyOf(key)).toString('base64')}`;
}

/** A private key of Ed25519: PKCS #8 in base64. */
export const newPrivateKey = (): string =>
  generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'der' }).toString('base64');

/** What receivers check `v1a` with; the kid is the key's thumbprint (RFC 7638). */
export function publicJwkOf(key: string): PublicJwk {
  const x = createPublicKey(privateKeyOf(key)).export({ format: 'jwk' }).x!;
  const kid = createHash('sha256')
    .update(JSON.stringify({ crv: 'Ed25519', kty: 'OKP', x }))
    .digest('base64url');
  return { kty: 'OKP', crv: 'Ed25519', x, kid, use: 'sig', alg: 'EdDSA' };
}

const privateKeyOf = (key: string) =>
  createPrivateKey({ key: Buffer.from(key, 'base64'), format: 'der', type: 'pkcs8' });
