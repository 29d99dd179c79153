import { describe, expect, it } from '@jest/globals';
import { grouped, kindOf } from './grouped.js';

describe('many tasks', () => {
  const refused = (task: string, detail: string, parcel?: string, source?: string) => ({
    task,
    ...(parcel ? { parcel } : {}),
    refusal: { code: 'x', detail, ...(source ? { source } : {}) },
  });

  it('tell each reason once, with what it is about', () => {
    expect(
      grouped([
        refused('a', '已由他人签收', 'P1'),
        refused('b', '须回避', 'P2', '第四条'),
        refused('c', '已由他人签收'),
        { task: 'd' },
      ]),
    ).toEqual([
      {
        why: '已由他人签收',
        about: [
          { task: 'a', parcel: 'P1' },
          { task: 'c', parcel: 'c' },
        ],
      },
      { why: '须回避', source: '第四条', about: [{ task: 'b', parcel: 'P2' }] },
    ]);
  });

  it('are of one kind, or of none', () => {
    expect(kindOf([{ kind: 'a' }, { kind: 'a' }])).toBe('a');
    expect(kindOf([{ kind: 'a' }, { kind: 'b' }])).toBeUndefined();
    expect(kindOf([])).toBeUndefined();
  });
});
