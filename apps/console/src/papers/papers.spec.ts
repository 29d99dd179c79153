import { describe, expect, it } from '@jest/globals';
import { besideTheList, byStage, mayBeWithdrawn, sizeInWords, withdrawnOf } from './papers.js';
import type { ChecklistLine, Paper } from './papers.js';

const paper = (no: number, more: Partial<Paper> = {}): Paper => ({
  paper: no,
  kind: 'appraisal',
  name: '评估报告.pdf',
  bytes: 1,
  mediaName: 'PDF',
  sha256: '',
  sm3: '',
  office: '370114-01/township',
  stage: 'scheme',
  attachedBy: 'wang',
  attachedAt: '2026-03-02T01:00:00.000Z',
  withdrawn: null,
  href: '',
  ...more,
});
const line = (kind: string, stage: string, more: Partial<ChecklistLine> = {}): ChecklistLine => ({
  kind,
  title: kind,
  stage,
  state: 'missing',
  withinDays: null,
  why: null,
  source: '',
  confirmed: false,
  papers: [],
  ...more,
});
const gone = { reason: '扫描不清', by: 'wang', at: '2026-03-02T02:00:00.000Z' };

describe('The papers of a case', () => {
  const found = {
    items: [paper(1), paper(2, { kind: 'other' }), paper(3, { withdrawn: gone })],
    checklist: [
      line('appraisal', 'scheme', { state: 'attached', papers: [1] }),
      line('contract-text', 'contract'),
      line('identity', 'scheme'),
    ],
  };

  it('stand under the line of the checklist that asks for them, step by step', () => {
    expect(byStage(found).map(({ stage, missing, lines }) => [stage, missing, lines.length])).toEqual([
      ['scheme', 1, 2],
      ['contract', 1, 1],
    ]);
    expect(byStage(found)[0]!.lines[0]!.papers).toEqual([paper(1)]);
  });

  it('are listed beside it where it does not ask for them, and apart once they are withdrawn', () => {
    expect(besideTheList(found).map(({ paper: no }) => no)).toEqual([2]);
    expect(withdrawnOf(found).map(({ paper: no }) => no)).toEqual([3]);
  });

  it('are withdrawn by the office that brought them, in the step in which they came, and once', () => {
    const own = { ownOffice: '370114-01/township', now: 'scheme' };
    expect(mayBeWithdrawn(paper(1), own)).toBe(true);
    expect(mayBeWithdrawn(paper(1), { ...own, ownOffice: '370114/finance' })).toBe(false);
    expect(mayBeWithdrawn(paper(1), { ...own, now: 'review' })).toBe(false);
    expect(mayBeWithdrawn(paper(3, { withdrawn: gone }), own)).toBe(false);
  });

  it('have a size that people can say', () => {
    expect([0, 1_023, 1_536, 209_715_200].map(sizeInWords)).toEqual(['0 B', '1023 B', '1.5 KB', '200.0 MB']);
  });
});
