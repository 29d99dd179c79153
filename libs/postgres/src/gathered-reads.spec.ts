import { describe, expect, it } from '@jest/globals';
import { GatheredReads } from './gathered-reads.js';
import type { RowKey } from './gathered-reads.js';

/** A table of rows whose value is their key, and the statements that asked for it. */
function table(fault?: (keys: readonly RowKey[]) => Error | undefined) {
  const statements: (readonly RowKey[])[] = [];
  const reads = new GatheredReads<string>(async (keys) => {
    statements.push(keys);
    await new Promise(setImmediate);
    const error = fault?.(keys);
    if (error) throw error;
    return keys.filter(([, key]) => key !== 'absent').map(([space, key]) => ({ space, key, value: key }));
  });
  return { reads, statements };
}
const of = (code: string) => Object.assign(new Error(code), { code });

describe('reads of single rows', () => {
  it('go in one statement when they are asked for at once, each row once', async () => {
    const { reads, statements } = table();
    const asked = [reads.get('a', '1'), reads.get('a', '2'), reads.get('b', '1'), reads.get('a', '1')];
    expect(await Promise.all(asked)).toEqual(['1', '2', '1', '1']);
    expect(statements).toEqual([
      [
        ['a', '1'],
        ['a', '2'],
        ['b', '1'],
      ],
    ]);
  });

  it('find nothing where there is no row, and keep nothing of what they found', async () => {
    const { reads, statements } = table();
    expect(await Promise.all([reads.get('a', 'absent'), reads.get('a', '1')])).toEqual([undefined, '1']);
    expect(await reads.get('a', '1')).toBe('1');
    expect(statements).toHaveLength(2);
  });

  it('wait for one of the statements on their way, and are then asked for together', async () => {
    const { reads, statements } = table();
    const asked: Promise<string | undefined>[] = [];
    for (let n = 0; n < 20; n += 1) {
      asked.push(reads.get('a', String(n)));
      if (n < 2) await new Promise(setImmediate);
    }
    expect(await Promise.all(asked)).toEqual(Array.from({ length: 20 }, (_, n) => String(n)));
    expect(statements.length).toBeLessThan(5);
  });

  it('all fail with the storage', async () => {
    const { reads } = table(() => of('57P01'));
    const answers = await Promise.allSettled([reads.get('a', '1'), reads.get('a', '2')]);
    expect(answers.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });

  it('fail alone where only their own key cannot be asked for', async () => {
    const { reads } = table((keys) => (keys.some(([, key]) => key === 'bad') ? of('22021') : undefined));
    const answers = await Promise.allSettled([
      reads.get('a', '1'),
      reads.get('a', 'bad'),
      reads.get('a', '2'),
    ]);
    expect(answers.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  });
});
