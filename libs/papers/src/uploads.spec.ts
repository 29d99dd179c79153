import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { allOf } from '../testing/papers.contract.js';
import { ChunkMisplaced, UPLOAD_HOURS_MAX, Uploads } from './index.js';

const HOUR_MS = 3_600_000;
const id = (figure: string) => figure.repeat(32);
const begun = { id: id('a'), owner: 'wang', name: '决议.pdf', bytes: 10, begunAtMs: 0 };

describe('a paper that comes in pieces', () => {
  let home: string;
  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'rushi-uploads-'));
  });
  afterAll(() => rm(home, { recursive: true, force: true }));
  let count = 0;
  const next = () => new Uploads(join(home, `${(count += 1)}`));

  it('goes on where it was left, also in another process', async () => {
    const uploads = next();
    const upload = await uploads.begin(begun);
    expect(await uploads.append(upload, 0, Buffer.from('01234'))).toBe(5);
    const elsewhere = new Uploads(join(home, `${count}`));
    const found = await elsewhere.find('wang', begun.id);
    expect(found).toEqual({ ...begun, offset: 5 });
    expect(await elsewhere.append(found!, 5, Buffer.from('56789'))).toBe(10);
    expect(await allOf(elsewhere.source(found!))).toBe('0123456789');
  });

  it('is begun once: the same again loses nothing', async () => {
    const uploads = next();
    const upload = await uploads.begin(begun);
    await uploads.append(upload, 0, Buffer.from('012'));
    expect(await uploads.begin(begun)).toEqual({ ...begun, offset: 3 });
  });

  it.each([
    ['before where it goes on', 1, 'x'],
    ['after a gap', 4, 'x'],
    ['beyond its end', 3, 'x'.repeat(8)],
  ])('takes no piece %s, and says where it goes on', async (_, at, piece) => {
    const uploads = next();
    const upload = await uploads.begin(begun);
    await uploads.append(upload, 0, Buffer.from('012'));
    const refusal = await uploads.append(upload, at, Buffer.from(piece)).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(ChunkMisplaced);
    expect(refusal).toMatchObject({ offset: 3 });
    expect(await allOf(uploads.source(upload))).toBe('012');
  });

  it('belongs to whoever began it', async () => {
    const uploads = next();
    await uploads.begin(begun);
    await uploads.begin({ ...begun, id: id('b'), owner: 'li' });
    expect(await uploads.find('li', begun.id)).toBeUndefined();
    expect(await uploads.of('li')).toHaveLength(1);
    expect(await uploads.find('wang', '../../x')).toBeUndefined();
  });

  it('is removed when it was begun too long ago, and not before', async () => {
    const uploads = next();
    await uploads.begin(begun);
    expect(await uploads.sweep(UPLOAD_HOURS_MAX * HOUR_MS)).toBe(0);
    expect(await uploads.sweep(UPLOAD_HOURS_MAX * HOUR_MS + 1)).toBe(1);
    expect(await uploads.find('wang', begun.id)).toBeUndefined();
  });
});
