import { createReadStream } from 'node:fs';
import { mkdir, open, readFile, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Content } from './media.js';
import { UPLOAD_HOURS_MAX } from './limits.js';

const ID = /^[0-9a-f]{32}$/;
const HOUR_MS = 3_600_000;
const FOLDER_MODE = 0o700;
const OWNER_ONLY = 0o600;

/** A paper on its way: `bytes` are to come, the first `offset` of them are there. */
export type Upload = Readonly<{
  id: string;
  /** Who began it, and alone may go on. */
  owner: string;
  /** What the file is called where it comes from. */
  name: string;
  bytes: number;
  /** Milliseconds since 1970. */
  begunAtMs: number;
  offset: number;
}>;

/** A chunk does not begin where the last one ended, or reaches past the end. */
export class ChunkMisplaced extends Error {
  constructor(readonly offset: number) {
    super(`The upload goes on at byte ${offset}.`);
    this.name = 'ChunkMisplaced';
  }
}

/**
 * Papers that come in pieces, in a folder that all processes of an installation share. What was acknowledged
 * is flushed: a transfer goes on from there after a crash of either side.
 */
export class Uploads {
  constructor(private readonly folder: string) {}

  /** The same id again is the upload that was begun. */
  async begin(upload: Omit<Upload, 'offset'>): Promise<Upload> {
    const known = await this.find(upload.owner, upload.id);
    if (known) return known;
    await mkdir(this.folder, { recursive: true, mode: FOLDER_MODE });
    const { part, note } = this.placesOf(upload.id);
    await writeFile(part, '', { mode: OWNER_ONLY, flag: 'a' });
    await writeFile(note, JSON.stringify(upload), { mode: OWNER_ONLY, flush: true });
    return { ...upload, offset: 0 };
  }

  /** `undefined` where there is none, or where somebody else began it. */
  async find(owner: string, id: string): Promise<Upload | undefined> {
    const upload = ID.test(id) ? await this.read(id) : undefined;
    return upload?.owner === owner ? upload : undefined;
  }

  async of(owner: string): Promise<readonly Upload[]> {
    return (await this.all()).filter((upload) => upload.owner === owner);
  }

  /**
   * Takes the next piece; the caller sees to it that one comes at a time.
   * @throws ChunkMisplaced with where it goes on
   */
  async append({ id, bytes }: Upload, at: number, chunk: Uint8Array): Promise<number> {
    const file = await open(this.placesOf(id).part, 'r+');
    try {
      const { size } = await file.stat();
      if (at !== size || at + chunk.length > bytes) throw new ChunkMisplaced(size);
      await file.write(chunk, 0, chunk.length, at);
      await file.sync();
      return size + chunk.length;
    } finally {
      await file.close();
    }
  }

  /** What has come so far, from its beginning. */
  source({ id }: Upload): AsyncIterable<Uint8Array> {
    return createReadStream(this.placesOf(id).part) as AsyncIterable<Uint8Array>;
  }

  /** Lets `look` read anywhere in what has come so far. */
  async reading<T>({ id }: Upload, look: (content: Content) => Promise<T>): Promise<T> {
    const file = await open(this.placesOf(id).part, 'r');
    try {
      const { size: bytes } = await file.stat();
      const read = async (at: number, length: number) => {
        const buffer = Buffer.alloc(Math.max(0, Math.min(length, bytes - at)));
        const { bytesRead } = await file.read(buffer, 0, buffer.length, at);
        return buffer.subarray(0, bytesRead);
      };
      return await look({ bytes, read });
    } finally {
      await file.close();
    }
  }

  async drop(id: string): Promise<void> {
    if (!ID.test(id)) return;
    const { part, note } = this.placesOf(id);
    await rm(note, { force: true });
    await rm(part, { force: true });
  }

  /** Removes what was begun more than {@link UPLOAD_HOURS_MAX} ago; answers how many. */
  async sweep(nowMs: number): Promise<number> {
    const old = (await this.all()).filter(({ begunAtMs }) => nowMs - begunAtMs > UPLOAD_HOURS_MAX * HOUR_MS);
    for (const { id } of old) await this.drop(id);
    return old.length;
  }

  private async all(): Promise<readonly Upload[]> {
    const files = await readdir(this.folder).catch(() => []);
    const found = await Promise.all(
      files.flatMap((file) => (file.endsWith('.json') ? [this.read(file.slice(0, -'.json'.length))] : [])),
    );
    return found.filter((upload) => upload !== undefined);
  }

  private async read(id: string): Promise<Upload | undefined> {
    const { part, note } = this.placesOf(id);
    try {
      const upload = JSON.parse(await readFile(note, 'utf8')) as Omit<Upload, 'offset'>;
      return { ...upload, offset: (await stat(part)).size };
    } catch {
      // Gone meanwhile, or cut off while it was begun: as good as none.
      return undefined;
    }
  }

  private placesOf(id: string): Readonly<{ part: string; note: string }> {
    return { part: join(this.folder, `${id}.part`), note: join(this.folder, `${id}.json`) };
  }
}
