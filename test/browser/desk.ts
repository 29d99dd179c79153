import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '../../libs/kernel/testing/patience.js';
import { choose } from './console.js';
import type { ConsoleUnderTest, Visitor } from './console.js';
import { sees } from './sees.js';

/** What somebody sees who comes to it, on a console that `opened` answers with. */
export function comingToTheDesk(opened: () => ConsoleUnderTest): void {
  let tested: ConsoleUnderTest;
  let visitor: Visitor;
  beforeAll(() => {
    tested = opened();
  });

  describe('before anybody has signed in', () => {
    beforeEach(async () => {
      visitor = await tested.visitor();
    });
    afterEach(async () => {
      expect(visitor.seen).toEqual({ errors: [], elsewhere: [] });
      await visitor.leave();
    });

    it('offers the people of the demonstration as cards, with the offices they sit in', async () => {
      const { page } = visitor;
      await page.goto(tested.url);
      await page.waitForURL('**/sign-in?to=%2F');
      const card = page.getByRole('button', { name: '王小梅' });
      await card.waitFor();
      await sees(
        () => card.innerText(),
        (it) => expect(it).toContain('双山街道'),
      );
      expect(await tested.faultsOf(page)).toEqual([]);
    });

    it('says in words why somebody is not let in, and keeps what was typed', async () => {
      const { page } = visitor;
      await page.goto(`${tested.url}/sign-in`);
      await page.getByLabel('账户', { exact: true }).fill('wang');
      await page.getByLabel('密码', { exact: true }).fill('not the password');
      await page.getByRole('button', { name: /^登\s?录$/ }).click();
      const alert = page.getByRole('alert');
      await alert.waitFor();
      await sees(
        () => alert.innerText(),
        (it) => expect(it).toMatch(/密码/),
      );
      await sees(
        () => page.getByLabel('账户', { exact: true }).inputValue(),
        (it) => expect(it).toBe('wang'),
      );
    });

    it('leads to where somebody wanted to go, but to no other site', async () => {
      const { page } = visitor;
      await page.goto(`${tested.url}/sign-in?to=%2F%2Fexample.com%2F`);
      await page.getByRole('button', { name: '李建国' }).click();
      await page.waitForURL(`${tested.url}/desk`);
    });
  });

  it('shows three numbers that equal their lists, and the time that is left with its rule', async () => {
    visitor = await tested.signedIn('李建国');
    const { page, seen } = visitor;
    await page.getByText('待我办').waitFor();
    const rows = page.locator('tbody tr[data-row-key]');
    for (const name of ['待我办', '临近期限', '已逾期', '退回修改']) {
      const number = page.getByRole('button', { name: new RegExp(`^${name}`) });
      await number.click();
      const count = Number(/\d+/.exec(await number.innerText())![0]);
      await until(async () => (await rows.count()) === count);
    }
    await page.getByRole('button', { name: /^待我办/ }).click();
    const left = page.getByText(/剩 \d+ 个工作日|今日截止|逾期 \d+ 个工作日/).first();
    expect(await tested.faultsOf(page)).toEqual([]);
    await left.hover();
    await page.getByRole('tooltip').getByText('依据：').waitFor();
    expect(seen).toEqual({ errors: [], elsewhere: [] });
    await visitor.leave();
  });

  it('lists what somebody is to do, and not what a neighbour at the next desk is', async () => {
    const lists = async (name: string, number: string, check: (works: number) => void) => {
      const { page, leave } = await tested.signedIn(name);
      await page.getByRole('button', { name: new RegExp(`^${number}`) }).waitFor();
      const works = page.locator('tbody tr[data-row-key] a');
      await sees(
        () => works.filter({ hasText: /^联审意见（财政）$/ }).count(),
        (found) => check(found),
      );
      await leave();
    };
    await lists('钱进', '待我办', (works) => expect(works).toBeGreaterThan(0));
    await lists('冯丽', '待我办', (works) => expect(works).toBe(0));
    await lists('何涛', '辖区在办', (works) => expect(works).toBeGreaterThan(0));
  });

  it('offers nobody what they may not do, and is used on a telephone and in the dark', async () => {
    visitor = await tested.signedIn('李建国', 390);
    const { page, seen } = visitor;
    await sees(
      () => page.getByText('新建方案').count(),
      (it) => expect(it).toBe(0),
    );
    await choose(page, '深色');
    expect(await tested.faultsOf(page)).toEqual([]);
    const wide = await page.evaluate<number>('document.documentElement.scrollWidth');
    expect(wide).toBeLessThanOrEqual(390);
    expect(seen).toEqual({ errors: [], elsewhere: [] });
    await visitor.leave();
  });

  it('sends a page whose policy lets in no script and no style but its own', async () => {
    const answers = await Promise.all([1, 2].map(() => fetch(`${tested.url}/desk`)));
    const sent = answers.map(({ headers }) => headers.get('content-security-policy')!);
    for (const policy of sent) {
      expect(policy).toContain("script-src 'self'");
      expect(policy).not.toContain('unsafe-inline');
    }
    expect(sent[0]).not.toBe(sent[1]);
  });

  it('gives the password of the demonstration to nobody who comes through a proxy', async () => {
    const here = (await (await fetch(`${tested.url}/demonstration`)).json()) as { password?: string };
    expect(here.password).toBeDefined();
    const forwarded = await fetch(`${tested.url}/demonstration`, {
      headers: { 'X-Forwarded-For': '203.0.113.7' },
    });
    expect(await forwarded.json()).not.toHaveProperty('password');
  });
}
