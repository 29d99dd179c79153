import { beforeEach, describe, expect, it } from '@jest/globals';
import { MemoryKeyValues } from '#kernel/testing';
import { DRAFTS_PER_PERSON_MAX, DRAFT_BYTES_MAX, DRAFT_DAYS, Drafts } from './drafts.js';
import { DAY_MS } from './time.js';

describe('Drafts', () => {
  let now: number;
  let drafts: Drafts;
  const of = (title: string, content: object = {}) => ({ title, content });

  beforeEach(() => {
    now = Date.parse('2026-11-30T06:00:00.000Z');
    drafts = new Drafts(new MemoryKeyValues(() => now), { ms: () => now });
  });

  it('are kept with a version that counts, and open again as they were', async () => {
    await drafts.keep('wang', 'scheme-1', 0, of('一', { a: 1 }));
    now += 1;
    expect(await drafts.keep('wang', 'scheme-1', 1, of('二', { a: 2 }))).toMatchObject({ version: 2 });
    expect(await drafts.find('wang', 'scheme-1')).toEqual({
      id: 'scheme-1',
      version: 2,
      savedAt: '2026-11-30T06:00:00.001Z',
      title: '二',
      content: { a: 2 },
    });
  });

  it('are not overwritten by a tab that has not seen the newest version', async () => {
    await drafts.keep('wang', 'scheme-1', 0, of('一'));
    await drafts.keep('wang', 'scheme-1', 1, of('二'));
    expect(await drafts.keep('wang', 'scheme-1', 1, of('三'))).toBeUndefined();
    expect(await drafts.keep('wang', 'scheme-1', 0, of('四'))).toBeUndefined();
    expect((await drafts.find('wang', 'scheme-1'))?.title).toBe('二');
  });

  it('take one of two tabs that write at once', async () => {
    const both = ['一', '二'].map((title) => drafts.keep('wang', 'scheme-1', 0, of(title)));
    const kept = (await Promise.all(both)).filter((row) => row !== undefined);
    expect(kept).toHaveLength(1);
    expect((await drafts.find('wang', 'scheme-1'))?.title).toBe(kept[0]!.title);
  });

  it('do not come back once they are deleted, whatever an old tab sends', async () => {
    await drafts.keep('wang', 'scheme-1', 0, of('一'));
    await drafts.drop('wang', 'scheme-1');
    await drafts.drop('wang', 'scheme-1');
    expect(await drafts.keep('wang', 'scheme-1', 1, of('二'))).toBeUndefined();
    expect(await drafts.versionOf('wang', 'scheme-1')).toBe(0);
  });

  it('are each person’s own, also where one name begins with another', async () => {
    await drafts.keep('wang', 'a', 0, of('王'));
    await drafts.keep('wang2', 'a', 0, of('王二'));
    expect(await drafts.list('wang')).toMatchObject([{ id: 'a', title: '王' }]);
    expect(await drafts.find('li', 'a')).toBeUndefined();
  });

  it('are listed with the last one first, without their content', async () => {
    for (const id of ['a', 'b']) {
      await drafts.keep('wang', id, 0, of(id));
      now += 1_000;
    }
    await drafts.keep('wang', 'a', 1, of('a again'));
    const rows = await drafts.list('wang');
    expect(rows.map(({ id, version }) => [id, version])).toEqual([['a', 2], ['b', 1]]); // prettier-ignore
    expect(rows[0]).not.toHaveProperty('content');
  });

  it('are refused when one is too large, counted in bytes', async () => {
    const size = Math.ceil(DRAFT_BYTES_MAX / 3);
    await expect(drafts.keep('wang', 'a', 0, of('', { a: '宗'.repeat(size) }))).rejects.toMatchObject({
      code: 'draft.too-large',
    });
    expect(await drafts.keep('wang', 'a', 0, of('', { a: 'x'.repeat(size) }))).toBeDefined();
  });

  it('are refused when a person has too many, and then only new ones', async () => {
    for (let n = 0; n < DRAFTS_PER_PERSON_MAX; n++) await drafts.keep('wang', `d${n}`, 0, of(''));
    await expect(drafts.keep('wang', 'more', 0, of(''))).rejects.toMatchObject({ code: 'draft.too-many' });
    expect(await drafts.keep('wang', 'd0', 1, of(''))).toBeDefined();
  });

  it('are gone when nobody has touched them for their time', async () => {
    await drafts.keep('wang', 'a', 0, of(''));
    now += DRAFT_DAYS * DAY_MS + 1;
    expect(await drafts.list('wang')).toEqual([]);
  });
});
