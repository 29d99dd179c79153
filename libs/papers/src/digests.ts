import { createHash } from 'node:crypto';
import type { PaperDigests } from './paper-store.js';

/** Both digests of what goes by, and how much it was. */
export class Digesting {
  private readonly sha256 = createHash('sha256');
  private readonly sm3 = createHash('sm3');
  private bytes = 0;

  add(chunk: Uint8Array): void {
    this.sha256.update(chunk);
    this.sm3.update(chunk);
    this.bytes += chunk.length;
  }

  /** Once, at the end. */
  end(): PaperDigests {
    return { sha256: this.sha256.digest('hex'), sm3: this.sm3.digest('hex'), bytes: this.bytes };
  }
}

/** The digests of a whole source, which is held in memory a chunk at a time. */
export async function digestsOf(source: AsyncIterable<Uint8Array>): Promise<PaperDigests> {
  const digesting = new Digesting();
  for await (const chunk of source) digesting.add(chunk);
  return digesting.end();
}

/** Whether two contents are the same, by both digests and their length. */
export const isSamePaper = (a: PaperDigests, b: PaperDigests): boolean =>
  a.sha256 === b.sha256 && a.sm3 === b.sm3 && a.bytes === b.bytes;
