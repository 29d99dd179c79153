import { describe, expect, it } from '@jest/globals';
import { AGENCY, ended, entered, registersAfter } from '../../ledgers/registers/registers.fixture.js';
import { appraiserProblems } from './appraiser.check.js';
import type { Scheme } from './scheme.events.js';
import { soundScheme } from './scheme.fixture.js';

const known = registersAfter(entered(AGENCY)).agencies;
const told = (appraisal: Partial<Scheme['appraisal']>, register = known) =>
  appraiserProblems(
    {
      ...soundScheme,
      appraisal: {
        ...soundScheme.appraisal,
        ...{ agency: AGENCY.name, qualificationNo: AGENCY.recordNo, reportOn: '2026-02-10' },
        ...appraisal,
      },
    },
    register,
  ).map(({ field, opinion }) => `${field} ${opinion}`);

describe('who has appraised the land', () => {
  it('stands in the register, which a district may not have', () => {
    expect(told({})).toEqual([]);
    expect(told({ agency: '他处评估公司', qualificationNo: '他评备1号' }, [])).toEqual([]);
    expect(told({ agency: '', qualificationNo: '' })).toEqual([]);
  });

  it('is told who is meant, where the register has somebody with nearly this name', () => {
    const [line] = told({ agency: '示范土地房地产评估公司', qualificationNo: '无此备案' });
    expect(line).toMatch(
      /^appraisal\.agency 名录没有评估机构“示范土地房地产评估公司”。是否为“示范土地房地产/,
    );
    expect(told({ agency: '完全不同', qualificationNo: '无此备案' })).toEqual([
      'appraisal.agency 名录没有评估机构“完全不同”。请委托名录中的机构；名录没有的，请先由自然资源部门录入。',
    ]);
  });

  it('has the name and the number of the register', () => {
    expect(told({ agency: '别的评估公司' })).toEqual([
      expect.stringMatching(/^appraisal\.agency .+别的评估公司/),
    ]);
    expect(told({ qualificationNo: '鲁土评备〔2024〕9号' })).toEqual([
      expect.stringMatching(/^appraisal\.qualificationNo .+鲁土评备〔2024〕1号/),
    ]);
  });

  it('was in it on the day of the report, and its record still ran', () => {
    const gone = registersAfter(entered(AGENCY), ended(AGENCY, '2026-02-01')).agencies;
    expect(told({}, gone)).toEqual([expect.stringMatching(/已于2026-02-01移出名录/)]);
    expect(told({ reportOn: '2026-01-31' }, gone)).toEqual([]);
    expect(told({ reportOn: AGENCY.validUntil })).toEqual([]);
    expect(told({ reportOn: '2028-01-01' })).toEqual([expect.stringMatching(/备案到2027-12-31为止/)]);
  });
});
