import { createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { Webhook } from 'standardwebhooks';
import {
  ed25519Signature,
  hmacSignature,
  messageId,
  newPrivateKey,
  newSigningSecret,
  publicJwkOf,
  timestampOf,
} from './signing.js';

/** Of the specification's own tests: github.com/standard-webhooks/standard-webhooks, `libraries/`. */
const VECTOR = {
  secret: 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw',
  message: { id: 'msg_p5jXN8AQM9LWM0D4loKWxJek', atMs: 1_614_265_330_000, body: '{"test": 2432232314}' },
  signature: 'v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=',
};

describe('a signature', () => {
  it('is the one of the vector', () =>
    expect(hmacSignature(VECTOR.secret, VECTOR.message)).toBe(VECTOR.signature));

  it('is taken by the official library, and refused for another body', () => {
    const secret = newSigningSecret();
    const message = { id: messageId('a@1:b'), atMs: Date.now(), body: '{"出让":"挂牌"}' };
    const headers = {
      'webhook-id': message.id,
      'webhook-timestamp': timestampOf(message),
      'webhook-signature': `v1,AAAA ${hmacSignature(secret, message)}`,
    };
    expect(new Webhook(secret).verify(message.body, headers)).toEqual({ 出让: '挂牌' });
    expect(() => new Webhook(secret).verify('{"出让":"拍卖"}', headers)).toThrow();
    expect(() => new Webhook(newSigningSecret()).verify(message.body, headers)).toThrow();
    expect(hmacSignature(secret, message)).toBe(
      new Webhook(secret).sign(message.id, new Date(message.atMs), message.body),
    );
  });

  it('of Ed25519 is checked with the public key, which holds nothing of the private one', () => {
    const key = newPrivateKey();
    const jwk = publicJwkOf(key);
    const signature = ed25519Signature(key, VECTOR.message);
    expect(signature).toMatch(/^v1a,[A-Za-z0-9+/]{86}==$/);
    const [{ id, body }, at] = [VECTOR.message, timestampOf(VECTOR.message)];
    const isGood = (text: string) =>
      verify(
        null,
        Buffer.from(text),
        createPublicKey({ key: { kty: jwk.kty, crv: jwk.crv, x: jwk.x }, format: 'jwk' }),
        Buffer.from(signature.slice('v1a,'.length), 'base64'),
      );
    expect([isGood(`${id}.${at}.${body}`), isGood(`${id}.${at}.${body} `)]).toEqual([true, false]);
    expect(Object.keys(jwk).sort()).toEqual(['alg', 'crv', 'kid', 'kty', 'use', 'x']);
  });

  it('is made of a key as RFC 8037 has it, whose thumbprint is that of its appendix A.3', () => {
    // RFC 8037, appendix A.1: d, in the PKCS #8 form of RFC 8410.
    const seed = Buffer.from('nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A', 'base64url');
    const key = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), seed]);
    expect(publicJwkOf(key.toString('base64'))).toMatchObject({
      x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
      kid: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
    });
  });

  it('is over an id without a full stop, the same for each try', () => {
    const event = 'listing-370114001018JB00011-1@0:listing.ordered.v1';
    expect(messageId(event)).toMatch(/^msg_[0-9a-f]{32}$/);
    expect(messageId(event)).toBe(messageId(event));
  });
});
