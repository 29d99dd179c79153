import { beforeAll, expect, it } from '@jest/globals';
import type { ConsoleUnderTest } from './console.js';
import { guestsOf } from './guests.js';
import { faultsInEveryLight } from './looks.js';
import { sees } from './sees.js';

type Listed<T> = Readonly<{ items: readonly T[] }>;
type Row = Readonly<{ subject: Readonly<{ entry: string }> }>;

/** What a supervisor asks of an office about a case. */
export function asking(opened: () => ConsoleUnderTest): void {
  let tested: ConsoleUnderTest;
  let entry: string;
  const { arrive } = guestsOf(opened);
  beforeAll(async () => {
    tested = opened();
    entry = (await tested.ask<Listed<Row>>('wang', 'GET', 'entries?limit=1')).items[0]!.subject.entry;
  });

  it('asks an office, which answers it as a task, and takes the answer', async () => {
    const { page } = await arrive('何涛');
    await page.goto(`${tested.url}/entries/${entry}`);
    const card = page.locator('#oversight');
    const send = card.getByRole('button', { name: '发出督办' });
    await send.click();
    await card.getByRole('alert').getByText('请写明督办事项。').waitFor();
    await card.getByLabel('督办事项').fill('请说明材料何时补齐。');
    await send.click();
    // Its last day is that of the task, which is open by then.
    await card.getByText(/前答复/).waitFor();
    expect(await faultsInEveryLight(tested, page)).toEqual([]);

    const { page: asked } = await arrive('王小梅');
    await asked.goto(`${tested.url}/desk/task-${entry}.answer-oversight-township.1`);
    await asked.getByText('请说明材料何时补齐。').first().waitFor();
    await asked.getByRole('textbox', { name: /答复/ }).fill('本周五以前补齐。');
    await asked.getByRole('button', { name: '提交：答复' }).click();

    await card.getByText('已答复，待审核').waitFor();
    await card.getByText('本周五以前补齐。').waitFor();
    await card.getByRole('button', { name: '认可答复' }).click();
    await card.getByText('已办结').waitFor();
  });

  it('is not asked by an office, which sees what was asked of another', async () => {
    const { page } = await arrive('李建国');
    await page.goto(`${tested.url}/entries/${entry}`);
    const card = page.locator('#oversight');
    await card.getByText('请说明材料何时补齐。').waitFor();
    await sees(
      () => card.getByRole('button').count(),
      (it) => expect(it).toBe(0),
    );
  });
}
