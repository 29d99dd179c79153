import { expect, it } from '@jest/globals';
import { PaperBroken, digestsOf } from '../src/index.js';
import type { PaperStore } from '../src/index.js';
import { chunksOf } from './memory-papers.js';

export const TEXT = Buffer.from('三涧溪村集体经营性建设用地入市决议，同意42人，不同意1人。');

export async function allOf(source: AsyncIterable<Uint8Array> | undefined): Promise<string | undefined> {
  if (!source) return undefined;
  const chunks: Uint8Array[] = [];
  for await (const chunk of source) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}

/** What every store of papers does. */
export function keepsPapers(openStore: () => Promise<PaperStore>): void {
  it('gives back what it was given, by its digest', async () => {
    const store = await openStore();
    const paper = await digestsOf(chunksOf(TEXT));
    expect(await store.sizeOf(paper.sha256)).toBeUndefined();
    expect(await store.open(paper.sha256)).toBeUndefined();
    await store.keep(paper, chunksOf(TEXT));
    expect(await store.sizeOf(paper.sha256)).toBe(TEXT.length);
    expect(await allOf(await store.open(paper.sha256))).toBe(TEXT.toString());
  });

  it('keeps the same content once, whoever brings it and however often at once', async () => {
    const store = await openStore();
    const paper = await digestsOf(chunksOf(TEXT));
    await Promise.all([1, 2, 3].map((size) => store.keep(paper, chunksOf(TEXT, size))));
    await store.keep(paper, chunksOf(TEXT));
    expect(await allOf(await store.open(paper.sha256))).toBe(TEXT.toString());
  });

  it('never alters a paper: what comes under its digest later is not even read', async () => {
    const store = await openStore();
    const paper = await digestsOf(chunksOf(TEXT));
    await store.keep(paper, chunksOf(TEXT));
    await store.keep(paper, chunksOf(Buffer.from('另一份')));
    expect(await allOf(await store.open(paper.sha256))).toBe(TEXT.toString());
  });

  it.each([
    ['content of another digest', { sha256: 'a'.repeat(64) }],
    ['content of another SM3', { sm3: 'b'.repeat(64) }],
    ['content that is longer or shorter', { bytes: 3 }],
  ])('keeps nothing of %s', async (_, lie) => {
    const store = await openStore();
    const said = { ...(await digestsOf(chunksOf(TEXT))), ...lie };
    await expect(store.keep(said, chunksOf(TEXT))).rejects.toBeInstanceOf(PaperBroken);
    expect(await store.sizeOf(said.sha256)).toBeUndefined();
  });

  it('keeps nothing of a source that breaks off, and takes the whole one afterwards', async () => {
    const store = await openStore();
    const paper = await digestsOf(chunksOf(TEXT));
    async function* broken(): AsyncIterable<Uint8Array> {
      yield* chunksOf(TEXT.subarray(0, 20));
      throw new Error('cut off');
    }
    await expect(store.keep(paper, broken())).rejects.toThrow('cut off');
    expect(await store.sizeOf(paper.sha256)).toBeUndefined();
    await store.keep(paper, chunksOf(TEXT));
    expect(await store.sizeOf(paper.sha256)).toBe(TEXT.length);
  });

  it.each(['', '../../etc/passwd', 'A'.repeat(64), 'a'.repeat(63), `${'a'.repeat(64)}/x`])(
    'has nothing under %j',
    async (address) => {
      const store = await openStore();
      expect(await store.open(address)).toBeUndefined();
      expect(await store.sizeOf(address)).toBeUndefined();
    },
  );
}
