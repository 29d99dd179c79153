/**
 * What a paper is known by: its content. SHA-256 is its address, SM3 (GB/T 32905-2016) stands beside it for
 * readers whose house asks for it; both are 64 hexadecimal figures.
 */
export type PaperDigests = Readonly<{
  sha256: string;
  sm3: string;
  /** Of the whole paper. */ bytes: number;
}>;

/** The address of a paper in a store. */
export const PAPER_ADDRESS = /^[0-9a-f]{64}$/;

/** What was to be kept is not what it was said to be; nothing was kept. */
export class PaperBroken extends Error {
  constructor(sha256: string) {
    super(`The content of ${sha256} has another digest or length than was said.`);
    this.name = 'PaperBroken';
  }
}

/**
 * Papers by the digest of their content: written once, never altered, never removed. The same content twice
 * is one paper.
 */
export abstract class PaperStore {
  /**
   * Resolves when the paper will be there after a power failure too, and not before. One that is there
   * already is left as it is.
   * @throws PaperBroken where the source has other content; then nothing is kept
   */
  abstract keep(paper: PaperDigests, source: AsyncIterable<Uint8Array>): Promise<void>;
  /** The content from its beginning; `undefined` where there is no such paper. */
  abstract open(sha256: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** Bytes of a paper; `undefined` where there is no such paper. */
  abstract sizeOf(sha256: string): Promise<number | undefined>;
}
