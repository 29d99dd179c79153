/*
 * Shows: the page for strangers judges receipts as the program does that makes them.
 * How: two implementations, written apart, over every place of every tree up to some size, and over proofs
 * that were changed in every way that comes to mind.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { signatureLine } from '#evidence/tlog';
import {
  GrowingRoot,
  checkReceipt,
  cosignerOf,
  inclusionProof,
  isIncluded,
  leafHash,
  quantumSafeSignerOf,
  signCheckpoint,
  signerOf,
  sm2SignerOf,
  verifierIn,
} from '#evidence';
import type { ReadHash } from '#evidence';
import { ReceiptRefused, check, receiptIn, rootFrom } from '../apps/console/verifier/src/check.js';
import type { Fault } from '../apps/console/verifier/src/check.js';
import { witnessesOf } from '../apps/console/verifier/src/witnesses.js';

type Cosigner = ReturnType<typeof cosignerOf>;

const SIZE = 70;
const SIGNER = signerOf('rushi/county', Buffer.alloc(32, 5));
const leafAt = (at: number) =>
  JSON.stringify({
    data: { at },
    id: `s@${at}`,
    meta: { occurredAt: '2026-03-02T02:00:00.000Z' },
    type: 'T',
  });
const leaves = Array.from({ length: SIZE }, (_, at) => leafHash(Buffer.from(leafAt(at))));
const treeOf = (size: number, from = 0) => {
  const tree = new GrowingRoot();
  for (const leaf of leaves.slice(from, from + size)) tree.add(leaf);
  return tree;
};
const read: ReadHash = async (level, index) => treeOf(2 ** level, index * 2 ** level).root;

async function receiptOf(index: number, size: number) {
  const lines = (await inclusionProof(read, index, size)).map((hash) => Buffer.from(hash).toString('base64'));
  const head = signCheckpoint(treeOf(size), SIGNER);
  return {
    leaf: leafAt(index),
    proof: ['c2sp.org/tlog-proof@v1', `index ${index}`, ...lines, '', head].join('\n'),
  };
}

const faultOf = (ask: () => unknown): Fault | 'none' => {
  try {
    ask();
    return 'none';
  } catch (error) {
    if (error instanceof ReceiptRefused) return error.fault;
    throw error;
  }
};

describe('the page', () => {
  it('has its style and script as they are hashed, without a blank around them', () => {
    const page = readFileSync('apps/console/verifier/index.html', 'utf8');
    for (const part of ['<style>%STYLE%</style>', '<script>%SCRIPT%</script>', 'content="%ALLOWED%">'])
      expect([part, page.includes(part)]).toEqual([part, true]);
  });
});

describe('the two ways to judge a proof', () => {
  it('agree on every place of every tree, and on whatever was changed', async () => {
    let judged = 0;
    const apart: string[] = [];
    for (let size = 1; size <= SIZE; size++) {
      const root = treeOf(size).root;
      for (let index = 0; index < size; index++) {
        const proof = (await inclusionProof(read, index, size)).map((hash) => Uint8Array.from(hash));
        const flipped = proof.map((_, at) =>
          proof.map((hash, other) => (other === at ? hash.map((byte) => byte ^ 1) : hash)),
        );
        const cases: readonly (readonly [Uint8Array[], number, number])[] = [
          [proof, index, size],
          [proof, index + 1, size],
          [proof, index, size + 1],
          [proof, index ^ 1, size],
          [proof.slice(1), index, size],
          [proof.slice(0, -1), index, size],
          [[...proof, leaves[0]!], index, size],
          [[leaves[0]!, ...proof], index, size],
          [[...proof].reverse(), index, size],
          ...flipped.map((changed) => [changed, index, size] as const),
          ...[2, 3, 5, 7].map((step) => [proof, (index + step) % SIZE, size] as const),
          ...[1, 2, 4].map((more) => [proof, index, Math.max(1, size - more)] as const),
        ];
        for (const [changed, at, of] of cases) {
          const leaf = leaves[index]!;
          const led = rootFrom(leaf, at, of, changed);
          const yes = led !== undefined && Buffer.compare(led, root) === 0;
          if (yes !== isIncluded(changed, { leaf, index: at, size: of, root }))
            apart.push(`${size} ${index}: ${at} of ${of}`);
          judged += 1;
        }
      }
    }
    expect(apart).toEqual([]);
    expect(judged).toBeGreaterThan(50_000);
  });
});

describe('a receipt', () => {
  it('is proven by the key alone, as the program itself proves it', async () => {
    for (const [index, size] of [
      [0, 1],
      [0, 2],
      [1, 2],
      [6, 7],
      [64, 65],
      [41, 70],
    ] as const) {
      const receipt = await receiptOf(index, size);
      const proven = check(receiptIn(JSON.stringify(receipt)), SIGNER.text);
      expect(proven).toMatchObject({ origin: SIGNER.name, index, size, fact: { id: `s@${index}` } });
      const { checkpoint } = checkReceipt(receipt.leaf, receipt.proof, verifierIn(SIGNER.text));
      expect(checkpoint.size).toBe(size);
    }
  });

  it('is proven by the first key of the log, whatever others sign besides', async () => {
    const { leaf, proof } = await receiptOf(41, 70);
    const note = proof.slice(proof.indexOf('\n\n') + 2);
    const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
    const sm2 = sm2SignerOf(SIGNER.name, Buffer.alloc(32, 7));
    const receipt = { leaf, proof: proof + signatureLine(text, sm2) };
    expect(check(receipt, SIGNER.text)).toMatchObject({ index: 41, size: 70 });
    expect(checkReceipt(leaf, receipt.proof, verifierIn(sm2.text)).checkpoint.size).toBe(70);
    // The page judges no key of SM2.
    expect(faultOf(() => check(receipt, sm2.text))).toBe('key-unreadable');
  });

  it('of a fact that is not public is proven by its hash, and tells nothing of the fact', async () => {
    const { leaf, proof } = await receiptOf(41, 70);
    const hash = leafHash(Buffer.from(leaf)).toString('base64');
    const receipt = receiptIn(JSON.stringify({ fact: 's@41', leafHash: hash, proof }));
    const proven = check(receipt, SIGNER.text);
    expect(proven).toEqual({ origin: SIGNER.name, index: 41, size: 70, leafHash: hash, fact: undefined });
    expect(check({ leaf, proof }, SIGNER.text).leafHash).toBe(hash);
    const other = leafHash(Buffer.from(leafAt(42))).toString('base64');
    for (const [wrong, fault] of [
      [other, 'not-in-log'],
      [hash.slice(4), 'receipt-unreadable'],
      ['', 'receipt-unreadable'],
    ] as const)
      expect([wrong, faultOf(() => check({ leafHash: wrong, proof }, SIGNER.text))]).toEqual([wrong, fault]);
  });

  it('is refused, with what is wrong, when anything of it was changed', async () => {
    const receipt = await receiptOf(41, 70);
    const other = signerOf('rushi/other', Buffer.alloc(32, 6));
    const judged = (change: Partial<typeof receipt>, key = SIGNER.text) =>
      faultOf(() => check({ ...receipt, ...change }, key));
    expect(judged({})).toBe('none');
    expect(judged({ leaf: receipt.leaf.replace('41', '42') })).toBe('not-in-log');
    expect(judged({ proof: receipt.proof.replace('index 41', 'index 40') })).toBe('not-in-log');
    expect(judged({ proof: receipt.proof.replace('\n70\n', '\n71\n') })).toBe('signature-wrong');
    expect(judged({ proof: receipt.proof.replace('tlog-proof@v1', 'tlog-proof@v2') })).toBe(
      'receipt-unreadable',
    );
    expect(judged({}, other.text)).toBe('key-other');
    expect(judged({}, SIGNER.text.slice(0, -2))).toBe('key-unreadable');
    expect(faultOf(() => receiptIn('{"leaf": 1}'))).toBe('receipt-unreadable');
    const foreign = signCheckpoint(treeOf(70), { ...other, name: SIGNER.name });
    const note = receipt.proof.slice(0, receipt.proof.indexOf('\n\n') + 2) + foreign;
    expect(judged({ proof: note })).toBe('key-other');
  });
});

describe('the witnesses of a receipt', () => {
  const SECONDS = 1_795_000_000;
  const [city, archive, stranger] = ['city', 'archive', 'stranger'].map((name, at) =>
    cosignerOf(name, Buffer.alloc(32, 10 + at)),
  ) as [Cosigner, Cosigner, Cosigner];
  const seen = async (...signers: readonly Cosigner[]) => {
    const { proof, leaf } = await receiptOf(41, 70);
    const note = proof.slice(proof.indexOf('\n\n') + 2);
    const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
    return { leaf, proof: proof + signers.map((one) => signatureLine(text, one, SECONDS)).join('') };
  };

  it('are named with the time at which they saw the head, by their keys or by a policy', async () => {
    const receipt = await seen(city, stranger);
    const named = [
      { name: 'city', seenAt: SECONDS * 1_000 },
      { name: 'archive', seenAt: undefined },
    ];
    expect(witnessesOf(receipt.proof, `${city.text}\n\n ${archive.text} `)).toEqual(named);
    const policy = [
      `log ${SIGNER.text}`,
      '# whom we trust',
      `witness city ${city.text} https://city.example`,
      `witness archive ${archive.text}`,
      `witness later ${quantumSafeSignerOf('later', Buffer.alloc(32, 9)).text}`,
      'group both all city archive',
      'quorum both',
    ].join('\n');
    expect(witnessesOf(receipt.proof, policy)).toEqual(named);
    expect(check(receipt, SIGNER.text).index).toBe(41);
    expect(witnessesOf(receipt.proof, ' \n')).toEqual([]);
  });

  it('did not sign where another head, another time or another key was signed', async () => {
    const { proof } = await seen(city);
    const line = proof.slice(proof.lastIndexOf('— city '));
    const bytes = Buffer.from(line.split(' ')[2]!, 'base64');
    for (let at = 4; at < bytes.length; at++) {
      const changed = Buffer.from(bytes.map((byte, other) => (other === at ? byte ^ 1 : byte)));
      const other = proof.replace(bytes.toString('base64'), changed.toString('base64'));
      expect([at, witnessesOf(other, city.text)[0]!.seenAt]).toEqual([at, undefined]);
    }
    const ofOther = (await receiptOf(0, 7)).proof + line;
    expect(witnessesOf(ofOther, city.text)[0]!.seenAt).toBeUndefined();
    const namesake = cosignerOf('city', Buffer.alloc(32, 77));
    expect(witnessesOf(proof, namesake.text)[0]!.seenAt).toBeUndefined();
  });

  it('are refused where a key is none, and a key of a log is no witness', async () => {
    const { proof } = await seen(city);
    for (const text of ['city', city.text.slice(0, -2), SIGNER.text, 'witness city'])
      expect([text, faultOf(() => witnessesOf(proof, text))]).toEqual([text, 'witness-unreadable']);
  });
});
