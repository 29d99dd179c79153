/** Contents of papers as small as they can be, made here, for tests. */
import type { Content } from '../src/index.js';

export const contentOf = (bytes: Buffer): Content => ({
  bytes: bytes.length,
  read: (at, length) => Promise.resolve(bytes.subarray(at, at + length)),
});

/** A ZIP archive of empty files of these names. */
export function zipOf(names: readonly string[], { encrypted = false } = {}): Buffer {
  const locals: Buffer[] = [];
  const directory: Buffer[] = [];
  let at = 0;
  for (const name of names) {
    const local = Buffer.alloc(30 + name.length);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(name.length, 26);
    local.write(name, 30, 'latin1');
    const entry = Buffer.alloc(46 + name.length);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(encrypted ? 1 : 0, 8);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    entry.write(name, 46, 'latin1');
    locals.push(local);
    directory.push(entry);
    at += local.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(names.length, 8);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(Buffer.concat(directory).length, 12);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, ...directory, end]);
}

/** A compound file with nothing but a directory of these names, in a chain of as many sectors as it takes. */
export function oleOf(names: readonly string[]): Buffer {
  const SECTOR = 512;
  const PER_SECTOR = 4;
  const sectors = Math.ceil(names.length / PER_SECTOR);
  const header = Buffer.alloc(SECTOR);
  header.set([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]);
  header.writeUInt16LE(9, 30);
  header.writeUInt32LE(1, 48);
  header.writeUInt32LE(0, 76);
  const fat = Buffer.alloc(SECTOR, 0xff);
  for (let sector = 1; sector <= sectors; sector++)
    fat.writeUInt32LE(sector === sectors ? 0xfffffffe : sector + 1, sector * 4);
  const directory = Buffer.alloc(sectors * SECTOR);
  names.forEach((name, index) => {
    directory.write(name, index * 128, 'utf16le');
    directory.writeUInt16LE(name.length * 2 + 2, index * 128 + 64);
  });
  return Buffer.concat([header, fat, directory]);
}

/** A PDF of no page, with anything in it: what is kept is what was given. */
export const pdfOf = (text: string, trailer = '<< /Root 1 0 R >>'): Buffer =>
  Buffer.from(`%PDF-1.7\n% ${text}\n1 0 obj << /Type /Catalog >> endobj\ntrailer ${trailer}\n%%EOF\n`);
