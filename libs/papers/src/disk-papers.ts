import { randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { chmod, link, mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Digesting, isSamePaper } from './digests.js';
import { PAPER_ADDRESS, PaperBroken, PaperStore } from './paper-store.js';
import type { PaperDigests } from './paper-store.js';

/** Papers in folders of the first two figures of their digests, so that no folder grows without end. */
const FOLDER_FIGURES = 2;
const FOLDER_MODE = 0o700;
/** Nobody may write to a paper, not even who keeps it. */
const PAPER_MODE = 0o400;
const COMING = 'coming';

/**
 * Papers as files of one folder. A paper is written beside, flushed, and gets its name in one step, by a link
 * that fails where the name is taken: whoever sees the name sees the whole paper.
 */
export class DiskPapers extends PaperStore {
  constructor(private readonly folder: string) {
    super();
  }

  async keep(paper: PaperDigests, source: AsyncIterable<Uint8Array>): Promise<void> {
    const place = this.placeOf(paper.sha256);
    if (!place) throw new PaperBroken(paper.sha256);
    if ((await this.sizeOf(paper.sha256)) !== undefined) return;
    const coming = join(this.folder, COMING, randomUUID());
    await makeFolder(dirname(coming), this.folder);
    await makeFolder(dirname(place), this.folder);
    try {
      const written = await writeWhole(coming, source);
      if (!isSamePaper(written, paper)) throw new PaperBroken(paper.sha256);
      await chmod(coming, PAPER_MODE);
      await link(coming, place).catch((error: NodeJS.ErrnoException) => {
        // Somebody else kept the same content meanwhile.
        if (error.code !== 'EEXIST') throw error;
      });
      await flushFolder(dirname(place));
    } finally {
      await rm(coming, { force: true });
    }
  }

  async open(sha256: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    const place = this.placeOf(sha256);
    if (!place || (await this.sizeOf(sha256)) === undefined) return undefined;
    return createReadStream(place) as AsyncIterable<Uint8Array>;
  }

  async sizeOf(sha256: string): Promise<number | undefined> {
    const place = this.placeOf(sha256);
    if (!place) return undefined;
    return stat(place).then(({ size }) => size, absent);
  }

  /** Nothing but a digest becomes part of a path. */
  private placeOf(sha256: string): string | undefined {
    return PAPER_ADDRESS.test(sha256)
      ? join(this.folder, sha256.slice(0, FOLDER_FIGURES), sha256)
      : undefined;
  }
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code === 'ENOENT') return undefined;
  throw error;
}

async function writeWhole(path: string, source: AsyncIterable<Uint8Array>): Promise<PaperDigests> {
  const digesting = new Digesting();
  const file = await open(path, 'wx', FOLDER_MODE);
  try {
    for await (const chunk of source) {
      digesting.add(chunk);
      await file.writeFile(chunk);
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return digesting.end();
}

/** A new folder lasts once its parents are flushed. */
async function makeFolder(folder: string, top: string): Promise<void> {
  if ((await mkdir(folder, { recursive: true, mode: FOLDER_MODE })) === undefined) return;
  await flushFolder(top);
  await flushFolder(dirname(top));
}

async function flushFolder(folder: string): Promise<void> {
  // Windows has no such thing, and keeps its folders by itself.
  const opened = await open(folder, 'r').catch(() => undefined);
  await opened?.sync().catch(() => undefined);
  await opened?.close();
}
