import { describe, expect, it } from '@jest/globals';
import { DESCRIBED } from '../body/fields.js';
import type { Rejected } from '#kernel/messages';
import { DECISIONS, bulkDecisionOf, decisionOf } from './decisions.js';
import { WORKS } from './works.js';

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

describe('an outcome that there is not', () => {
  const said = (kind: string, outcome: string) => {
    try {
      decisionOf(kind, outcome);
      return undefined;
    } catch (error) {
      return (error as Rejected).zh;
    }
  };

  it('is told by the name of the work, with what there is in Chinese and its code', () =>
    expect(said('decide-scheme', 'sing')).toBe(
      '“区政府审批”没有“sing”这一办理结果。' +
        '可选：批准（approve）、退回修改（return）、不予批准（reject）。请填写所选结果的代码。',
    ));

  it('is told apart from one that is more than a decision', () =>
    expect(said('revise-scheme', 'revise')).toMatch(
      /^“[^a-z]+”的“修改后重新提交”.*请修改方案，然后重新提交。$/,
    ));

  it('is told in Chinese of every kind of work', () => {
    for (const { kind } of WORKS)
      expect(said(kind, '')).toMatch(
        /^“[^a-z”]+”(?:没有.*可选：[^a-z（]+（[a-z-]+）|无须选择办理结果，.*请先办理该事项。$)/,
      );
  });
});
