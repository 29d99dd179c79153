import { describe, expect, it } from '@jest/globals';
import { loadPacks } from '#policy';
import { Problem } from '../../http/problems.js';
import { revisionFrom, schemeFrom } from './scheme-reader.js';
import type { Judging } from './scheme-reader.js';

const at = '2026-03-02T02:00:00.000Z';
const jinan = loadPacks().of('jinan@2026.1').on('2026-03-02', 'any');
const judging: Judging = { at, packOf: () => jinan };

const linesOf = async (reading: Promise<object>): Promise<readonly string[]> => {
  const problem = await reading.then(
    () => undefined,
    (error: unknown) => error,
  );
  expect(problem).toBeInstanceOf(Problem);
  return (problem as Problem).more.errors!.map(({ pointer, message }) => `${pointer} ${message}`);
};

describe('a scheme with a badly written field', () => {
  const given = { district: '370114', township: '双山街道', resolution: { heldOn: '2026年1月16日' } };

  it('is told of that and of everything that is missing, at once', async () => {
    const lines = await linesOf(schemeFrom(given, judging));
    expect(lines[0]).toBe(
      '/resolution/heldOn 表决日期（resolution.heldOn）：“2026年1月16日”不是日期，应写作 2026-01-16。',
    );
    expect(lines).toContainEqual(
      expect.stringContaining('/township 镇（街道）代码（township）：双山街道的代码是 370114-01'),
    );
    expect(lines.filter((line) => line.startsWith('/deal/'))).not.toEqual([]);
    expect(lines).toContainEqual(expect.stringMatching(/^\/appraisal .*缺少评估报告/));
  });

  it('has one line for each badly written field, whatever the rules would say of it', async () => {
    const lines = await linesOf(schemeFrom({ ...given, village: 7, deal: { areaM2: '9.00亩' } }, judging));
    for (const pointer of ['/resolution/heldOn', '/village', '/deal/areaM2'])
      expect([pointer, lines.filter((line) => line.startsWith(`${pointer} `)).length]).toEqual([pointer, 1]);
  });

  it('is told the same within a revision, under its pointer', async () => {
    const lines = await linesOf(revisionFrom({ scheme: given, answers: [{ field: 3 }] }, judging));
    expect(lines.map((line) => line.split(' ')[0])).toEqual(
      expect.arrayContaining(['/scheme/resolution/heldOn', '/answers/0/field', '/scheme/township']),
    );
  });

  it('is told of its fields alone where it is no scheme at all', async () => {
    for (const none of [undefined, null, [], 'text']) {
      expect(await linesOf(schemeFrom(none, judging))).toHaveLength(1);
      expect(await linesOf(revisionFrom(none, judging))).toHaveLength(1);
    }
    expect(await linesOf(revisionFrom({}, judging))).toHaveLength(1);
  });
});
