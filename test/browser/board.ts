import { afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '../../libs/kernel/testing/patience.js';
import { choose } from './console.js';
import type { ConsoleUnderTest, Visitor } from './console.js';
import { ownWordsIn, wordsShownOn } from './words.js';
import { sees } from './sees.js';
import { faultsInEveryLight } from './looks.js';

const NARROW = 390;

type Listed = Readonly<{ id: string; kind: string; township: string; mayObject: boolean }>;
/** Of the clerk of the demonstration. */
const OWN = '370114-01';
const SAID = '起始价与集体决议不一致';

/** What somebody without an account sees on the board of a console that `opened` answers with. */
export function readingTheBoard(opened: () => ConsoleUnderTest): void {
  let tested: ConsoleUnderTest;
  let visitor: Visitor;
  let page: Page;
  beforeAll(() => {
    tested = opened();
  });
  beforeEach(async () => {
    visitor = await tested.visitor(NARROW);
    ({ page } = visitor);
    await page.goto(`${tested.url}/board`);
    await page.locator('.notice-tile').first().waitFor();
  });
  afterEach(async () => {
    expect(visitor.seen).toEqual({ errors: [], elsewhere: [] });
    await visitor.leave();
  });

  const tiles = () => page.locator('.notice-tile');
  async function faults(): Promise<readonly string[]> {
    const found = await faultsInEveryLight(tested, page);
    await page.setViewportSize({ width: NARROW, height: 900 });
    return found;
  }

  it('lists what is public on a telephone, by kind and by what is typed', async () => {
    await sees(
      () => tiles().count(),
      (it) => expect(it).toBeGreaterThan(2),
    );
    await page.getByRole('button', { name: '交易公告' }).click();
    await page.waitForURL('**/board?kind=listing');
    await until(async () =>
      (await page.locator('.notice-tile h2').allInnerTexts()).every((it) => it.startsWith('交易公告')),
    );
    await page.getByRole('button', { name: '交易公告' }).click();
    await page.getByRole('searchbox').fill('没有这样的村');
    await page.getByRole('searchbox').press('Enter');
    await page.getByText('没有符合条件的公示或者公告').waitFor();
    expect(await faults()).toEqual([]);
  });

  it('opens one with its land, its days and what proves it, at an address that stays', async () => {
    await tiles().first().getByRole('link').click();
    await page.waitForURL('**/board/*.*');
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.locator('canvas').first().waitFor();
    await page.getByText('存证：').click();
    const line = page.locator('.notice-evidence li').first();
    const file = await line.getByRole('link', { name: '下载存证' }).getAttribute('href');
    expect(JSON.parse(decodeURIComponent(file!.replace('data:application/json,', '')))).toEqual({
      leafHash: await line.locator('code').last().innerText(),
      proof: expect.stringContaining('c2sp.org/tlog-proof@v1'),
    });
    await page.getByRole('img', { name: '本公告的二维码' }).locator('svg').waitFor();
    await page.reload();
    await page.getByText('土地所有权人').waitFor();
    expect(await faults()).toEqual([]);
  });

  it('speaks English, but for the names that are the server’s', async () => {
    await choose(page, 'English');
    const server = await (await fetch(`${tested.url}/public/v1/notices`)).text();
    const own = ownWordsIn(await wordsShownOn(page), server);
    await tiles().first().getByRole('link').click();
    await page.getByText('Owner').waitFor();
    expect([...own, ...ownWordsIn(await wordsShownOn(page), server)]).toEqual([]);
  });

  it('is a feed that a program can read, whatever stands in it', async () => {
    const read = await page.evaluate(async () => {
      const browser = globalThis as unknown as {
        fetch(path: string): Promise<{ text(): Promise<string> }>;
        DOMParser: new () => {
          parseFromString(
            text: string,
            type: string,
          ): { getElementsByTagName(name: string): { length: number } };
        };
      };
      const text = await (await browser.fetch('/public/v1/notices.atom')).text();
      const feed = new browser.DOMParser().parseFromString(text, 'application/xml');
      return ['parsererror', 'entry'].map((name) => feed.getElementsByTagName(name).length);
    });
    const listed = await fetch(`${tested.url}/public/v1/notices?limit=50`);
    const { items } = (await listed.json()) as { items: readonly unknown[] };
    expect(items.length).toBeGreaterThan(2);
    expect(read).toEqual([0, items.length]);
  });

  it('takes an objection on a telephone, has it answered, and tells the answer by the code', async () => {
    const listed = await fetch(`${tested.url}/public/v1/notices?limit=50`);
    const { items } = (await listed.json()) as { items: readonly Listed[] };
    const { id, kind } = items.find(
      (one) => one.mayObject && (one.kind === 'listing' || one.township === OWN),
    )!;
    await page.goto(`${tested.url}/board/${id}`);
    await page.getByLabel('异议内容').fill(`${SAID} <b>请核查</b>`);
    await page.getByLabel('姓名').fill('刘某某');
    await page.getByRole('button', { name: '提交异议' }).click();
    await page.getByText('请填写联系方式').waitFor();
    expect(await faults()).toEqual([]);
    await page.getByLabel('联系方式').fill('138 0000 0000');
    await page.getByRole('button', { name: '提交异议' }).click();
    await page.getByText('查询码只显示这一次').waitFor();
    const [number, code] = await page.locator('.notice-facts code').allInnerTexts();
    expect(await faults()).toEqual([]);
    await page.getByRole('status').getByRole('link', { name: '查询异议的答复' }).click();
    await page.waitForURL('**/board/objection?number=*');
    await page.getByLabel('查询码').fill(code!.toLowerCase());
    await page.getByRole('button', { name: '查询答复' }).click();
    await page.getByRole('heading', { name: '已收到，正在处理' }).waitFor();
    expect(await faults()).toEqual([]);

    const [user, name] = kind === 'listing' ? ['li', '李建国'] : ['wang', '王小梅'];
    const work = kind === 'listing' ? 'answer-listing-objection' : 'answer-objection';
    const [entry, no] = number!.split('.objection.');
    const officer = await tested.signedIn(name);
    await officer.page.goto(`${tested.url}/desk/task-${entry}.${work}.${no}`);
    await officer.page.getByText(`${SAID} <b>请核查</b>`).waitFor();
    await sees(
      () => officer.page.getByText('13800000000').count(),
      (it) => expect(it).toBe(0),
    );
    await officer.page.getByRole('button', { name: '查看异议人的姓名和联系方式' }).click();
    await officer.page.getByText('异议人：刘某某，13800000000').waitFor();
    expect(await tested.faultsOf(officer.page)).toEqual([]);
    expect(officer.seen).toEqual({ errors: [], elsewhere: [] });
    await officer.leave();
    const answer = { documentNo: '答〔2026〕1号', answer: '经核查，公示内容无误。' };
    await tested.decide(user, `task-${entry}.${work}.${no}`, 'dismiss', answer);

    await page.getByRole('button', { name: '查询答复' }).click();
    await page.getByText('经核查，公示内容无误。').waitFor();
    // Of somebody who comes now: a browser keeps what it has just shown for some seconds.
    const other = await tested.visitor(NARROW);
    await other.page.goto(`${tested.url}/board/${id}`);
    await other.page.getByText('收到异议 1 件，均已答复。').waitFor();
    await other.leave();
  });

  it('is found from the page on which one signs in, and leads there', async () => {
    await page.getByRole('link', { name: '登录' }).click();
    await page.waitForURL('**/sign-in');
    await page.getByRole('link', { name: '公示与公告' }).click();
    await page.waitForURL('**/board');
    await tiles().first().waitFor();
  });
}
