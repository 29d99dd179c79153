import { readFile } from 'node:fs/promises';
import { beforeAll, expect, it } from '@jest/globals';
import { readSheet } from 'read-excel-file/node';
import type { ConsoleUnderTest } from './console.js';
import { guestsOf } from './guests.js';
import { faultsInEveryLight } from './looks.js';
import { sees } from './sees.js';

type Listed = Readonly<{ items: readonly Readonly<{ subject: Readonly<{ parcel: string }> }>[] }>;

/** Finding and listing cases, on a console that `opened` answers with. */
export function findingCases(opened: () => ConsoleUnderTest): void {
  let tested: ConsoleUnderTest;
  beforeAll(() => {
    tested = opened();
  });
  const { arrive } = guestsOf(opened);

  it('finds a case by the initials of its village', async () => {
    const { page } = await arrive('李建国');
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').last().fill('sf0');
    await page.getByRole('option', { name: /示范0/ }).first().waitFor();
  });

  it('sorts by a column, in the address and in a view, and takes the same away as a file', async () => {
    const { page } = await arrive('李建国');
    await page.goto(`${tested.url}/entries?form=grant&columns=village%2Carea`);
    const areas = page.locator('tbody tr[data-row-key] td:nth-child(3)');
    await page.getByRole('columnheader', { name: '面积' }).click();
    await page.waitForURL('**by=area&order=asc');
    const { items } = await tested.ask<Listed>('li', 'GET', 'entries?form=grant&by=area&order=asc');
    const sorted = items.map(({ subject }) => subject.parcel);
    expect(sorted.length).toBeGreaterThan(1);
    const shown = () => page.locator('tbody tr[data-row-key] td:first-child').allInnerTexts();
    await sees(shown, (it) => expect(it).toEqual(sorted));
    const figures = (await areas.allInnerTexts()).map(Number);
    expect(figures).toEqual(figures.toSorted((a, b) => a - b));
    expect(await faultsInEveryLight(tested, page)).toEqual([]);

    await page.getByRole('button', { name: '常用查看' }).click();
    await page.getByLabel('名称', { exact: true }).fill('出让小宗');
    await page.getByRole('button', { name: '保存当前条件' }).click();
    await page.getByRole('button', { name: '出让小宗', exact: true }).waitFor();

    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('link', { name: '导出（Excel）' }).click(),
    ]);
    const [, heads = [], ...rows] = await readSheet(await readFile(await download.path()), '入市事项');
    expect(rows.map((row) => row[heads.indexOf('宗地代码')])).toEqual(sorted);
  });

  it('finds a saved view again on another device', async () => {
    const { page } = await arrive('李建国');
    await page.goto(`${tested.url}/entries`);
    await page.getByRole('button', { name: '常用查看' }).click();
    await page.getByRole('button', { name: '出让小宗', exact: true }).click();
    await page.waitForURL('**by=area&order=asc**');
    await page.getByRole('button', { name: '显示的栏' }).click();
    await sees(
      () => page.getByRole('checkbox', { checked: true }).count(),
      (it) => expect(it).toBe(3),
    );
  });

  it('shares a view with the office, whose people see who shared it and cannot change it', async () => {
    const { page } = await arrive('李建国');
    await page.goto(`${tested.url}/entries`);
    await page.getByRole('button', { name: '常用查看' }).click();
    await page.getByRole('button', { name: '把“出让小宗”共享给本单位' }).click();
    const own = page.getByRole('region', { name: '共享视图' });
    await own.getByText('李建国 共享').waitFor();
    expect(await faultsInEveryLight(tested, page)).toEqual([]);

    const { page: other } = await arrive('赵立');
    await other.goto(`${tested.url}/entries`);
    await other.getByRole('button', { name: '常用查看' }).click();
    const shared = other.getByRole('region', { name: '共享视图' });
    await shared.getByText('李建国 共享').waitFor();
    await sees(
      () => shared.getByRole('button').allInnerTexts(),
      (it) => expect(it).toEqual(['出让小宗']),
    );
    await shared.getByRole('button', { name: '出让小宗' }).click();
    await other.waitForURL('**by=area&order=asc**');

    await page.reload();
    await page.getByRole('button', { name: '常用查看' }).click();
    await own.getByRole('button', { name: '停止共享“出让小宗”' }).click();
    await own.waitFor({ state: 'detached' });
    await other.reload();
    await other.getByRole('button', { name: '常用查看' }).click();
    await other.getByText('还没有保存过').waitFor();
    await sees(
      () => shared.count(),
      (it) => expect(it).toBe(0),
    );
  });
}
