import { describe, expect, it } from '@jest/globals';
import { DESCRIBED } from '../body/fields.js';
import { DECISIONS, bulkDecisionOf } from './decisions.js';

describe('decisions in bulk', () => {
  const many = Object.entries(DECISIONS).filter(([, { inBulk }]) => inBulk);

  it('are the opinions that agree, and what goes on as it is', () => {
    expect(many.map(([key]) => key).sort()).toEqual([
      'decide-default/keep',
      'dispose-idle/keep',
      'opinion-agriculture/agree',
      'opinion-finance/agree',
      'opinion-natural-resources/agree',
    ]);
  });

  it.each(many)('%s takes one text that may be the same for all of them', (_, { body }) => {
    const [first, ...others] = [...DESCRIBED.of(body)];
    expect(first![1].kind).toBe('paragraph');
    // Whatever else there is answers what a case asks, and is refused there where it is missing.
    expect(others.map(([name]) => name).filter((name) => name !== 'answers')).toEqual([]);
  });

  it('are refused where each case has what is its own', () => {
    expect(() => bulkDecisionOf('decide-scheme', 'approve')).toThrow(
      expect.objectContaining({ code: 'decision.one-by-one', kind: 'invalid' }),
    );
    expect(() => bulkDecisionOf('decide-scheme', 'sing')).toThrow(
      expect.objectContaining({ code: 'decision.unknown' }),
    );
  });
});
