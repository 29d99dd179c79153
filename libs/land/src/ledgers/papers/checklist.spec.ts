import { describe, expect, it } from '@jest/globals';
import type { PaperRow } from '#policy';
import { packs } from '../../stages/listing/listing.fixture.js';
import { checklistOf } from './checklist.rules.js';

const RULES = packs.of('jinan@2026.1').on('2026-03-05', 'any').papers;
const GRANT = { form: 'grant', route: 'in-place' } as const;
const kinds = (lines: ReturnType<typeof checklistOf>) => lines.map(({ kind }) => kind);

describe('the list of papers of an entry', () => {
  it('asks for what its form and route need, and for nothing of the others', () => {
    expect(kinds(checklistOf(RULES, GRANT, []))).toEqual(
      expect.arrayContaining(['members-resolution', 'appraisal', 'contract-text']),
    );
    const narrow = ['origin-acceptance', 'capital-certificate', 'lease-guarantee'];
    expect(kinds(checklistOf(RULES, GRANT, [])).filter((kind) => narrow.includes(kind))).toEqual([]);
    expect(kinds(checklistOf(RULES, { form: 'equity', route: 'adjusted' }, []))).toEqual(
      expect.arrayContaining(['origin-acceptance', 'capital-certificate']),
    );
  });

  it('says of each paper whether it is there, is missing or may follow', () => {
    const lines = checklistOf(RULES, GRANT, [
      { paper: 1, kind: 'appraisal' },
      { paper: 3, kind: 'appraisal' },
      { paper: 2, kind: 'other' },
    ]);
    const line = (kind: string) => lines.find((one) => one.kind === kind);
    expect(line('appraisal')).toMatchObject({ state: 'attached', papers: [1, 3] });
    expect(line('members-resolution')).toMatchObject({ state: 'missing', papers: [] });
    expect(line('collective-account')).toMatchObject({ state: 'may-follow', withinDays: 20 });
  });

  it('goes by the row that is for the fewest cases', () => {
    const row = (change: Partial<PaperRow>): PaperRow => ({ ...RULES[0]!, ...change });
    const rows = [
      row({ need: 'required' }),
      row({ need: 'not-needed', why: '由登记机构共享', forms: ['租赁'] }),
    ];
    expect(checklistOf(rows, GRANT, [])).toMatchObject([{ state: 'missing' }]);
    expect(checklistOf(rows, { form: 'lease', route: 'in-place' }, [])).toMatchObject([
      { state: 'not-needed', why: '由登记机构共享' },
    ]);
  });

  it('of a pack that has none asks for nothing', () => {
    expect(checklistOf([], GRANT, [{ paper: 1, kind: 'other' }])).toEqual([]);
  });
});
