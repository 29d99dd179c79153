import { beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { ConsoleUnderTest } from './console.js';
import { guestsOf } from './guests.js';
import { faultsInEveryLight } from './looks.js';
import { sees } from './sees.js';

type Row = Readonly<{ entry: string; kind: string; state: string; no?: string; unpaidFen: string }>;
type Listed = Readonly<{
  asOf: string;
  items: readonly Row[];
  totals: Readonly<{ rows: number; unpaidFen: string }>;
}>;

type Rents = Readonly<{
  items: readonly Readonly<{ entry: string; dueOn: string; rentYear: number }>[];
  totals: Readonly<{ rows: number; owedFen: string; unpaidFen: string }>;
  years: readonly Readonly<{ year: number; owedFen: string }>[];
}>;

/** 元 as the page writes them. */
const yuan = (fen: string): string => {
  const digits = fen.padStart(3, '0');
  return `${digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ',')}.${digits.slice(-2)}`;
};

/** What finance does with levies, prices and the statements of banks. */
export function followingTheMoney(opened: () => ConsoleUnderTest): void {
  let tested: ConsoleUnderTest;
  const { arrive } = guestsOf(opened);
  beforeAll(() => {
    tested = opened();
  });

  const listed = (query = '') => tested.ask<Listed>('feng', 'GET', `money?limit=500&${query}`);
  const comes = async (name: string): Promise<Page> => {
    const { page } = await arrive(name);
    await page.getByRole('link', { name: '财政', exact: true }).click();
    await page.getByRole('heading', { level: 1, name: '调节金和价款' }).waitFor();
    return page;
  };

  it('lists what is owed with sums that are those of the list, by filters in the address', async () => {
    const { totals, items } = await listed();
    expect(items.length).toBeGreaterThan(2);
    const page = await comes('冯丽');
    await sees(
      () => page.locator('[data-sum=unpaidFen]').innerText(),
      (it) => expect(it).toContain(yuan(totals.unpaidFen)),
    );
    expect(await faultsInEveryLight(tested, page)).toEqual([]);
    const levies = await listed('kind=levy&state=settled');
    await page.goto(`${tested.url}/money?kind=levy&state=settled`);
    await sees(
      () => page.locator('tbody tr[data-row-key]').count(),
      (it) => expect(it).toBe(levies.totals.rows),
    );
    await page.getByText(`共 ${levies.totals.rows} 笔`).waitFor();
  });

  it('shows of one entry the formula, its rule and source, and records what came', async () => {
    const [open] = (await listed('kind=levy')).items.filter(({ unpaidFen, no }) => no && unpaidFen !== '0');
    const page = await comes('冯丽');
    await page.goto(`${tested.url}/money/${open!.entry}`);
    await page.getByRole('heading', { name: '核定金额和算式' }).waitFor();
    await page.locator('ol.money-formula li').first().waitFor();
    await page.getByRole('button', { name: '登记调节金缴款' }).click();
    const form = page.getByRole('region', { name: '登记调节金缴款' });
    await form.getByRole('textbox', { name: /^凭证号/ }).waitFor();
    expect(await faultsInEveryLight(tested, page)).toEqual([]);
  });

  it('takes a statement of the bank, says of each line what it is, and books what is sure once', async () => {
    const { asOf, items } = await listed('kind=levy');
    // Of what is late, interest takes its part first.
    const open = items.find(({ state, unpaidFen, no }) => no && unpaidFen !== '0' && state !== 'overdue');
    const rows = [
      ['流水号', '到账日期', '金额（元）', '付款人', '摘要'],
      ['browser-1', asOf, '100.10', '示范付款人', `调节金 ${open!.no}`],
      ['browser-2', asOf, '0.015', '示范付款人', ''],
      ['browser-3', asOf, '5.00', '不知何人', '货款'],
    ];
    const statement = {
      name: '流水.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(rows.map((row) => row.join(',')).join('\r\n')),
    };
    const page = await comes('冯丽');
    await page.getByRole('link', { name: '导入银行流水' }).click();
    const file = page.getByLabel('银行流水文件');
    await file.setInputFiles(statement);
    await page.getByRole('button', { name: '核对', exact: true }).click();
    await page.getByText('共 3 行').waitFor();
    await page.getByText(/不足一分/).waitFor();
    expect(await faultsInEveryLight(tested, page)).toEqual([]);
    await page.getByRole('button', { name: '确认登记 1 笔，合计 100.10 元' }).click();
    await page.getByText('已登记 1 笔，此前已登记 0 笔，未登记 0 笔。').waitFor();
    const left = (BigInt(open!.unpaidFen) - 10_010n).toString();
    const { items: now } = await listed(`kind=levy&q=${open!.entry}`);
    expect(now.find(({ no }) => no === open!.no)?.unpaidFen).toBe(left);
    await file.setInputFiles(statement);
    await page.getByRole('button', { name: '核对', exact: true }).click();
    await page.getByText(`已于 ${asOf} 登记在 ${open!.entry}`).waitFor();
    await page.getByRole('button', { name: '确认登记 0 笔，合计 0.00 元' }).waitFor();
  });

  it('lists rents by the year in which they fall due, with its sums, and leads to the case', async () => {
    const { years } = await tested.ask<Rents>('feng', 'GET', 'rents');
    expect(years.length).toBeGreaterThan(1);
    const page = await comes('冯丽');
    await page.getByRole('link', { name: '年租金' }).click();
    await page.getByRole('heading', { level: 1, name: '年租金' }).waitFor();
    const byYear = page.getByRole('region', { name: '逐年合计' });
    await sees(
      () => byYear.locator('tbody tr').allInnerTexts(),
      (it) => {
        expect(it).toHaveLength(years.length);
        expect(it[0]).toContain(yuan(years[0]!.owedFen));
      },
    );
    expect(await faultsInEveryLight(tested, page)).toEqual([]);
    const { year } = years[0]!;
    const { totals, items } = await tested.ask<Rents>('feng', 'GET', `rents?limit=500&year=${year}`);
    await page.goto(`${tested.url}/money/rents?year=${year}`);
    await page.getByText(`共 ${totals.rows} 期`).waitFor();
    await sees(
      () => page.locator('[data-sum=unpaidFen]').innerText(),
      (it) => expect(it).toContain(yuan(totals.unpaidFen)),
    );
    const [first] = items;
    await page.getByRole('link', { name: first!.entry, exact: true }).first().click();
    await page.waitForURL(`**/entries/${first!.entry}`);
  });

  it('is not there for whoever has no business with it', async () => {
    const { page } = await arrive('王小梅');
    await page.getByRole('link', { name: '入市事项' }).waitFor();
    await sees(
      () => page.getByRole('link', { name: '财政', exact: true }).count(),
      (it) => expect(it).toBe(0),
    );
  });
}
