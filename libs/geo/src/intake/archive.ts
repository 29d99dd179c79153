/**
 * A ZIP archive, read from its directory: names that lead outside, links and passwords are refused, nothing
 * is unpacked beyond what was allowed, whatever the directory says, and every file is held against its
 * checksum.
 */
import { Inflate } from 'fflate';
import type { IntakeLimits } from './limits.js';
import { RATIO_FROM_BYTES, UNPACKED_RATIO_MAX } from './limits.js';
import { refuse } from './refusals.js';
import { decode } from './text.js';

export type ArchiveEntry = Readonly<{ name: string; read: () => Uint8Array }>;
type Entry = Readonly<{
  name: string;
  method: number;
  flags: number;
  crc: number;
  packed: number;
  offset: number;
  mode: number;
}>;

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const [END_BYTES, CENTRAL_BYTES, LOCAL_BYTES] = [22, 46, 30] as const;
const COMMENT_BYTES_MAX = 65_535;
const ENCRYPTED = 1;
const UTF8_NAMES = 0x800;
const [STORED, DEFLATED] = [0, 8] as const;
/** The kind of a file in the upper half of its Unix mode. */
const [KIND, LINK] = [0xf000, 0xa000] as const;
/** So much is unpacked between two looks at how much it has become. */
const CHUNK_BYTES = 65_536;

export const isArchive = (bytes: Uint8Array): boolean =>
  bytes[0] === 0x50 && bytes[1] === 0x4b && (bytes[2] === 3 || bytes[2] === 5);

/**
 * The files of an archive, without folders and without what macOS leaves beside them. Each is unpacked when
 * it is read; all together count against one limit.
 * @throws Rejected `intake.zip-*`, `intake.too-many-files`, `intake.unpacked-too-large`.
 */
export function openArchive(bytes: Uint8Array, limits: IntakeLimits): readonly ArchiveEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = directoryOf(view, bytes, limits);
  for (const entry of entries) requireHarmless(entry);
  let left = limits.unpackedBytes;
  return entries
    .filter(({ name }) => !name.endsWith('/') && !/(^|\/)(__MACOSX\/|\.)/.test(name))
    .map((entry) => ({
      name: entry.name,
      read: () => {
        const content = unpack(view, bytes, entry, left, limits.unpackedBytes);
        left -= content.byteLength;
        return content;
      },
    }));
}

function directoryOf(view: DataView, bytes: Uint8Array, limits: IntakeLimits): readonly Entry[] {
  const end = endOf(view);
  const count = view.getUint16(end + 10, true);
  if (count > limits.files) throw refuse('intake.too-many-files', { found: count, max: limits.files });
  const entries: Entry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + CENTRAL_BYTES > end || view.getUint32(at, true) !== CENTRAL) throw broken('目录不完整');
    const [nameBytes, extra, comment] = [28, 30, 32].map((field) => view.getUint16(at + field, true)) as [
      number,
      number,
      number,
    ];
    const raw = bytes.subarray(at + CENTRAL_BYTES, at + CENTRAL_BYTES + nameBytes);
    const flags = view.getUint16(at + 8, true);
    entries.push({
      name: flags & UTF8_NAMES ? new TextDecoder().decode(raw) : decode(raw).text,
      flags,
      method: view.getUint16(at + 10, true),
      crc: view.getUint32(at + 16, true),
      packed: view.getUint32(at + 20, true),
      offset: view.getUint32(at + 42, true),
      mode: view.getUint32(at + 38, true) >>> 16,
    });
    at += CENTRAL_BYTES + nameBytes + extra + comment;
  }
  return entries;
}

function endOf(view: DataView): number {
  const last = view.byteLength - END_BYTES;
  for (let at = last; at >= 0 && at >= last - COMMENT_BYTES_MAX; at -= 1)
    if (view.getUint32(at, true) === END) return at;
  throw broken('找不到目录，文件可能没有传完');
}

const broken = (reason: string) => refuse('intake.zip-broken', { reason });

function requireHarmless({ name, flags, mode, method }: Entry): void {
  const file = name.slice(0, 100);
  const parts = name.split(/[\\/]/);
  if (/^([\\/]|[A-Za-z]:)/.test(name) || parts.includes('..') || name.includes('\0'))
    throw refuse('intake.zip-path', { file });
  if ((mode & KIND) === LINK) throw refuse('intake.zip-link', { file });
  if (flags & ENCRYPTED) throw refuse('intake.zip-encrypted', { file });
  if (method !== STORED && method !== DEFLATED) throw refuse('intake.zip-method', { file, method });
}

function unpack(view: DataView, bytes: Uint8Array, entry: Entry, left: number, max: number): Uint8Array {
  const { offset, packed, method, name } = entry;
  if (offset + LOCAL_BYTES > view.byteLength || view.getUint32(offset, true) !== LOCAL)
    throw broken(`“${name}”不在目录所说的位置`);
  const from = offset + LOCAL_BYTES + view.getUint16(offset + 26, true) + view.getUint16(offset + 28, true);
  if (from + packed > view.byteLength) throw broken(`“${name}”不完整`);
  const content = bytes.subarray(from, from + packed);
  if (method === STORED && packed > left) throw refuse('intake.unpacked-too-large', { max });
  const plain = method === STORED ? content : inflated(content, entry, left, max);
  if (crcOf(plain) !== entry.crc) throw broken(`“${name}”的校验和不符`);
  return plain;
}

function inflated(content: Uint8Array, { name }: Entry, left: number, max: number): Uint8Array {
  const parts: Uint8Array[] = [];
  let [size, ended] = [0, false];
  const inflate = new Inflate((part, final) => {
    size += part.byteLength;
    ended ||= final;
    if (size > left) throw refuse('intake.unpacked-too-large', { max });
    if (size > RATIO_FROM_BYTES && size > content.byteLength * UNPACKED_RATIO_MAX)
      throw refuse('intake.zip-bomb', { file: name, max: UNPACKED_RATIO_MAX });
    parts.push(part.slice());
  });
  try {
    for (let at = 0; at < content.byteLength || at === 0; at += CHUNK_BYTES)
      inflate.push(content.subarray(at, at + CHUNK_BYTES), at + CHUNK_BYTES >= content.byteLength);
  } catch (error) {
    if (error instanceof Error && 'code' in error && String(error.code).startsWith('intake.')) throw error;
    throw broken(`“${name}”无法解压`);
  }
  if (!ended) throw broken(`“${name}”不完整`);
  const whole = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}

const POLYNOMIAL = 0xedb88320;
const CRC_TABLE = Uint32Array.from({ length: 256 }, (_, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ POLYNOMIAL : value >>> 1;
  return value;
});

/** CRC-32 as ZIP has it. */
export function crcOf(bytes: Uint8Array): number {
  let crc = 0xffffffff;
  for (const byte of bytes) crc = (crc >>> 8) ^ CRC_TABLE[(crc ^ byte) & 0xff]!;
  return (crc ^ 0xffffffff) >>> 0;
}
