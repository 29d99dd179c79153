import { afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '../../libs/kernel/testing/patience.js';
import { pdfOf } from '../../libs/papers/testing/samples.js';
import type { ConsoleUnderTest, Visitor } from './console.js';
import { faultsInEveryLight } from './looks.js';

type Paper = Readonly<{ name: string; kind: string; withdrawn: object | null }>;
const file = (name: string, text: string) => ({ name, mimeType: 'application/pdf', buffer: pdfOf(text) });

/** What a clerk does with the papers of a case, on a console that `opened` answers with. */
export function keepingPapers(opened: () => ConsoleUnderTest): void {
  let tested: ConsoleUnderTest;
  let visitor: Visitor;
  let page: Page;
  let entry: string;
  beforeAll(async () => {
    tested = opened();
    const path = 'entries?status=running&limit=1';
    const { items } = await tested.ask<{ items: { subject: { entry: string } }[] }>('wang', 'GET', path);
    entry = items[0]!.subject.entry;
  });
  beforeEach(async () => {
    visitor = await tested.signedIn('王小梅');
    ({ page } = visitor);
    await page.goto(`${tested.url}/entries/${entry}`);
    await section().waitFor();
  });
  afterEach(async () => {
    expect(visitor.seen).toEqual({ errors: [], elsewhere: [] });
    await visitor.leave();
  });

  const section = () => page.locator('#papers');
  const onFile = async () =>
    (await tested.ask<{ items: Paper[] }>('wang', 'GET', `entries/${entry}/papers`)).items;
  /** The place of the page that takes files of a kind, by what the rules call it. */
  const placeOf = (title: string) => section().locator(`input[aria-label="附加材料：${title}"]`);
  const unfolded = () =>
    page.evaluate('for (const one of document.querySelectorAll("#papers > * > details")) one.open = true');

  it('attaches several at once, each for what the rules ask for', async () => {
    await unfolded();
    await placeOf('承诺书').setInputFiles([file('承诺书一.pdf', '承诺一'), file('承诺书二.pdf', '承诺二')]);
    for (const name of ['承诺书一.pdf', '承诺书二.pdf'])
      await section().getByRole('link', { name, exact: true }).waitFor();
    await placeOf('清单以外的材料').setInputFiles(file('村务公开栏.pdf', '照片'));
    await section().getByRole('link', { name: '村务公开栏.pdf' }).waitFor();
    expect((await onFile()).map(({ kind, name }) => `${kind} ${name}`).toSorted()).toEqual([
      'other 村务公开栏.pdf',
      'undertaking 承诺书一.pdf',
      'undertaking 承诺书二.pdf',
    ]);
  });

  it('takes what is dropped on a line, and gives it out again as it came', async () => {
    await unfolded();
    const line = section()
      .locator('li.paper-line')
      .filter({ has: page.getByText('入市申请表') });
    const dropped = await page.evaluateHandle(`(() => {
      const carried = new DataTransfer();
      const content = new Uint8Array(${JSON.stringify([...pdfOf('申请')])});
      carried.items.add(new File([content], '申请表.pdf', { type: 'application/pdf' }));
      return carried;
    })()`);
    await line.dispatchEvent('drop', { dataTransfer: dropped });
    const link = line.getByRole('link', { name: '申请表.pdf' });
    await link.waitFor();
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    expect(download.suggestedFilename()).toBe('申请表.pdf');
  });

  it('goes on with an upload where the line broke, and gives up what somebody cancels', async () => {
    await unfolded();
    let isCut = true;
    await page.route('**/api/v1/uploads/*', (route) =>
      isCut && route.request().method() === 'PUT' ? route.abort() : route.continue(),
    );
    await placeOf('清单以外的材料').setInputFiles([file('断线.pdf', '断线'), file('不要了.pdf', '不要')]);
    await section().getByRole('button', { name: '取消上传 不要了.pdf' }).click();
    const again = section().getByRole('button', { name: '继续上传 断线.pdf' });
    await again.waitFor();
    expect(await tested.faultsOf(page)).toEqual([]);
    isCut = false;
    await again.click();
    await section().getByRole('link', { name: '断线.pdf' }).waitFor();
    expect((await onFile()).map(({ name }) => name)).not.toContain('不要了.pdf');
  });

  it('says in the server’s words why a file is no paper', async () => {
    await unfolded();
    const wrong = { name: '脚本.pdf', mimeType: 'application/pdf', buffer: Buffer.from('#!/bin/sh\n') };
    await placeOf('清单以外的材料').setInputFiles(wrong);
    await section().getByRole('alert').waitFor();
    await section().getByRole('button', { name: '取消上传 脚本.pdf' }).click();
    await section().getByRole('alert').waitFor({ state: 'detached' });
  });

  it('withdraws a paper for a reason, and keeps its record', async () => {
    const { name } = (await onFile()).find(({ kind }) => kind === 'undertaking')!;
    await section()
      .getByRole('button', { name: `撤回 ${name}` })
      .click();
    await section().getByRole('button', { name: '确认撤回' }).click();
    await section().getByText('请填写撤回原因。').waitFor();
    await section().getByRole('textbox').fill('扫描不清，另附');
    await section().getByRole('button', { name: '确认撤回' }).click();
    await section().getByText('已撤回的材料（1 份）').click();
    await section().getByText('撤回：扫描不清，另附').waitFor();
    await until(async () => (await onFile()).filter(({ withdrawn }) => withdrawn).length === 1);
  });

  it('can be used by everybody, on every screen and in every light', async () => {
    await unfolded();
    expect(await faultsInEveryLight(tested, page)).toEqual([]);
  });
}
