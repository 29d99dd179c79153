import { beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { ConsoleUnderTest } from './console.js';
import { guestsOf } from './guests.js';
import { faultsInEveryLight } from './looks.js';
import { openTask, underReview } from './reviewed.js';
import { sees } from './sees.js';

/** In the township of 王小梅, and taken by neither the demonstration nor another suite of the console. */
const PARCEL = 153;
const KIND = 'opinion-finance';

type Fact = Readonly<{
  type: string;
  data: Readonly<{ opinion?: Readonly<{ department: string }> }>;
  meta: Readonly<{ actor: Readonly<{ person: string; onBehalfOf?: string }> }>;
}>;

/** Whoever works for an absent colleague of the same office, on a console that `opened` answers with. */
export function actingForAnother(opened: () => ConsoleUnderTest): void {
  let tested: ConsoleUnderTest;
  let entry: string;
  let task: string;
  let delegation: string;
  const { arrive } = guestsOf(opened);
  const given = async () => {
    const { day } = await tested.ask<{ day: string }>('qian', 'GET', 'terms');
    const body = { to: 'feng', fromDay: day, toDay: day };
    delegation = (await tested.ask<{ id: string }>('qian', 'POST', 'delegations', body)).id;
  };
  beforeAll(async () => {
    tested = opened();
    ({ entry } = await underReview(tested, PARCEL));
    task = await openTask(tested, 'qian', entry, KIND);
    await given();
  });

  const mark = (page: Page) => page.getByRole('status').filter({ hasText: '正在代 钱进 办理' });
  const menu = (page: Page) => page.getByRole('banner').getByRole('button', { name: /^冯丽/ }).click();
  const begins = async (page: Page) => {
    await menu(page);
    await page.getByRole('menuitem', { name: '代 钱进 办理' }).click();
    await mark(page).waitFor();
  };
  const isOwn = (page: Page) =>
    sees(
      () => page.locator(`tbody tr[data-row-key="${task}"]`).count(),
      (it) => expect(it).toBe(0),
    );

  it('does the work of the absent one under a mark that stays, and the record names both', async () => {
    const { page } = await arrive('冯丽');
    await isOwn(page);
    await begins(page);
    await page.reload();
    await mark(page).waitFor();
    await page.goto(`${tested.url}/desk/${task}`);
    await page.getByRole('radio', { name: /同意/ }).first().check();
    await page.locator('form').first().getByRole('textbox').last().fill('无异议');
    expect(await faultsInEveryLight(tested, page)).toEqual([]);
    await page.getByRole('button', { name: '提交：同意' }).click();
    await page.getByText(/^已办理：/).waitFor();
    const { items } = await tested.ask<{ items: Fact[] }>(
      'lin',
      'GET',
      `entries/${entry}/timeline?limit=500`,
    );
    const opinion = items.find(
      ({ type, data }) => type === 'OpinionGiven' && data.opinion?.department === 'finance',
    );
    expect(opinion!.meta.actor).toMatchObject({ person: 'feng', onBehalfOf: 'qian' });
    // Back with one click, to what is one's own.
    await mark(page).getByRole('button', { name: '退出代办' }).click();
    await mark(page).waitFor({ state: 'detached' });
    await isOwn(page);
  });

  it('ends by itself when the absent one is back, and is not offered any more', async () => {
    const { page } = await arrive('冯丽');
    await begins(page);
    await tested.ask('qian', 'DELETE', `delegations?id=${encodeURIComponent(delegation)}`);
    await page.getByRole('link', { name: '入市事项' }).click();
    await mark(page).waitFor({ state: 'detached' });
    await page.getByRole('heading', { level: 1, name: '入市事项' }).waitFor();
    await menu(page);
    await page.getByRole('menuitem', { name: '退出登录' }).waitFor();
    await sees(
      () => page.getByRole('menuitem', { name: '代 钱进 办理' }).count(),
      (it) => expect(it).toBe(0),
    );
  });
}
