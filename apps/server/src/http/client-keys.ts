import { createPublicKey } from 'node:crypto';
import type { ClientJwk } from '#access';

/** 32 bytes in base64url. */
const COORDINATE = /^[\w-]{43}$/;
type Given = Readonly<{ kty: string; crv: string; x: string; y?: string }>;

/**
 * The public key that a JWK describes, and nothing else of it; none where it is no point of its curve, or of
 * another kind.
 */
export function clientJwk({ kty, crv, x, y }: Given): ClientJwk | undefined {
  if (!COORDINATE.test(x)) return undefined;
  if (kty === 'OKP' && crv === 'Ed25519' && y === undefined) return onCurve({ kty, crv, x });
  if (kty === 'EC' && crv === 'P-256' && y !== undefined && COORDINATE.test(y))
    return onCurve({ kty, crv, x, y });
  return undefined;
}

function onCurve(jwk: ClientJwk): ClientJwk | undefined {
  try {
    createPublicKey({ format: 'jwk', key: jwk });
    return jwk;
  } catch {
    return undefined;
  }
}
