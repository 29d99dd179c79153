import { beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { ConsoleUnderTest } from './console.js';
import { guestsOf } from './guests.js';
import { faultsInEveryLight } from './looks.js';
import { sees } from './sees.js';

type Row = Readonly<{ id: string; subject: Readonly<{ entry: string }> }>;
/** What somebody might type who wants a page to run it. */
const HOSTILE = '<img src=x onerror="alert(1)">请核对四至';

/** What people say about a case, each in a browser of their own, on a console that `opened` answers with. */
export function talkingAboutACase(opened: () => ConsoleUnderTest): void {
  let tested: ConsoleUnderTest;
  const { arrive } = guestsOf(opened);
  beforeAll(() => {
    tested = opened();
  });

  const at = async (name: string, path: string): Promise<Page> => {
    const visitor = await arrive(name);
    await visitor.page.goto(`${tested.url}${path}`);
    await section(visitor.page).waitFor();
    return visitor.page;
  };
  const section = (page: Page) => page.locator('#comments');
  const said = (page: Page, text: string) => section(page).getByText(text, { exact: true });
  const say = async (page: Page, text: string, audience?: string) => {
    await section(page).getByLabel('提出意见').fill(text);
    if (audience) await section(page).getByRole('radio', { name: audience }).check();
    await section(page).getByRole('button', { name: '提交意见' }).click();
    await said(page, text).waitFor();
    await section(page).locator('.ant-btn-loading').waitFor({ state: 'detached' });
  };

  it('shows others at once what somebody says, as it was typed, and what was taken back', async () => {
    const { items } = await tested.ask<{ items: Row[] }>('wang', 'GET', 'entries?status=running&limit=1');
    const path = `/entries/${items[0]!.subject.entry}`;
    const [clerk, reviewer] = [await at('王小梅', path), await at('李建国', path)];
    await section(clerk).getByRole('button', { name: '提交意见' }).click();
    await section(clerk).getByRole('alert').getByText('请写明意见。').waitFor();
    await say(clerk, HOSTILE);
    await said(reviewer, HOSTILE).waitFor();
    await say(clerk, '仅供内部核对签到表', '仅本单位');
    await say(reviewer, '已收到，正在核对');
    await said(clerk, '已收到，正在核对').waitFor();
    await sees(
      () => said(reviewer, '仅供内部核对签到表').count(),
      (it) => expect(it).toBe(0),
    );
    expect(await faultsInEveryLight(tested, clerk)).toEqual([]);
    await section(clerk).getByRole('button', { name: '撤回第 1 条意见' }).click();
    await clerk
      .getByRole('tooltip')
      .getByRole('button', { name: /撤\s*回/ })
      .last()
      .click();
    await section(reviewer)
      .getByText(/^已于 .* 撤回$/)
      .waitFor();
    await sees(
      () => said(reviewer, HOSTILE).count(),
      (it) => expect(it).toBe(0),
    );
  });

  it('keeps with a task what is said about it, and leads there from the case', async () => {
    const { items } = await tested.ask<{ items: Row[] }>('zheng', 'GET', 'tasks?kind=decide-scheme&limit=1');
    const { id, subject } = items[0]!;
    const page = await at('郑伟', `/desk/${id}`);
    await say(page, '请附评估报告');
    expect(await tested.faultsOf(page)).toEqual([]);
    await page.goto(`${tested.url}/entries/${subject.entry}`);
    await said(page, '请附评估报告').waitFor();
    await section(page).getByRole('link', { name: '针对一项待办' }).click();
    await page.waitForURL(`**/desk/${id}`);
    await said(page, '请附评估报告').waitFor();
  });
}
