import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startClamd } from '../testing/clamd-server.js';
import { chunksOf } from '../testing/memory-papers.js';
import { Clamd, NoScanner } from './index.js';

describe('a scanner that speaks as clamd does', () => {
  let server: Awaited<ReturnType<typeof startClamd>>;
  beforeAll(async () => {
    server = await startClamd({ bytesMax: 10_000 });
  });
  afterAll(() => server.close());
  const scan = (content: Buffer) => new Clamd('127.0.0.1', server.port).scan(chunksOf(content, 1_000));

  it('lets through what is clean', async () => {
    await expect(scan(Buffer.from('决议'))).resolves.toBeUndefined();
  });

  it('names what it found', async () => {
    await expect(scan(Buffer.from('…EICAR…'))).rejects.toMatchObject({
      fault: 'infected',
      found: 'Eicar-Signature',
    });
  });

  it('lets nothing through that it did not look at', async () => {
    await expect(scan(Buffer.alloc(20_000))).rejects.toMatchObject({ fault: 'scanner-away' });
  });

  it('lets nothing through while it is away', async () => {
    const gone = await startClamd();
    await gone.close();
    await expect(new Clamd('127.0.0.1', gone.port).scan(chunksOf(Buffer.from('x')))).rejects.toMatchObject({
      fault: 'scanner-away',
    });
  });
});

describe('an installation without a scanner', () => {
  it('takes what it is given', async () => {
    await expect(new NoScanner().scan()).resolves.toBeUndefined();
  });
});
