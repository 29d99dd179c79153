import { beforeAll, expect, it } from '@jest/globals';
import type { Locator, Page } from 'playwright-core';
import { until } from '../../libs/kernel/testing/patience.js';
import { choose } from './console.js';
import type { ConsoleUnderTest } from './console.js';
import { guestsOf } from './guests.js';
import { faultsInEveryLight } from './looks.js';
import { openTask, underReview } from './reviewed.js';
import { sees } from './sees.js';

/** In the township of 王小梅, and taken by neither the demonstration nor another suite of the console. */
const PARCELS = [68, 85, 102, 119, 136];
const KIND = 'opinion-finance';
const WORDS = '无异议';
const [WIDE, NARROW] = [1440, 390] as const;
/** No page has so many things to tab to. */
const TABS_MAX = 200;

type Row = Readonly<{ id: string; assignee: string | null }>;
type List = Readonly<{ items: readonly Row[] }>;

/** Many tasks at once, which it makes itself, on a console that `opened` answers with. */
export function decidingMany(opened: () => ConsoleUnderTest): void {
  let tested: ConsoleUnderTest;
  let township: string;
  /** One of finance for each parcel, that nobody has. */
  const own: string[] = [];
  const { arrive } = guestsOf(opened);
  beforeAll(async () => {
    tested = opened();
    for (const number of PARCELS) {
      const { entry, scheme } = await underReview(tested, number);
      ({ township } = scheme);
      own.push(await openTask(tested, 'qian', entry, KIND));
    }
  });

  const comes = async (): Promise<Page> => {
    const { page } = await arrive('钱进');
    await page.goto(`${tested.url}/desk?kind=${KIND}&township=${township}`);
    await box(page, own[own.length - 1]!).waitFor();
    return page;
  };
  const box = (page: Page, id: string) =>
    page.locator(`tbody tr[data-row-key="${id}"]`).getByRole('checkbox');
  const button = (of: Page | Locator, name: string) => of.getByRole('button', { name, exact: true });
  const preflight = (dialog: Locator) => dialog.getByRole('button', { name: /^预\s?检$/ });
  const close = (page: Page) => page.getByRole('button', { name: /^收\s?起$/ }).click();
  const isOpen = async (id: string) => {
    const { items } = await tested.ask<List>('qian', 'GET', `tasks?kind=${KIND}&live=yes&limit=200`);
    return items.some((row) => row.id === id && row.assignee === null);
  };
  /** Fills the words in and asks which can be done. */
  const asks = async (page: Page): Promise<Locator> => {
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill(WORDS);
    await preflight(dialog).click();
    return dialog;
  };

  it('says before, by keys alone, which can be done and why others cannot, and does nothing', async () => {
    const page = await comes();
    const [free, taken] = [own[0]!, own[1]!];
    await tested.ask('tang', 'POST', `tasks/${taken}/claim`, {});
    for (const id of [free, taken]) {
      await tabTo(page, box(page, id));
      await page.keyboard.press('Space');
    }
    await tabTo(page, button(page, '批量办理所选 2 件'));
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await tabTo(page, preflight(dialog));
    await page.keyboard.press('Enter');
    // It checks what is typed as the server does, before it asks.
    await dialog.getByRole('alert').first().waitFor();
    await tabTo(page, dialog.getByRole('textbox').first());
    await page.keyboard.type(WORDS);
    expect(await tested.faultsOf(page)).toEqual([]);
    await tabTo(page, preflight(dialog));
    await page.keyboard.press('Enter');
    await dialog.getByText('可办 1 件，不可办 1 件', { exact: true }).waitFor();
    await dialog
      .getByRole('list', { name: '不可办的原因' })
      .getByText(/^1 件：.*签收/)
      .waitFor();
    expect(await tested.faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await tested.ask('tang', 'POST', `tasks/${taken}/release`, { reason: '误领' });
    expect([await isOpen(free), await isOpen(taken)]).toEqual([true, true]);
  });

  it('says why one was refused that somebody else took meanwhile, and tries it again', async () => {
    const page = await comes();
    const id = own[1]!;
    await box(page, id).click();
    await button(page, '批量办理所选 1 件').click();
    const dialog = await asks(page);
    await dialog.getByText('可办 1 件，不可办 0 件', { exact: true }).waitFor();
    await tested.ask('tang', 'POST', `tasks/${id}/claim`, {});
    await button(dialog, '同意（1 件）').click();
    await page.getByText('已办结 0，未能办理 1，尚未办理 0').waitFor();
    await page
      .getByRole('list', { name: '不可办的原因' })
      .getByText(/^1 件：/)
      .waitFor();
    // What came of it is there when the page is loaded anew, and when somebody comes back from elsewhere.
    await page.reload();
    await page.getByText('已办结 0，未能办理 1，尚未办理 0').waitFor();
    const places = page.getByRole('navigation', { name: '主导航' });
    await places.getByRole('link', { name: '入市事项' }).click();
    await page.getByRole('heading', { level: 1, name: '入市事项' }).waitFor();
    await places.getByRole('link', { name: '我的待办' }).click();
    await page.getByText('已办结 0，未能办理 1，尚未办理 0').waitFor();
    expect(await faultsInEveryLight(tested, page)).toEqual([]);
    await tested.ask('tang', 'POST', `tasks/${id}/release`, { reason: '误领' });
    await button(page, '重试未能办理的').click();
    await button(await asks(page), '同意（1 件）').click();
    await page.getByText('已办结 1，未能办理 0，尚未办理 0').waitFor();
    await until(async () => !(await isOpen(id)));
    await close(page);
  });

  it('does all that match, on a telephone in the dark as well, and tells what came of them', async () => {
    const page = await comes();
    await choose(page, '深色');
    await page.setViewportSize({ width: NARROW, height: 900 });
    const left = own.filter((id) => id !== own[1]);
    await page.getByRole('button', { name: /^批量办理符合条件的全部 \d+ 件$/ }).click();
    const dialog = await asks(page);
    const told = await dialog.getByText(/^可办 \d+ 件，不可办 \d+ 件$/).innerText();
    const [can] = told.match(/\d+/g)!.map(Number);
    expect(can).toBeGreaterThanOrEqual(left.length);
    expect(await tested.faultsOf(page)).toEqual([]);
    await button(dialog, `同意（${can} 件）`).click();
    await page.getByText('批量办理已结束').waitFor();
    await page.getByText(`已办结 ${can}，未能办理 0，尚未办理 0`).waitFor();
    expect(new URL(page.url()).searchParams.get('bulk')).toMatch(/^[0-9a-f]{32}$/);
    await page.setViewportSize({ width: WIDE, height: 900 });
    for (const id of left) await box(page, id).waitFor({ state: 'detached' });
    expect(await Promise.all(left.map(isOpen))).toEqual(left.map(() => false));
    await close(page);
    await sees(
      () => Promise.resolve(new URL(page.url()).searchParams.has('bulk')),
      (it) => expect(it).toBe(false),
    );
  });
}

/** Tabs until it has the focus. @throws Error when no tab leads there */
async function tabTo(page: Page, to: Locator): Promise<void> {
  await to.waitFor();
  for (let tabs = 0; tabs < TABS_MAX; tabs++) {
    if ((await to.and(page.locator(':focus')).count()) === 1) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`No key leads to ${String(to)}.`);
}
