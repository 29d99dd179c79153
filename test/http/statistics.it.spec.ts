import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSheet } from 'read-excel-file/node';
import type { DistrictStatistics } from '#land';
import { DEMO_ACCOUNTS } from '../../apps/server/src/demo/demo-accounts.js';
import { SHEET_ROWS_MAX, safeText, workbookOf } from '../../apps/server/src/land/shared/workbook.js';
import { DISTRICT, jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App } from './app.js';
import { issueQuota, submit } from './steps.js';

type Told = Readonly<{
  asOf: string;
  districts: readonly (DistrictStatistics & Readonly<{ district: string; name: string }>)[];
  total: DistrictStatistics;
}>;

/** The government of another district: what it sees is its own. */
const FAR = DEMO_ACCOUNTS.filter(({ role }) => role === 'approver').map((account) => ({
  ...account,
  user: 'far',
  office: account.office.replace('370114', '370113'),
  district: '370113',
}));
const NEAR = DEMO_ACCOUNTS.find(({ role }) => role === 'approver')!.user;

let app: App;
beforeAll(async () => {
  app = await openApp(FAR);
  await issueQuota(app);
  await submit(app, soundScheme(0));
  await submit(app, soundScheme(17));
});
afterAll(() => app.close());

const statistics = (user: string, query = '') => app.get(user, `/api/v1/statistics${query}`);
const told = async (user: string, query = '') => jsonOf<Told>(await statistics(user, query));

describe('statistics over HTTP', () => {
  it('count the entries of every district and all together, as of today', async () => {
    const { asOf, districts, total } = await told('he');
    expect(asOf).toBe(app.today());
    expect(districts.length).toBeGreaterThan(1);
    expect(districts.find(({ district }) => district === DISTRICT)!.entries).toMatchObject({
      submitted: 2,
      running: 2,
      approved: 0,
    });
    expect(total.entries.submitted).toBe(2);
    expect(total.work.find(({ kind }) => kind === 'conditions-planning')).toMatchObject({
      part: 'planning',
      opened: 2,
      open: 2,
      late: 0,
    });
    expect(total.quotas.map(({ kind }) => kind)).toContain('supply');
  });

  it('count nothing as of a day before the first entry, and refuse a day that has not come', async () => {
    expect((await told('he', '?asOf=2020-01-31')).total.entries.submitted).toBe(0);
    const ahead = await statistics('he', '?asOf=2099-01-31');
    expect([ahead.status, problemOf(ahead).code]).toEqual([400, 'statistics.day-ahead']);
    expect((await statistics('he', '?asOf=yesterday')).status).toBe(400);
  });

  it('show whoever works for one district that one, and nobody another', async () => {
    const [near, far] = [await told(NEAR), await told('far')];
    expect(near.districts.map(({ district }) => district)).toEqual([DISTRICT]);
    expect(near.total.entries.submitted).toBe(2);
    expect(far.districts.map(({ district }) => district)).toEqual(['370113']);
    expect(far.total.entries.submitted).toBe(0);
    expect((await statistics('far', `?district=${DISTRICT}`)).status).toBe(404);
    expect((await statistics('he', '?district=999999')).status).toBe(404);
    expect((await told('he', `?district=${DISTRICT}`)).districts).toHaveLength(1);
    for (const user of ['wang', 'zhao']) expect((await statistics(user)).status).toBe(403);
  });
});

const report = (user: string, query: string) => app.getBytes(user, `/api/v1/statistics/report?${query}`);

describe('the report of a month or a year', () => {
  it('is a workbook with what came in the period and how it stood at its end, and is audited', async () => {
    const month = app.today().slice(0, 7);
    for (const period of [month, month.slice(0, 4)]) {
      const answer = await report('he', `period=${period}`);
      expect(answer.status).toBe(200);
      const rows = await readSheet(answer.body as Buffer, '概况');
      const [, heads = [], ...more] = rows;
      const sums = more.at(-1)!;
      expect(sums[0]).toBe('合计');
      expect(sums[heads.indexOf('本期受理')]).toBe(2);
      expect(sums[heads.indexOf('期末办理中')]).toBe(2);
    }
    const audit = jsonOf<{ items: { what: string; details: object; by: string }[] }>(
      await app.get('lin', '/api/v1/access-audit'),
    ).items.filter(({ what }) => what === 'statistics.taken-away');
    expect(audit).toHaveLength(2);
    expect(audit[0]).toMatchObject({ by: 'he' });
  });

  it('is refused for a period that has not begun or is none, and to whoever may not', async () => {
    expect(problemOf(await app.get('he', '/api/v1/statistics/report?period=2099')).code).toBe(
      'statistics.day-ahead',
    );
    for (const period of ['2026-13', '26'])
      expect((await app.get('he', `/api/v1/statistics/report?period=${period}`)).status).toBe(400);
    expect((await app.get('wang', '/api/v1/statistics/report?period=2026')).status).toBe(403);
  });
});

describe('a workbook', () => {
  const sheet = (rows: readonly (readonly (string | number | { amount: string })[])[]) =>
    workbookOf([{ name: '表', title: '标题', columns: ['栏'], rows }]);

  it('holds no cell that a spreadsheet would run', async () => {
    const hostile = ['=cmd|calc', '+1', '-1', '@SUM(A1)', '\t=1', '＝1'];
    const rows = await readSheet(await sheet(hostile.map((text) => [text])), '表');
    expect(rows.slice(2).map(([cell]) => String(cell))).toEqual(hostile.map((text) => `'${text}`));
    expect(safeText('三涧溪村')).toBe('三涧溪村');
  });

  it('keeps money to the 分, however much it is', async () => {
    const rows = await readSheet(
      await sheet([[{ amount: '3600000.07' }], [{ amount: '12345678901234567.89' }]]),
      '表',
    );
    expect(rows.slice(2).map(([cell]) => cell)).toEqual([3600000.07, '12345678901234567.89']);
  });

  it('is not made with more rows than a sheet may have', async () => {
    const row: readonly (readonly string[])[] = Array.from({ length: SHEET_ROWS_MAX + 1 }, () => ['一']);
    await expect(sheet(row)).rejects.toThrow(RangeError);
  });
});
