import { beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '../../libs/kernel/testing/patience.js';
import type { ConsoleUnderTest } from './console.js';
import { guestsOf } from './guests.js';
import { faultsInEveryLight } from './looks.js';
import { sees } from './sees.js';

const DISTRICT = '370114';
type Row = Readonly<{ district: string; planYear: number; kind: string; totalM2: string }>;

/** What a plan office does with the plan of a year, and what everybody sees of it. */
export function keepingThePlan(opened: () => ConsoleUnderTest): void {
  let tested: ConsoleUnderTest;
  let year: number;
  const { arrive } = guestsOf(opened);
  beforeAll(async () => {
    tested = opened();
    const { day } = await tested.ask<{ day: string }>('he', 'GET', 'terms');
    year = Number(day.slice(0, 4));
  });

  const comes = async (name: string, of = year): Promise<Page> => {
    const visitor = await arrive(name);
    const { page } = visitor;
    await page.getByRole('link', { name: '年度指标' }).click();
    await page.getByRole('heading', { level: 1, name: '年度指标' }).waitFor();
    await page.goto(`${tested.url}/quota?district=${DISTRICT}&year=${of}`);
    await page.getByText(/^轮候名单/).waitFor();
    return page;
  };
  const totalOf = async (kind: string, of: number) =>
    (await tested.ask<{ items: Row[] }>('he', 'GET', 'quotas?limit=500')).items.find(
      (row) => row.district === DISTRICT && row.planYear === of && row.kind === kind,
    )?.totalM2;
  const act = async (page: Page, name: string) => {
    await page.getByRole('button', { name, exact: true }).click();
    return page.getByRole('region', { name });
  };

  it('shows kind by kind what there is, what is taken and what is left, and who waits', async () => {
    const page = await comes('李建国');
    const rows = page.locator('tbody tr[data-row-key=supply]');
    await rows.first().waitFor();
    const total = await totalOf('supply', year);
    await sees(
      () => rows.first().innerText(),
      (it) => expect(it).toContain(total),
    );
    await sees(
      () => page.getByText('登记指标文件').count(),
      (it) => expect(it).toBe(0),
    );
    expect(await faultsInEveryLight(tested, page)).toEqual([]);
  });

  it('registers what the city issues for the next year, adds to it, and opens a batch', async () => {
    const next = year + 1;
    const page = await comes('何涛', next);
    await page.getByText('该年度还没有下达指标').waitFor();
    const issue = await act(page, '下达指标');
    await issue.getByRole('button', { name: '登记', exact: true }).click();
    await issue.getByText('请填写“文号”').first().waitFor();
    await issue.getByRole('radio', { name: '年度建设用地供应计划' }).check();
    await issue.getByRole('textbox', { name: /^面积/ }).fill('200000');
    await issue.getByRole('textbox', { name: /^文号/ }).fill(`济自然资字〔${next}〕1号`);
    expect(await faultsInEveryLight(tested, page)).toEqual([]);
    await issue.getByRole('button', { name: '登记', exact: true }).click();
    await issue.waitFor({ state: 'detached' });
    await until(async () => (await totalOf('supply', next)) === '200000.00');

    const adjust = await act(page, '追加或调减');
    await adjust.getByRole('radio', { name: '年度建设用地供应计划' }).check();
    await adjust.getByRole('textbox', { name: /^增减面积/ }).fill('-50000');
    await adjust.getByRole('textbox', { name: /^文号/ }).fill(`济自然资字〔${next}〕2号`);
    await adjust.getByRole('button', { name: '登记', exact: true }).click();
    await adjust.waitFor({ state: 'detached' });
    await until(async () => (await totalOf('supply', next)) === '150000.00');

    const batch = await act(page, '开启批次');
    await batch.getByRole('textbox', { name: /^批次号/ }).fill('第一批');
    await batch.getByRole('textbox', { name: /^批次上限/ }).fill('80000');
    await batch.getByRole('button', { name: '登记', exact: true }).click();
    await page.getByText('当前批次').waitFor();
    await sees(
      () => page.locator('tbody tr[data-row-key=第一批]').innerText(),
      (it) => expect(it).toContain('80000.00'),
    );
  });

  it('closes no year that still runs, and says so in the server’s words', async () => {
    const page = await comes('何涛');
    const close = await act(page, '年度结转');
    const now = close.getByRole('button', { name: '登记', exact: true });
    await sees(
      () => now.isDisabled(),
      (it) => expect(it).toBe(true),
    );
    await close.getByRole('textbox', { name: /^文号/ }).fill(`济自然资字〔${year}〕99号`);
    await close.getByRole('textbox', { name: /^请输入/ }).fill(String(year));
    await now.click();
    await close.getByRole('alert').waitFor();
  });
}
