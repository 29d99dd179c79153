import { Zip, ZipPassThrough } from 'fflate';

/** A file of an archive; a slash in `path` is a folder. */
export type Filed = Readonly<{
  path: string;
  /** Written as its time, which a ZIP holds without a zone and to two seconds. */
  at: Date;
  content: Iterable<Uint8Array> | AsyncIterable<Uint8Array>;
}>;

/** Longer ones are refused by file systems once they are unpacked, in bytes of UTF-8. */
const NAME_BYTES_MAX = 180;

/**
 * What somebody called a file, as every system can unpack it: no folder, no drive, no control sign, nothing
 * that hides it or ends in a dot.
 */
export function archiveName(name: string): string {
  const plain = name
    .normalize('NFC')
    .replaceAll(/[/\\:*?"<>|\p{Cc}\p{Cf}\p{Surrogate}]/gu, '_')
    .replace(/^[.\s]+/, '_')
    .trimEnd();
  const end = /\.[A-Za-z0-9]{1,8}$/.exec(plain)?.[0] ?? '';
  let stem = [...plain.slice(0, plain.length - end.length)];
  while (Buffer.byteLength(stem.join('')) > NAME_BYTES_MAX - end.length) stem = stem.slice(0, -1);
  return `${stem.join('') || '_'}${end}`;
}

/**
 * A ZIP of these files in their order, a piece at a time as each is read, so that an archive is never whole
 * in memory. Nothing is compressed: papers are so already. @throws what reading a file throws; the archive
 * is cut off then, and no reader takes it for whole
 */
export async function* zipOf(files: Iterable<Filed> | AsyncIterable<Filed>): AsyncGenerator<Uint8Array> {
  const ready: Uint8Array[] = [];
  const zip = new Zip((error, piece) => {
    if (error) throw error;
    ready.push(piece);
  });
  for await (const { path, at, content } of files) {
    const entry = new ZipPassThrough(path);
    entry.mtime = at;
    zip.add(entry);
    for await (const piece of content) {
      entry.push(piece);
      yield* ready.splice(0);
    }
    entry.push(new Uint8Array(), true);
    yield* ready.splice(0);
  }
  zip.end();
  yield* ready.splice(0);
}
