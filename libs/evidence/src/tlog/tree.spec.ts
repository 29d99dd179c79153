/* Shows: the tree is the one of RFC 9162. How: published vectors, and a second, naive implementation. */
import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from '@jest/globals';
import {
  GrowingRoot,
  consistencyProof,
  inclusionProof,
  isConsistent,
  isIncluded,
  leafHash,
  rootOf,
} from './tree.js';
import type { ReadHash } from './tree.js';

/** The leaves and roots that implementations of RFC 6962 are commonly held to. */
const LEAVES = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => Buffer.from(hex, 'hex'));
const ROOTS = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

/** The definition of §2.1.1 word for word: slow, and written for nothing but to be compared with. */
function naive(leaves: readonly Buffer[]): Buffer {
  const sha = (...parts: Buffer[]) => createHash('sha256').update(Buffer.concat(parts)).digest();
  if (leaves.length === 0) return sha();
  if (leaves.length === 1) return sha(Buffer.from([0]), leaves[0]!);
  let k = 1;
  while (k << 1 < leaves.length) k <<= 1;
  return sha(Buffer.from([1]), naive(leaves.slice(0, k)), naive(leaves.slice(k)));
}

const hex = (hash: Uint8Array) => Buffer.from(hash).toString('hex');
/** Hashes of perfect subtrees, computed from the leaves. */
const over =
  (leaves: readonly Buffer[]): ReadHash =>
  async (level, index) => {
    const tree = new GrowingRoot();
    for (const leaf of leaves.slice(index * 2 ** level, (index + 1) * 2 ** level)) tree.add(leafHash(leaf));
    if (tree.size !== 2 ** level) throw new Error('A subtree that is not perfect was read.');
    return tree.root;
  };

describe('the root of a tree', () => {
  it('is the published one', async () => {
    const growing = new GrowingRoot();
    for (const [size, root] of ROOTS.entries()) {
      expect(hex(growing.root)).toBe(root);
      expect(hex(await rootOf(over(LEAVES), size))).toBe(root);
      if (LEAVES[size]) growing.add(leafHash(LEAVES[size]));
    }
  });
});

describe('a proof', () => {
  const SIZE = 70;
  const leaves = Array.from({ length: SIZE }, (_, at) => Buffer.from(`leaf ${at}`));
  const read = over(leaves);
  const roots: Buffer[] = [];
  beforeAll(() => {
    for (let size = 0; size <= SIZE; size++) roots.push(naive(leaves.slice(0, size)));
  });

  it('shows every leaf of every tree at its place, and at no other', async () => {
    for (let size = 1; size <= SIZE; size++)
      for (let index = 0; index < size; index++) {
        const proof = await inclusionProof(read, index, size);
        const claim = { leaf: leafHash(leaves[index]!), index, size, root: roots[size]! };
        expect([size, index, isIncluded(proof, claim)]).toEqual([size, index, true]);
        const wrong = [
          isIncluded(proof, { ...claim, index: (index + 1) % size }) && size > 1,
          isIncluded(proof, { ...claim, leaf: leafHash(Buffer.from('another')) }),
          isIncluded(proof, { ...claim, root: roots[size - 1]! }),
          isIncluded([...proof, claim.leaf], claim),
          proof.length > 0 && isIncluded(proof.slice(1), claim),
          isIncluded(proof, { ...claim, index: size }),
        ];
        expect([size, index, wrong]).toEqual([size, index, wrong.map(() => false)]);
      }
  });

  it('shows every tree as the beginning of every larger one, and of no other', async () => {
    for (let after = 0; after <= SIZE; after++)
      for (let before = 0; before <= after; before++) {
        const proof = await consistencyProof(read, before, after);
        const heads = [
          { size: before, root: roots[before]! },
          { size: after, root: roots[after]! },
        ] as const;
        expect([before, after, isConsistent(proof, ...heads)]).toEqual([before, after, true]);
        const forged = { size: after, root: leafHash(Buffer.from('forged')) };
        const cut = { size: before, root: leafHash(Buffer.from('cut')) };
        const wrong = [
          before > 0 && isConsistent(proof, heads[0], forged),
          before > 0 && isConsistent(proof, cut, heads[1]),
          isConsistent([...proof, forged.root], ...heads),
          before < after && isConsistent(proof, heads[1], heads[0]),
          before > 0 && proof.length > 0 && isConsistent(proof.slice(1), ...heads),
        ];
        expect([before, after, wrong]).toEqual([before, after, wrong.map(() => false)]);
      }
  });

  it('is asked of leaves and sizes that there are', async () => {
    await expect(inclusionProof(read, 5, 5)).rejects.toThrow('no leaf 5');
    await expect(consistencyProof(read, 6, 5)).rejects.toThrow('no part');
  });
});
