import { describe, expect, it } from '@jest/globals';
import type { Fact } from '../api/types.js';
import { factsUntil, keyOf, newestFirst, rowsOf } from './timeline.js';

const fact = (position: number, occurredAt: string, role = 'clerk'): Fact => ({
  id: `f${position}`,
  position: String(position),
  type: 'Happened',
  stream: 'scheme-E',
  version: position,
  data: {},
  meta: { actor: { person: 'wang', role, office: 'O' }, occurredAt, policy: 'jinan@2026.1' },
  recordedAt: occurredAt,
  grounds: [],
});
const STORY = [
  fact(1, '2026-10-01T02:00:00.000Z'),
  fact(2, '2026-10-01T02:00:01.000Z', 'engine'),
  fact(3, '2026-10-01T02:00:02.000Z', 'engine'),
  fact(4, '2026-10-04T02:00:00.000Z', 'engine'),
  fact(5, '2026-10-06T01:00:00.000Z'),
];

describe('The story of a case', () => {
  it('folds the steps of the machine and the days on which nothing happened', () => {
    expect(rowsOf(STORY)).toEqual([
      { kind: 'act', fact: STORY[0], also: [] },
      { kind: 'engine', facts: [STORY[1], STORY[2]] },
      { kind: 'idle', days: 3, from: '2026-10-01', to: '2026-10-04' },
      { kind: 'engine', facts: [STORY[3]] },
      { kind: 'act', fact: STORY[4], also: [] },
    ]);
  });

  it('loses no step whichever way it is read', () => {
    const positions = (rows: ReturnType<typeof rowsOf>) =>
      rows.flatMap((row) =>
        row.kind === 'idle'
          ? []
          : row.kind === 'act'
            ? [row.fact.position]
            : row.facts.map((f) => f.position),
      );
    expect(positions(rowsOf(STORY))).toEqual(['1', '2', '3', '4', '5']);
    expect(positions(newestFirst(rowsOf(STORY)))).toEqual(['5', '4', '3', '2', '1']);
    expect(rowsOf([])).toEqual([]);
  });

  it('names each row differently', () => {
    const keys = rowsOf(STORY).map(keyOf);
    expect(new Set(keys).size).toBe(keys.length);
  });

  it('ends with the end of a past day in Beijing', () => {
    const late = fact(6, '2026-10-06T15:59:59.000Z');
    const next = fact(7, '2026-10-06T16:00:00.000Z');
    expect(factsUntil([...STORY, late, next], '2026-10-06').at(-1)).toBe(late);
    expect(factsUntil(STORY, '2026-09-30')).toEqual([]);
  });
});
