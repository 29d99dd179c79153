import { beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { choose } from './console.js';
import type { ConsoleUnderTest } from './console.js';
import { guestsOf } from './guests.js';
import { sees } from './sees.js';

/** What somebody is offered who comes the first time, on a demonstration that `opened` answers with. */
export function beingShownAround(opened: () => ConsoleUnderTest): void {
  let tested: ConsoleUnderTest;
  const { arrive } = guestsOf(opened);
  beforeAll(() => {
    tested = opened();
  });

  const offer = (page: Page) => page.getByRole('region', { name: '欢迎' });
  const tour = (page: Page) => page.getByRole('dialog', { name: '导览' });
  const step = (page: Page, at: number, title: string) =>
    sees(
      () => tour(page).innerText(),
      (it) => {
        expect(it).toContain(`第 ${at} 步，共`);
        expect(it).toContain(title);
      },
    );
  const isGone = async (page: Page) => {
    await tour(page).waitFor({ state: 'detached' });
    await sees(
      () => page.locator('.ant-tour-mask').count(),
      (it) => expect(it).toBe(0),
    );
  };
  const isOffered = (page: Page, count: number) =>
    sees(
      () => offer(page).count(),
      (it) => expect(it).toBe(count),
    );

  it('only offers it, and goes through five steps by keys alone', async () => {
    const { page } = await arrive('李建国');
    const begin = offer(page).getByRole('button', { name: '开始导览' });
    await begin.waitFor();
    expect(await tested.faultsOf(page)).toEqual([]);
    await sees(
      () => tour(page).count(),
      (it) => expect(it).toBe(0),
    );
    await begin.focus();
    await page.keyboard.press('Enter');
    const titles = ['先看这几个数', '按剩余时间排列', '一件事项走到哪一步', '从任何一页查找', '随时再看一遍'];
    for (const [nth, title] of titles.entries()) {
      await step(page, nth + 1, title);
      expect(await tested.faultsOf(page)).toEqual([]);
      if (nth === 2) await page.waitForURL('**/entries/*');
      if (nth < titles.length - 1) await page.keyboard.press('ArrowRight');
    }
    await page.keyboard.press('ArrowLeft');
    await step(page, 4, titles[3]!);
    await page.keyboard.press('Enter');
    await step(page, 5, titles[4]!);
    await page.keyboard.press('Enter');
    await isGone(page);
    await page.locator('#main:focus').waitFor();
    await page.reload();
    await page.getByRole('button', { name: '李建国' }).waitFor();
    await page.getByRole('contentinfo').getByText('已连接').first().waitFor();
    await isOffered(page, 0);
  });

  it('goes on from the help where somebody left it, on a telephone and in the dark', async () => {
    const { page } = await arrive('王小梅');
    await page.setViewportSize({ width: 390, height: 844 });
    await choose(page, '深色');
    await offer(page).getByRole('button', { name: '开始导览' }).click();
    await step(page, 1, '先看这几个数');
    await tour(page).getByRole('button', { name: '下一步' }).click();
    await step(page, 2, '按剩余时间排列');
    expect(await tested.faultsOf(page)).toEqual([]);
    const panel = (await page.locator('.ant-tour-panel').boundingBox())!;
    expect(panel.x).toBeGreaterThanOrEqual(0);
    expect(panel.x + panel.width).toBeLessThanOrEqual(390);
    expect(await page.evaluate<number>('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await page.keyboard.press('Escape');
    await isGone(page);
    await isOffered(page, 0);
    await page.reload();
    await page.locator('.numbers').waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: '快捷键' }).getByRole('button', { name: '继续导览' }).click();
    await step(page, 2, '按剩余时间排列');
    await tour(page).getByRole('button', { name: '离开导览，以后可以继续' }).click();
    await isGone(page);
  });

  it('never comes again to whoever wants none, and is in the menu for them', async () => {
    const { page } = await arrive('何涛');
    await offer(page).getByRole('button', { name: '不再提示' }).click();
    await isOffered(page, 0);
    await page.reload();
    await page.locator('.numbers').waitFor();
    await page.getByRole('contentinfo').getByText('已连接').first().waitFor();
    await isOffered(page, 0);
    await page.getByRole('button', { name: '何涛' }).click();
    await page.getByRole('menuitem', { name: '页面导览' }).click();
    await step(page, 1, '辖区里还有多少');
  });

  it('shows the administrator, who has no desk, the pages of the house', async () => {
    const { page } = await arrive('系统管理员', '/people');
    await offer(page).getByRole('button', { name: '开始导览' }).click();
    for (const [nth, title] of ['您的页面', '各单位的人', '开办清单'].entries()) {
      await step(page, nth + 1, title);
      await page.keyboard.press('ArrowRight');
    }
    await step(page, 4, '随时再看一遍');
    await page.waitForURL('**/begin');
  });
}
