/*
 * Shows: signatures by SM2 are those of the standard, and nothing that was changed is one.
 * How: the example of GB/T 32918.5 (GM/T 0003.5), annex A; a policy and notes with keys of our own.
 */
import { createHash } from 'node:crypto';
import { describe, expect, it } from '@jest/globals';
import { openCheckpoint, signCheckpoint } from './checkpoint.js';
import { NoteRefused, signerOf, sm2SignerOf, verifierIn } from './keys.js';
import { openedBy, signatureLine } from './note.js';
import { hasSm2, signerDigest, sm2Judge, sm2Secret } from './sm2.js';
import { EMPTY_ROOT } from './tree.js';
import { TrustRefused, openTrusted, trustIn } from './trust.js';

const SECRET = Buffer.from('3945208f7b2144b13f36e38ac6d39f95889393692860b51a42fb81ef4df7c5b8', 'hex');
const X = '09f9df311e5421a150dd7d161e4bc5c672179fad1833fc076bb08ff356f35020';
const Y = 'ccea490ce26775a52dc6ea718cc1aa600aed05fbf35e084a6632f6072da9ad13';
const POINT = Buffer.from(`04${X}${Y}`, 'hex');
const SIGNER_DIGEST = 'b2e14c5c79c6df5b85f4fe7ed8db7a262b9da7e07ccb0ea9f4747b8ccda8a4f3';
const R = 'f5a03b0648d2c4630eeac513e1bb81a15944da3827d5b74143ac7eaceee720b3';
const S = 'b1b6aa29df212fd8763182bc0d421ca1bb9038fd1f7f42d4840b69c485bbc1aa';
const MESSAGE = 'message digest';
const der = (r: string, s: string) => Buffer.from(`3046022100${r}022100${s}`, 'hex');

describe('a signature by SM2', () => {
  it('is the one of the standard', () => {
    expect(signerDigest(POINT).toString('hex')).toBe(SIGNER_DIGEST);
    const judge = sm2Judge(POINT);
    expect(judge(MESSAGE, der(R, S))).toBe(true);
    expect(judge(`${MESSAGE} `, der(R, S))).toBe(false);
    expect(judge(MESSAGE, der(S, R))).toBe(false);
  });

  it('is made by the secret of the standard, and another each time', () => {
    const { point, sign } = sm2Secret(SECRET);
    expect(point.toString('hex')).toBe(POINT.toString('hex'));
    const [one, two] = [sign(MESSAGE), sign(MESSAGE)];
    expect(one.equals(two)).toBe(false);
    expect([one, two].map((signature) => sm2Judge(POINT)(MESSAGE, signature))).toEqual([true, true]);
  });

  it('is none where any bit of it, or its length, was changed', () => {
    const [judge, right] = [sm2Judge(POINT), der(R, S)];
    for (let bit = 0; bit < right.length * 8; bit++) {
      const wrong = Buffer.from(right);
      wrong[bit >> 3]! ^= 1 << (bit & 7);
      expect([bit, judge(MESSAGE, wrong)]).toEqual([bit, false]);
    }
    for (const wrong of [Buffer.alloc(0), right.subarray(0, -1), Buffer.concat([right, Buffer.alloc(1)])])
      expect(judge(MESSAGE, wrong)).toBe(false);
  });

  it('is made of whatever 32 secret bytes there are', () => {
    const order = 'fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123';
    const lessOne = `${order.slice(0, -1)}2`;
    for (const seed of ['00'.repeat(32), 'ff'.repeat(32), order, lessOne]) {
      const { point, sign } = sm2Secret(Buffer.from(seed, 'hex'));
      expect([seed, sm2Judge(point)('x', sign('x'))]).toEqual([seed, true]);
    }
  });

  it('is asked for only where OpenSSL has it', () => {
    expect([hasSm2(), hasSm2(['P-256'])]).toEqual([true, false]);
  });
});

describe('a key of SM2 in a note', () => {
  const [log, signer] = [signerOf('rushi/0b2f', Buffer.alloc(32, 1)), sm2SignerOf('rushi/0b2f', SECRET)];
  const note = signCheckpoint({ size: 3, root: EMPTY_ROOT }, log, [signer], 1);

  it('has a type of its own, written after the byte for types without a number', () => {
    const bytes = Buffer.from(signer.text.slice('rushi/0b2f+00000000+'.length), 'base64');
    expect(bytes.toString('latin1')).toBe(`\u00ffrushi/sm2-sm3@v1${POINT.toString('latin1')}`);
    const read = verifierIn(signer.text);
    expect([read.name, read.kind, read.text]).toEqual(['rushi/0b2f', 'note', signer.text]);
  });

  it('signs a checkpoint besides the others, each of which is enough for whoever has it', () => {
    const key = verifierIn(signer.text);
    expect([openCheckpoint(note, log).size, openCheckpoint(note, key).size]).toEqual([3, 3]);
    expect(openedBy(note, [log, key]).signatures).toHaveLength(2);
    const changed = note.replace('\n3\n', '\n4\n');
    expect(() => openCheckpoint(changed, key)).toThrow(NoteRefused);
    expect(signatureLine('any note\n', signer)).toContain('— rushi/0b2f ');
  });

  it('stands in a policy as a log, and never as a witness', () => {
    const policy = trustIn(`log ${log.text}\nlog ${signer.text}\nquorum none\n`);
    expect(openTrusted(note, policy).checkpoint.size).toBe(3);
    expect(() => trustIn(`witness city ${signer.text}\nquorum city\n`)).toThrow(TrustRefused);
  });

  it('is refused where it is no point of the curve, or of another type without a number', () => {
    const written = (typed: Buffer) => {
      const id = createHash('sha256').update('k\n').update(typed).digest().subarray(0, 4).toString('hex');
      return `k+${id}+${typed.toString('base64')}`;
    };
    const type = Buffer.from('\u00ffrushi/sm2-sm3@v1', 'latin1');
    const off = Buffer.from(POINT);
    off[64]! ^= 1;
    expect(verifierIn(written(Buffer.concat([type, POINT]))).raw).toHaveLength(65);
    for (const typed of [
      Buffer.concat([type, off]),
      Buffer.concat([type, POINT.subarray(1)]),
      Buffer.concat([Buffer.from('\u00ffrushi/sm2-sm3@v2', 'latin1'), POINT]),
      type,
      type.subarray(0, 1),
    ])
      expect(() => verifierIn(written(typed))).toThrow(NoteRefused);
  });
});
