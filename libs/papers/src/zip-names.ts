import { PaperRefused } from './faults.js';
import type { Content } from './media.js';

/** Source: APPNOTE.TXT 6.3.10, sections 4.3.12 and 4.3.16. Nothing is unpacked here. */
const END_MARK = 0x06054b50;
const END_BYTES = 22;
const COMMENT_BYTES_MAX = 65_535;
const ENTRY_MARK = 0x02014b50;
const ENTRY_BYTES = 46;
const ENCRYPTED = 0x0001;
/** A paper with more in it than this is none that an office hands in. */
const ENTRIES_MAX = 20_000;
const DIRECTORY_BYTES_MAX = 4 * 1024 * 1024;

export type ZipContents = Readonly<{ names: readonly string[]; encrypted: boolean }>;

/** What the directory of an archive lists. @throws PaperRefused `unknown` where it cannot be read */
export async function contentsOfZip(content: Content): Promise<ZipContents> {
  const tail = await content.read(
    Math.max(0, content.bytes - END_BYTES - COMMENT_BYTES_MAX),
    END_BYTES + COMMENT_BYTES_MAX,
  );
  const end = lastEnd(tail);
  if (end === undefined) throw new PaperRefused('unknown');
  const entries = tail.readUInt16LE(end + 10);
  const bytes = tail.readUInt32LE(end + 12);
  const at = tail.readUInt32LE(end + 16);
  if (entries > ENTRIES_MAX || bytes > DIRECTORY_BYTES_MAX || at + bytes > content.bytes)
    throw new PaperRefused('unknown');
  return listed(await content.read(at, bytes), entries);
}

function lastEnd(tail: Buffer): number | undefined {
  for (let at = tail.length - END_BYTES; at >= 0; at--) if (tail.readUInt32LE(at) === END_MARK) return at;
  return undefined;
}

function listed(directory: Buffer, entries: number): ZipContents {
  const names: string[] = [];
  let encrypted = false;
  let at = 0;
  for (let entry = 0; entry < entries; entry++) {
    if (at + ENTRY_BYTES > directory.length || directory.readUInt32LE(at) !== ENTRY_MARK)
      throw new PaperRefused('unknown');
    encrypted ||= (directory.readUInt16LE(at + 8) & ENCRYPTED) !== 0;
    const [name, extra, comment] = [28, 30, 32].map((place) => directory.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ];
    // Names of the parts that tell a kind are ASCII; of the others only the ending matters.
    names.push(directory.toString('latin1', at + ENTRY_BYTES, at + ENTRY_BYTES + name));
    at += ENTRY_BYTES + name + extra + comment;
  }
  return { names, encrypted };
}
