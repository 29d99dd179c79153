import { beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import type { ConsoleUnderTest } from './console.js';

type Rows = Readonly<{ items: readonly Readonly<{ id: string; subject: Readonly<{ entry: string }> }>[] }>;

/** The name under which a file comes that a button is there for. */
async function nameOfTaken(page: Page, button: string | RegExp): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).first().click(),
  ]);
  expect(await download.failure()).toBeNull();
  return download.suggestedFilename();
}

/** The papers that offices send out, on a console that `opened` answers with. */
export function takingPapers(opened: () => ConsoleUnderTest): void {
  let tested: ConsoleUnderTest;
  beforeAll(() => {
    tested = opened();
  });

  it('lists those of a case and gives each as PDF and DOCX', async () => {
    const { items } = await tested.ask<Rows>('li', 'GET', 'entries?status=completed&limit=1');
    const visitor = await tested.signedIn('李建国');
    const { page } = visitor;
    await page.goto(`${tested.url}/entries/${items[0]!.subject.entry}`);
    await page.getByRole('heading', { name: '公文', exact: true }).waitFor();
    expect(await nameOfTaken(page, /^PDF 下载.*批复$/)).toMatch(/入市批〔\d{4}〕\d+号\.pdf$/);
    expect(await nameOfTaken(page, /^DOCX 下载.*批复$/)).toMatch(/入市批〔\d{4}〕\d+号\.docx$/);
    expect(await tested.faultsOf(page)).toEqual([]);
    expect(visitor.seen).toEqual({ errors: [], elsewhere: [] });
    await visitor.leave();
  });

  it('gives the draft beside a decision, where the decision sends a paper out', async () => {
    const { items } = await tested.ask<Rows>('zheng', 'GET', 'tasks?kind=decide-scheme&limit=1');
    const visitor = await tested.signedIn('郑伟');
    const { page } = visitor;
    await page.goto(`${tested.url}/desk/${items[0]!.id}`);
    expect(await nameOfTaken(page, '公文草稿')).toMatch(/^草稿 .*\.pdf$/);
    expect(await tested.faultsOf(page)).toEqual([]);
    await visitor.leave();
  });
}
