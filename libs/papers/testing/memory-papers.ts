import { Digesting, PaperBroken, PaperStore, isSamePaper } from '../src/index.js';
import type { PaperDigests } from '../src/index.js';

/** Papers in memory, for tests that are not about disks. */
export class MemoryPapers extends PaperStore {
  private readonly papers = new Map<string, Uint8Array>();

  async keep(paper: PaperDigests, source: AsyncIterable<Uint8Array>): Promise<void> {
    if (this.papers.has(paper.sha256)) return;
    const digesting = new Digesting();
    const chunks: Uint8Array[] = [];
    for await (const chunk of source) {
      digesting.add(chunk);
      chunks.push(chunk);
    }
    if (!isSamePaper(digesting.end(), paper)) throw new PaperBroken(paper.sha256);
    this.papers.set(paper.sha256, Buffer.concat(chunks));
  }

  open(sha256: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    const bytes = this.papers.get(sha256);
    return Promise.resolve(bytes && chunksOf(bytes));
  }

  sizeOf(sha256: string): Promise<number | undefined> {
    return Promise.resolve(this.papers.get(sha256)?.length);
  }
}

/** Bytes as they come over a wire: in pieces. */
export async function* chunksOf(bytes: Uint8Array, size = 7): AsyncIterable<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield await Promise.resolve(bytes.subarray(at, at + size));
}
