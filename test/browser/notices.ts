import { beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { ConsoleUnderTest } from './console.js';
import { guestsOf } from './guests.js';
import { faultsInEveryLight } from './looks.js';
import { sees } from './sees.js';

type Row = Readonly<{ subject: Readonly<{ entry: string }> }>;
/** A telephone. */
const NARROW = 390;

/** What somebody is told while they are there, on a console that `opened` answers with. */
export function beingTold(opened: () => ConsoleUnderTest): void {
  let tested: ConsoleUnderTest;
  const { arrive } = guestsOf(opened);
  beforeAll(() => {
    tested = opened();
  });

  const bell = (page: Page) => page.getByRole('link', { name: /^提醒/ });
  const list = (page: Page) => page.getByRole('list', { name: '全部提醒' });
  const unread = async (page: Page) => Number(/\d+/.exec((await bell(page).textContent()) ?? '')?.[0] ?? 0);

  it('shows at once that something came, leads to it, and is read there', async () => {
    const { items } = await tested.ask<{ items: Row[] }>('wang', 'GET', 'entries?status=running&limit=1');
    const { entry } = items[0]!.subject;
    const { page } = await arrive('王小梅');
    await bell(page).waitFor();
    await bell(page).click();
    await page.getByRole('heading', { level: 1, name: '提醒' }).waitFor();
    const all = page.getByRole('button', { name: '全部标为已读' });
    if (await all.isEnabled()) await all.click();
    await sees(
      () => unread(page),
      (it) => expect(it).toBe(0),
    );
    await tested.ask('li', 'POST', `entries/${entry}/comments`, { text: '请补一份会议签到表。' });
    await sees(
      () => unread(page),
      (it) => expect(it).toBe(1),
    );
    const told = list(page).getByRole('listitem').filter({ hasText: entry }).first();
    await told.getByRole('link', { name: '新的意见交流' }).waitFor();
    await sees(
      () => list(page).textContent(),
      (it) => expect(it).not.toMatch(/签到表|李建国/),
    );
    expect(await faultsInEveryLight(tested, page)).toEqual([]);
    await told.getByRole('link', { name: '新的意见交流' }).click();
    await page.waitForURL(`**/entries/${entry}#comments`);
    await sees(
      () => unread(page),
      (it) => expect(it).toBe(0),
    );
  });

  it('has room for its number on a telephone', async () => {
    const { page } = await arrive('李建国');
    await page.setViewportSize({ width: NARROW, height: 800 });
    await bell(page).waitFor();
    await sees(
      () => page.evaluate<number>('document.documentElement.scrollWidth'),
      (it) => expect(it).toBeLessThanOrEqual(NARROW),
    );
  });
}
