import { expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import type { ConsoleUnderTest } from './console.js';
import { guestsOf } from './guests.js';
import { faultsInEveryLight } from './looks.js';
import { sees } from './sees.js';

const GOLDEN = new URL('../../libs/geo/golden/', import.meta.url);
const named = (name: string, of: string) => ({
  name,
  mimeType: 'text/plain',
  buffer: readFileSync(new URL(of, GOLDEN)),
});

/** A boundary comes from the surveyor's file into the form of a scheme. */
export function readingBoundaries(opened: () => ConsoleUnderTest): void {
  const { arrive } = guestsOf(opened);

  it('takes the corners over from the surveyor’s file, and says what they are taken for', async () => {
    const { page } = await arrive('王小梅');
    await page.goto(`${opened().url}/schemes/new`);
    const step = page.getByRole('button', { name: /界址/ }).first();
    // Whoever has drafts is asked first which one it is to be.
    const anew = page.getByRole('button', { name: '另填一份新方案' });
    await step.or(anew).first().waitFor();
    if (await anew.isVisible()) await anew.click();
    await step.click();
    const file = page.getByLabel('从文件读取界址');
    await file.setInputFiles(named('不是界址.txt', '../README.md'));
    await page.getByRole('alert').first().waitFor();
    await file.setInputFiles(named('界址点.txt', '01-plain.txt'));
    await page.getByText('文件写明，坐标也符合').waitFor();
    expect(await faultsInEveryLight(opened(), page)).toEqual([]);
    await page.getByRole('button', { name: /^采用这块地/ }).click();
    const corners = page.getByRole('textbox', { name: /^界址点/ });
    await sees(
      () => corners.inputValue(),
      (it) => expect(it).toContain('547354.937 4064459.172'),
    );
    await page.getByText('面积 10000.00 平方米').waitFor();
  });
}
