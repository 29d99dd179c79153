import { createPrivateKey, generateKeyPairSync, randomUUID } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { SignJWT } from 'jose';
import type { JWTHeaderParameters, JWTPayload } from 'jose';

export const TOKEN = '/platform/v1/oauth/token';
export const ASSERTION_TYPE = 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer';
const LIFE_SECONDS = 120;

/** A machine's pair of keys, with the public half as it is registered. */
export type Pair = Readonly<{ alg: string; secret: KeyObject; jwk: Readonly<Record<string, string>> }>;

export const edPair = (): Pair => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const { kty, crv, x } = publicKey.export({ format: 'jwk' });
  return { alg: 'EdDSA', secret: privateKey, jwk: { kty: kty!, crv: crv!, x: x! } };
};
export const ecPair = (): Pair => {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  const { kty, crv, x, y } = publicKey.export({ format: 'jwk' });
  return { alg: 'ES256', secret: privateKey, jwk: { kty: kty!, crv: crv!, x: x!, y: y! } };
};

export type Said = Readonly<{ claims?: JWTPayload; header?: Partial<JWTHeaderParameters> }>;

/** What a machine signs to get a token. */
export const assertionOf = (
  { alg, secret }: Pair,
  user: string,
  audience: string,
  { claims, header }: Said = {},
): Promise<string> => {
  const now = Math.floor(Date.now() / 1_000);
  const said = { iss: user, sub: user, aud: audience, iat: now, exp: now + LIFE_SECONDS, jti: randomUUID() };
  return new SignJWT({ ...said, ...claims })
    .setProtectedHeader({ alg, ...header })
    .sign(createPrivateKey(secret.export({ format: 'pem', type: 'pkcs8' })));
};

export const formOf = (assertion: string, more: Readonly<Record<string, string>> = {}) => ({
  grant_type: 'client_credentials',
  client_assertion_type: ASSERTION_TYPE,
  client_assertion: assertion,
  ...more,
});
