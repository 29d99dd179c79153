import { beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { ConsoleUnderTest } from './console.js';
import { guestsOf } from './guests.js';
import { faultsInEveryLight } from './looks.js';
import { sees } from './sees.js';

/** The most that the page asks the API, whoever looks. */
const ASKED_MAX = 14;

/** Runs in the page. */
const NAMES = "[...document.querySelectorAll('[data-line]')].map(({ dataset }) => dataset.line)";

/** What an installation begins with, on a console that `opened` answers with. */
export function settingUp(opened: () => ConsoleUnderTest): void {
  let tested: ConsoleUnderTest;
  const { arrive } = guestsOf(opened);
  beforeAll(() => {
    tested = opened();
  });

  const line = (page: Page, name: string) => page.locator(`[data-line=${name}]`);
  const isChecked = (page: Page) => page.getByText(/^已有 \d+ 项，需要看一看 \d+ 项，还缺 \d+ 项$/).waitFor();
  const says = (page: Page, name: string, words: RegExp) =>
    sees(
      () => line(page, name).innerText(),
      (it) => expect(it).toMatch(words),
    );
  const lines = (page: Page, names: readonly string[]) =>
    sees(
      () => page.evaluate<string[]>(NAMES),
      (it) => expect(it).toEqual(names),
    );

  it('tells the administrator what is there and what is missing, and who sees the rest', async () => {
    const { page } = await arrive('系统管理员', '/people');
    await page.getByRole('button', { name: '系统管理员' }).click();
    await page.getByRole('menuitem', { name: '开办清单' }).click();
    await page.waitForURL('**/begin');
    await isChecked(page);
    await lines(page, ['rules', 'calendar', 'accounts', 'keys', 'factor', 'witnesses', 'backup']);
    await says(page, 'rules', /jinan@.* 正在施行，有 \d+ 行尚未经主管部门确认/);
    await says(page, 'keys', /交易平台（演示）[\s\S]*rushi keys issue/);
    await says(page, 'witnesses', /没有见证方/);
    await says(page, 'backup', /请自查[\s\S]*rushi backup/);
    await page.getByText(/^规划图层：.*规划核查.*可以看$/).waitFor();
    expect(await faultsInEveryLight(tested, page)).toEqual([]);
    await line(page, 'keys').getByRole('link').click();
    await page.getByRole('button', { name: '签发密钥' }).waitFor();
  });

  it('sets nothing aside by a click, and says how it is done and that nothing is deleted', async () => {
    const { page } = await arrive('系统管理员', '/people');
    await page.goto(`${tested.url}/begin`);
    await page.getByRole('heading', { name: '清空示例数据，开始正式使用' }).waitFor();
    await page.getByText('示例数据不会被删除').waitFor();
    await page.getByText('npm run begin', { exact: true }).waitFor();
    await sees(
      () => page.locator('#main').getByRole('button').count(),
      (it) => expect(it).toBe(0),
    );
  });

  it('follows the district, asks for each thing once, and leads to the quota of it', async () => {
    const { page } = await arrive('何涛');
    const asked: string[] = [];
    page.on('request', (request) => {
      const { pathname } = new URL(request.url());
      if (/^\/(api|tlog|demonstration)/.test(pathname)) asked.push(pathname);
    });
    await page.goto(`${tested.url}/begin?district=370114`);
    await isChecked(page);
    await lines(page, ['rules', 'calendar', 'registers', 'layers', 'quota', 'factor', 'witnesses']);
    await says(page, 'quota', /已有[\s\S]*年已下达/);
    await says(page, 'registers', /集体经济组织 \d+ 个/);
    const own = asked.filter((path) => !/\/(changes|notices|clock|delegations)/.test(path));
    expect(own.length).toBeLessThanOrEqual(ASKED_MAX);
    expect(own).toEqual([...new Set(own)]);
    await line(page, 'quota').getByRole('link').click();
    await page.waitForURL('**/quota?district=370114&year=*');
    await page.locator('tbody tr[data-row-key=supply]').first().waitFor();
    await page.goBack();
    await isChecked(page);
  });

  it('tells a planner of the district that is theirs, and of nobody’s accounts', async () => {
    const { page } = await arrive('赵立');
    await page.goto(`${tested.url}/begin?district=370102`);
    await isChecked(page);
    await lines(page, ['rules', 'calendar', 'registers', 'layers', 'quota', 'factor', 'witnesses']);
    await says(page, 'quota', /已有[\s\S]*年已下达/);
    await page.getByText(/^各单位的账户：系统管理员、审计.*可以看$/).waitFor();
    // No page of theirs shows the rules: the line stands without a link.
    await sees(
      () => line(page, 'rules').getByRole('link').count(),
      (it) => expect(it).toBe(0),
    );
  });
}
