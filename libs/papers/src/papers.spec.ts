import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MemoryPapers, chunksOf } from '../testing/memory-papers.js';
import { TEXT, keepsPapers } from '../testing/papers.contract.js';
import { DiskPapers, digestsOf } from './index.js';

describe('papers in memory', () => keepsPapers(() => Promise.resolve(new MemoryPapers())));

describe('papers on disk', () => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'rushi-papers-'));
  });
  afterAll(() => rm(home, { recursive: true, force: true }));
  let count = 0;
  const next = () => join(home, `store-${(count += 1)}`);

  keepsPapers(() => Promise.resolve(new DiskPapers(next())));

  it('lie under their digests, may be written by nobody, and nothing half lies beside them', async () => {
    const folder = next();
    const paper = await digestsOf(chunksOf(TEXT));
    await new DiskPapers(folder).keep(paper, chunksOf(TEXT));
    const place = join(folder, paper.sha256.slice(0, 2), paper.sha256);
    expect((await stat(place)).mode & 0o777).toBe(0o400);
    expect(await readdir(join(folder, 'coming'))).toEqual([]);
    expect(await new DiskPapers(folder).sizeOf(paper.sha256)).toBe(TEXT.length);
  });
});

describe('the digests of a paper', () => {
  it('are those of the standards (FIPS 180-4, GB/T 32905-2016 A.1)', async () => {
    expect(await digestsOf(chunksOf(Buffer.from('abc'), 1))).toEqual({
      sha256: 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
      sm3: '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
      bytes: 3,
    });
  });
});
