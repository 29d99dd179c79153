/*
 * Shows: a start that is to sign by SM2 is refused where nothing here can, and no other start.
 */
import { describe, expect, it } from '@jest/globals';
import { StartRefused } from '#postgres';
import { requireSm2 } from './sm2-there.js';

describe('a start with EVIDENCE_SM2', () => {
  it('is refused, with what to do, where OpenSSL has no SM2', () => {
    const start = () => requireSm2({ EVIDENCE_SM2: true }, false);
    expect(start).toThrow(StartRefused);
    expect(start).toThrow('去掉 EVIDENCE_SM2');
  });

  it('goes on where OpenSSL has it, as that of the tests does, or where it is not asked for', () => {
    expect(() => requireSm2({ EVIDENCE_SM2: true })).not.toThrow();
    expect(() => requireSm2({ EVIDENCE_SM2: false }, false)).not.toThrow();
  });
});
