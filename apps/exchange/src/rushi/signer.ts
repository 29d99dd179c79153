import { createHash, createPrivateKey, generateKeyPairSync, sign } from 'node:crypto';
import type { KeyObject } from 'node:crypto';

/** What is told: a POST of these bytes to this path, under this key. */
export type Told = Readonly<{ path: string; body: string; key: string }>;

/** `wrong` is signed by a key that nobody knows, and `none` by none: what a fault shows. */
export type Signing = 'own' | 'wrong' | 'none';

const COMPONENTS = '"@method" "@path" "content-digest" "idempotency-key"';
const MS_PER_SECOND = 1_000;

/** Signs reports by RFC 9421 with an Ed25519 key, over their bytes by RFC 9530. */
export class Signer {
  private constructor(private readonly key: KeyObject) {}

  /** @param pem PKCS #8, as `openssl genpkey -algorithm ed25519` writes it. @throws Error for another key */
  static of(pem: string): Signer {
    const key = createPrivateKey(pem);
    if (key.asymmetricKeyType !== 'ed25519') throw new Error(`an Ed25519 key, not ${key.asymmetricKeyType}`);
    return new Signer(key);
  }

  static unknown(): Signer {
    return new Signer(generateKeyPairSync('ed25519').privateKey);
  }

  /** The headers that a report has besides. */
  headersFor({ path, body, key }: Told, nowMs: number): Readonly<Record<string, string>> {
    const digest = `sha-256=:${createHash('sha256').update(body).digest('base64')}:`;
    const parameters = `(${COMPONENTS});created=${Math.floor(nowMs / MS_PER_SECOND)};alg="ed25519"`;
    const base = [
      '"@method": POST',
      `"@path": ${path}`,
      `"content-digest": ${digest}`,
      `"idempotency-key": ${key}`,
      `"@signature-params": ${parameters}`,
    ].join('\n');
    return {
      'Content-Digest': digest,
      'Signature-Input': `sig1=${parameters}`,
      Signature: `sig1=:${sign(null, Buffer.from(base), this.key).toString('base64')}:`,
    };
  }
}
