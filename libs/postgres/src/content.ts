import { createHash } from 'node:crypto';

const LENGTH_BYTES = 4;
const HASH_BYTES = 32;
/** What stands before the first event of a stream in its chain. */
export const CHAIN_START = Buffer.alloc(HASH_BYTES);

/** The bytes of one event, each part after its length as int4: what is stored is what is hashed. */
export type Content = Readonly<{ type: Buffer; data: Buffer; meta: Buffer; hash: Buffer; bytes: number }>;

export function contentOf(type: string, data: string, meta: string): Content {
  const parts = [type, data, meta];
  const lengths = parts.map((part) => Buffer.byteLength(part));
  const whole = Buffer.allocUnsafe(lengths.reduce((sum, length) => sum + LENGTH_BYTES + length, 0));
  let at = 0;
  const slices = parts.map((part, index) => {
    const from = at;
    whole.writeInt32BE(lengths[index]!, from);
    whole.write(part, from + LENGTH_BYTES);
    at += LENGTH_BYTES + lengths[index]!;
    return whole.subarray(from, at);
  });
  const hash = Buffer.allocUnsafe(LENGTH_BYTES + HASH_BYTES);
  hash.writeInt32BE(HASH_BYTES, 0);
  createHash('sha256').update(whole).digest().copy(hash, LENGTH_BYTES);
  return { type: slices[0]!, data: slices[1]!, meta: slices[2]!, hash, bytes: whole.length };
}

/**
 * The hash of an event from the hash of the one before it in its stream; the database's `chain` does the
 * same. `recordedMs` is when the event was recorded, in milliseconds since 1970; events of 0.1.0 were hashed
 * without it.
 */
export function chain(
  before: Buffer,
  version: number,
  stream: string,
  content: Content,
  recordedMs?: bigint,
): Buffer {
  const hash = createHash('sha256')
    .update(before)
    .update(int8(BigInt(version)))
    .update(stream);
  hash.update(content.hash.subarray(LENGTH_BYTES));
  return (recordedMs === undefined ? hash : hash.update(int8(recordedMs))).digest();
}

function int8(value: bigint): Buffer {
  const bytes = Buffer.allocUnsafe(8);
  bytes.writeBigInt64BE(value);
  return bytes;
}
