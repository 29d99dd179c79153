import { describe, expect, it } from '@jest/globals';
import type { EngineApp } from './engine-app.js';
import { MemoryPapers, chunksOf } from '../../../libs/papers/testing/memory-papers.js';
import { digestsOf } from '#papers';
import { fact, SharedMemory } from '#kernel/testing';
import { papersCheck } from './verify-papers.js';

const CONTENT = Buffer.from('决议');
const subject = { entry: '370114001001JB00012-1' };

async function logOf(papers: readonly object[]): Promise<Pick<EngineApp, 'store'>> {
  const store = new SharedMemory().open().store;
  if (papers.length > 0)
    await store.append(
      'papers-1',
      -1,
      papers.map((data, index) => ({ ...fact('PaperAttached', `p${index}`), data: { subject, ...data } })),
    );
  return { store };
}

describe('the papers of a log', () => {
  it('are asked for nothing where the log names none', async () => {
    expect(await papersCheck(await logOf([]), new MemoryPapers())).toBeUndefined();
  });

  it('are whole where every digest is that of what is kept', async () => {
    const papers = new MemoryPapers();
    const digests = await digestsOf(chunksOf(CONTENT));
    await papers.keep(digests, chunksOf(CONTENT));
    const named = { ...digests, paper: 1, name: '决议.pdf' };
    expect(await papersCheck(await logOf([named, { ...named, paper: 2 }]), papers)).toMatchObject({
      looked: 2,
      violations: [],
    });
  });

  it('are named one by one where they are lost or have another digest', async () => {
    const papers = new MemoryPapers();
    const digests = await digestsOf(chunksOf(CONTENT));
    await papers.keep(digests, chunksOf(CONTENT));
    const wrong = { ...digests, sm3: 'b'.repeat(64), paper: 1, name: '决议.pdf' };
    const lost = { ...digests, sha256: 'a'.repeat(64), paper: 2, name: '评估.pdf' };
    const check = await papersCheck(await logOf([wrong, lost]), papers);
    expect(check?.violations).toEqual([
      `${subject.entry} 第1份材料“决议.pdf”：内容与登记的 SHA-256、SM3 或者长度不符`,
      `${subject.entry} 第2份材料“评估.pdf”：存储中没有它的内容`,
    ]);
  });
});
