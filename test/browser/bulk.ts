import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { until } from '../../libs/kernel/testing/patience.js';
import type { ConsoleUnderTest, Visitor } from './console.js';

const WORK = '联审意见（财政）';

/** Many tasks at once, on a console that `opened` answers with. */
export function decidingMany(opened: () => ConsoleUnderTest): void {
  let tested: ConsoleUnderTest;
  let visitor: Visitor;
  beforeAll(async () => {
    tested = opened();
    visitor = await tested.signedIn('钱进');
  });
  afterAll(async () => {
    expect(visitor.seen).toEqual({ errors: [], elsewhere: [] });
    await visitor.leave();
  });
  const finished = async () =>
    (
      await tested.ask<{ items: readonly object[] }>(
        'qian',
        'GET',
        'tasks?kind=opinion-finance&live=no&limit=200',
      )
    ).items.length;

  it('says before which can be done, by boxes, and then does nothing until it is told to', async () => {
    const { page } = visitor;
    const before = await finished();
    const boxes = page.getByRole('checkbox', { name: /^选择 3701/ });
    await boxes.first().waitFor();
    await boxes.first().click();
    expect(await tested.faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: '批量办理所选 1 件' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: /^预\s?检$/ }).click();
    // It checks what is typed as the server does, before it asks.
    await dialog.getByRole('alert').first().waitFor();
    await dialog.getByRole('textbox').first().fill('无异议');
    await dialog.getByRole('button', { name: /^预\s?检$/ }).click();
    await dialog.getByText(/^可办 [01] 件，不可办 [01] 件$/).waitFor();
    expect(await tested.faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    expect(await finished()).toBe(before);
  });

  it('says why one was refused that somebody else took meanwhile, and tries it again', async () => {
    const { page } = visitor;
    await page.reload();
    // Others may have taken some of them, or acted in the same case.
    const asked = { outcome: 'agree', data: { text: '无异议' }, filter: { kind: 'opinion-finance' } };
    type Told = Readonly<{ items: readonly Readonly<{ task: string; can: boolean }>[] }>;
    const { items } = await tested.ask<Told>('qian', 'POST', 'tasks/bulk/preflight', asked);
    const id = items.find(({ can }) => can)!.task;
    const box = page.locator(`tbody tr[data-row-key="${id}"]`).getByRole('checkbox');
    await box.waitFor();
    await box.click();
    await page.getByRole('button', { name: '批量办理所选 1 件' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill('无异议');
    await dialog.getByRole('button', { name: /^预\s?检$/ }).click();
    await dialog.getByText('可办 1 件，不可办 0 件').waitFor();
    await tested.ask('tang', 'POST', `tasks/${id}/claim`, {});
    await dialog.getByRole('button', { name: '同意（1 件）' }).click();
    await page.getByText('已办结 0，未能办理 1，尚未办理 0').waitFor();
    await page
      .getByRole('list', { name: '不可办的原因' })
      .getByText(/^1 件：/)
      .waitFor();
    expect(await tested.faultsOf(page)).toEqual([]);
    await tested.ask('tang', 'POST', `tasks/${id}/release`, { reason: '误领' });
    await page.getByRole('button', { name: '重试未能办理的' }).click();
    await dialog.getByRole('textbox').first().fill('无异议');
    await dialog.getByRole('button', { name: /^预\s?检$/ }).click();
    await dialog.getByRole('button', { name: '同意（1 件）' }).click();
    await page.getByText('已办结 1，未能办理 0，尚未办理 0').waitFor();
  });

  it('does all that match, and tells what came of them', async () => {
    const { page } = visitor;
    const before = await finished();
    await page.getByRole('button', { name: /^批量办理符合条件的全部 \d+ 件$/ }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('textbox').first().fill('无异议');
    await dialog.getByRole('button', { name: /^预\s?检$/ }).click();
    const told = await dialog.getByText(/^可办 \d+ 件，不可办 \d+ 件$/).innerText();
    const can = Number(/\d+/.exec(told)![0]);
    expect(can).toBeGreaterThan(0);
    await dialog.getByRole('button', { name: `同意（${can} 件）` }).click();
    await page.getByText('批量办理已结束').waitFor();
    await page.getByText(new RegExp(`已办结 ${can}，未能办理 0，尚未办理 0`)).waitFor();
    expect(new URL(page.url()).searchParams.get('bulk')).toMatch(/^[0-9a-f]{32}$/);
    expect(await tested.faultsOf(page)).toEqual([]);
    await until(async () => (await finished()) === before + can);
    const left = page.locator('tbody tr[data-row-key] a').filter({ hasText: WORK });
    await until(async () => (await left.count()) === Number(told.match(/\d+/g)![1]));
    await page.getByRole('button', { name: /^收\s?起$/ }).click();
    expect(new URL(page.url()).searchParams.has('bulk')).toBe(false);
  });
}
