import { sign } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { ed25519Key, hasOwnDigest, isSignedBy, signatureBase, signaturesIn } from './message-signature.js';
import type { SignedMessage } from './message-signature.js';

/** RFC 9421 B.1.4 (test-key-ed25519), B.2 (test-request) and B.2.6. */
const X = 'JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs';
const D = 'n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU';
const key = ed25519Key(X)!;
const COVERED = '("date" "@method" "@path" "@authority" "content-type" "content-length")';
const PARAMETERS = `${COVERED};created=1618884473;keyid="test-key-ed25519"`;
const B26: SignedMessage = {
  method: 'POST',
  target: '/foo?param=Value&Pet=dog',
  headers: {
    host: 'example.com',
    date: 'Tue, 20 Apr 2021 02:07:55 GMT',
    'content-type': 'application/json',
    'content-digest':
      'sha-512=:WZDPaVn/7XgHaAy8pmojAkGWoRx2UFChF41A2svX+TaPm+AbwAgBWnrIiYllu7BNNyealdVLvRwEmTHWXvJwew==:',
    'content-length': '18',
    'signature-input': `sig-b26=${PARAMETERS}`,
    signature:
      'sig-b26=:wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==:',
  },
  body: Buffer.from('{"hello": "world"}'),
};
const withHeaders = (headers: SignedMessage['headers']): SignedMessage => ({
  ...B26,
  headers: { ...B26.headers, ...headers },
});
const holds = (message: SignedMessage) =>
  signaturesIn(message).some((signed) => isSignedBy(key, message, signed));
/** Signed by the key of the RFC over whatever is asked for. */
function signedOver(input: string, message: SignedMessage = B26): SignedMessage {
  const privateKey = { key: { kty: 'OKP', crv: 'Ed25519', x: X, d: D }, format: 'jwk' } as const;
  const headers = { ...message.headers, 'signature-input': `s=${input}`, signature: 's=::' };
  const [asked] = signaturesIn({ ...message, headers });
  const base = asked === undefined ? undefined : signatureBase(message, asked);
  const signature = base === undefined ? '' : sign(null, Buffer.from(base), privateKey).toString('base64');
  return { ...message, headers: { ...headers, signature: `s=:${signature}:` } };
}

describe('a signature of RFC 9421', () => {
  it('has the base that appendix B.2.6 has, and verifies', () => {
    const [signed] = signaturesIn(B26);
    expect(signatureBase(B26, signed!)!.split('\n')).toEqual([
      '"date": Tue, 20 Apr 2021 02:07:55 GMT',
      '"@method": POST',
      '"@path": /foo',
      '"@authority": example.com',
      '"content-type": application/json',
      '"content-length": 18',
      `"@signature-params": ${PARAMETERS}`,
    ]);
    expect(signed).toMatchObject({ created: 1618884473, expires: undefined, algorithm: undefined });
    expect(holds(B26)).toBe(true);
  });

  it('fits no other message, parameter or key', () => {
    expect(holds({ ...B26, method: 'PUT' })).toBe(false);
    expect(holds({ ...B26, target: '/bar' })).toBe(false);
    expect(holds(withHeaders({ date: 'Tue, 20 Apr 2021 02:07:56 GMT' }))).toBe(false);
    expect(holds(withHeaders({ host: 'example.org' }))).toBe(false);
    const later = PARAMETERS.replace('1618884473', '1618884474');
    expect(holds(withHeaders({ 'signature-input': `sig-b26=${later}` }))).toBe(false);
    const other = ed25519Key('11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo')!;
    expect(isSignedBy(other, B26, signaturesIn(B26)[0]!)).toBe(false);
    // What is not signed over may change.
    expect(holds({ ...B26, target: '/foo?param=Other' })).toBe(true);
  });

  it('is found among others, under its own label', () => {
    const [input, signature] = [B26.headers['signature-input'], B26.headers.signature] as [string, string];
    const both = { 'signature-input': `a=("date"), ${input}`, signature: `a=:AAAA:, ${signature}` };
    expect(holds(withHeaders(both))).toBe(true);
    expect(holds(withHeaders({ signature: signature.replace('sig-b26', 'sig-b27') }))).toBe(false);
    expect(signaturesIn(withHeaders({ signature: undefined }))).toEqual([]);
  });

  it('is taken by what was signed, and none where something signed is missing, twice, or not known', () => {
    expect(holds(signedOver('("@method" "@path" "@query");created=1;alg="ed25519"'))).toBe(true);
    expect(holds(signedOver('("@method");created=1;expires=2'))).toBe(true);
    for (const input of [
      '("@method" "@method");created=1',
      '("x-missing");created=1',
      '("@status");created=1',
      '("@method";req);created=1',
      '( "@method");created=1',
      '("@method");created="1',
      '("@method");alg="rsa-v1_5-sha256"',
      'nothing',
    ])
      expect([input, holds(signedOver(input))]).toEqual([input, false]);
  });

  it('is by a key of 32 bytes in base64url', () => {
    expect(ed25519Key(X)).toBeDefined();
    for (const wrong of ['', X.slice(1), `${X}A`, `${X.slice(1)}=`, `${X.slice(1)}+`])
      expect(ed25519Key(wrong)).toBeUndefined();
  });
});

describe('a digest of RFC 9530', () => {
  const SHA_256 = 'sha-256=:X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=:';
  const SHA_512 = B26.headers['content-digest'] as string;
  const digest = (value: string | undefined, body = '{"hello": "world"}') =>
    hasOwnDigest({ ...withHeaders({ 'content-digest': value }), body: Buffer.from(body) });

  it('is that of the body, by either algorithm, as the RFC has them', () => {
    for (const value of [SHA_256, SHA_512, `${SHA_256}, ${SHA_512}`, `md5=:AAAA:, ${SHA_256}`])
      expect([value, digest(value)]).toEqual([value, true]);
  });
  it('is none where it is missing, of another body, or one of two is wrong', () => {
    expect(digest(undefined)).toBe(false);
    expect(digest(SHA_256, '{"hello": "World"}')).toBe(false);
    expect(digest('md5=:AAAA:')).toBe(false);
    expect(digest(`${SHA_256}, sha-512=:AAAA:`)).toBe(false);
    expect(digest('sha-256=X48E9qOokqqrvdts8nOJRJN3OWDUoyWxBf7kbu9DBPE=')).toBe(false);
  });
});
