/**
 * The Merkle tree of RFC 9162 §2 over SHA-256: roots, proofs that a leaf is in a tree, and proofs that a tree
 * is the beginning of a larger one. Sizes and indexes are whole numbers below 2^53.
 */
import { createHash, hash } from 'node:crypto';

export const HASH_BYTES = 32;
/** A tile of 256 hashes stands for so many levels of the tree. */
export const LEVELS_OF_A_TILE = 8;
const [LEAF, NODE] = [Uint8Array.of(0), Uint8Array.of(1)];
const DIGEST = 'sha256';

export const leafHash = (leaf: Uint8Array): Buffer => createHash(DIGEST).update(LEAF).update(leaf).digest();
/** In one call: of so few bytes a digest costs mostly what is made around it. */
export const nodeHash = (left: Uint8Array, right: Uint8Array): Buffer =>
  hash(DIGEST, Buffer.concat([NODE, left, right]), 'buffer');

/** The root over as many hashes as a power of two. */
export function rootOfPerfect<Hash extends Uint8Array>(hashes: readonly Hash[]): Hash | Buffer {
  let row: readonly (Hash | Buffer)[] = hashes;
  while (row.length > 1)
    row = Array.from({ length: row.length / 2 }, (_, at) => nodeHash(row[2 * at]!, row[2 * at + 1]!));
  return row[0]!;
}
export const EMPTY_ROOT = createHash(DIGEST).digest();

/** The hash of the subtree of `2^level` leaves that begins at leaf `index · 2^level`. */
export type ReadHash = (level: number, index: number) => Promise<Uint8Array>;

/** The largest power of two below a number of at least 2. */
function splitOf(size: number): number {
  let split = 1;
  while (split * 2 < size) split *= 2;
  return split;
}

async function subtree(read: ReadHash, from: number, to: number): Promise<Uint8Array> {
  const size = to - from;
  const level = Math.log2(size);
  if (Number.isInteger(level)) return read(level, from / size);
  const middle = from + splitOf(size);
  return nodeHash(await subtree(read, from, middle), await subtree(read, middle, to));
}

export const rootOf = async (read: ReadHash, size: number): Promise<Uint8Array> =>
  size === 0 ? EMPTY_ROOT : subtree(read, 0, size);

/** RFC 9162 §2.1.3.1: the hashes from a leaf up to the root. @throws RangeError */
export async function inclusionProof(
  read: ReadHash,
  index: number,
  size: number,
): Promise<readonly Uint8Array[]> {
  if (!(index >= 0 && index < size)) throw new RangeError(`A tree of ${size} has no leaf ${index}.`);
  const path = async (from: number, to: number): Promise<readonly Uint8Array[]> => {
    if (to - from === 1) return [];
    const middle = from + splitOf(to - from);
    return index < middle
      ? [...(await path(from, middle)), await subtree(read, middle, to)]
      : [...(await path(middle, to)), await subtree(read, from, middle)];
  };
  return path(0, size);
}

/** RFC 9162 §2.1.4.1: the hashes that show that the tree of `before` leaves begins the one of `size`. */
export async function consistencyProof(
  read: ReadHash,
  before: number,
  size: number,
): Promise<readonly Uint8Array[]> {
  if (!(before >= 0 && before <= size)) throw new RangeError(`${before} is no part of a tree of ${size}.`);
  const part = async (from: number, to: number, isWhole: boolean): Promise<readonly Uint8Array[]> => {
    if (before === to) return isWhole ? [] : [await subtree(read, from, to)];
    const middle = from + splitOf(to - from);
    return before <= middle
      ? [...(await part(from, middle, isWhole)), await subtree(read, middle, to)]
      : [...(await part(middle, to, false)), await subtree(read, from, middle)];
  };
  return before === 0 || before === size ? [] : part(0, size, true);
}

const isOdd = (number: number): boolean => number % 2 === 1;
const half = (number: number): number => Math.floor(number / 2);
const same = (a: Uint8Array, b: Uint8Array): boolean => Buffer.compare(a, b) === 0;

/** RFC 9162 §2.1.3.2: whether a leaf's hash is at its place in the tree with this root. */
export function isIncluded(
  proof: readonly Uint8Array[],
  { leaf, index, size, root }: Readonly<{ leaf: Uint8Array; index: number; size: number; root: Uint8Array }>,
): boolean {
  if (!(index >= 0 && index < size)) return false;
  let [node, last, hash] = [index, size - 1, leaf];
  for (const sibling of proof) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      hash = nodeHash(sibling, hash);
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else hash = nodeHash(hash, sibling);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && same(hash, root);
}

type Head = Readonly<{ size: number; root: Uint8Array }>;

/** RFC 9162 §2.1.4.2: whether one tree is the beginning of another. */
export function isConsistent(proof: readonly Uint8Array[], before: Head, after: Head): boolean {
  if (before.size > after.size || before.size < 0) return false;
  if (before.size === after.size) return proof.length === 0 && same(before.root, after.root);
  if (before.size === 0) return proof.length === 0;
  const isPower = Number.isInteger(Math.log2(before.size));
  const [first, ...rest] = isPower ? [before.root, ...proof] : proof;
  if (!first) return false;
  let [node, last] = [before.size - 1, after.size - 1];
  while (isOdd(node)) [node, last] = [half(node), half(last)];
  let [old, now] = [first, first];
  for (const hash of rest) {
    if (last === 0) return false;
    if (isOdd(node) || node === last) {
      [old, now] = [nodeHash(hash, old), nodeHash(hash, now)];
      while (!isOdd(node) && node !== 0) [node, last] = [half(node), half(last)];
    } else now = nodeHash(now, hash);
    [node, last] = [half(node), half(last)];
  }
  return last === 0 && same(old, before.root) && same(now, after.root);
}

/**
 * The root of a tree that only grows: it keeps one hash for each perfect subtree at its right edge, at most
 * 53 of them.
 */
export class GrowingRoot {
  private readonly edge: (Uint8Array | undefined)[] = [];
  size = 0;

  /** `onPerfect` is told of each perfect subtree of more than one leaf that the leaf completes. */
  add(leaf: Uint8Array, onPerfect?: (level: number, hash: Uint8Array) => void): void {
    let hash = leaf;
    let level = 0;
    for (let left = this.edge[level]; left; left = this.edge[level]) {
      hash = nodeHash(left, hash);
      this.edge[level] = undefined;
      level += 1;
      onPerfect?.(level, hash);
    }
    this.edge[level] = hash;
    this.size += 1;
  }

  /**
   * Goes on with a tree of so many leaves: of each level of tiles (of 256 hashes) the hashes that its last,
   * unfinished tile has, the lowest level first.
   */
  restore(unfinished: readonly (readonly Uint8Array[])[], size: number): void {
    this.edge.length = 0;
    for (const [level, hashes] of unfinished.entries()) {
      const row = new GrowingRoot();
      for (const hash of hashes) row.add(hash);
      for (const [at, hash] of row.edge.entries()) this.edge[level * LEVELS_OF_A_TILE + at] = hash;
    }
    this.size = size;
  }

  get root(): Uint8Array {
    let root: Uint8Array | undefined;
    for (const hash of this.edge) if (hash) root = root ? nodeHash(hash, root) : hash;
    return root ?? EMPTY_ROOT;
  }
}
