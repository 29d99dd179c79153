/**
 * A ledger of a year holds thousands of entries. They lie in buckets, so that a change copies one of them and
 * not the year: of 10 000 entries some three hundred references.
 */
const BUCKETS = 256;

export type Buckets<Value> = readonly ReadonlyMap<string, Value>[];

export const noBuckets = <Value>(): Buckets<Value> =>
  Array.from({ length: BUCKETS }, () => new Map<string, Value>());

/** FNV-1a: codes of one district differ only in their last digits, and those must spread. */
export function bucketOf(key: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < key.length; index += 1)
    hash = Math.imul(hash ^ key.charCodeAt(index), 0x01000193);
  return (hash >>> 0) % BUCKETS;
}
