import { beforeAll, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { until } from '../../libs/kernel/testing/patience.js';
import type { ConsoleUnderTest, Visitor } from './console.js';
import { guestsOf } from './guests.js';
import { sees } from './sees.js';

type Task = Readonly<{ id: string; kind: string; assignee: string | null; subject: { entry: string } }>;
const LOST = '连接已断开，正在重连';
const LIVE = '已连接，内容自动更新';
/** A page in which nothing is done from time to time: it learns only what it is told. */
const WITHOUT_ASKING = 'globalThis.setInterval = () => 0';
const [FINANCE, AGRICULTURE] = ['opinion-finance', 'opinion-agriculture'];

/** The form of a decision; what people say about the case stands after it. */
const decisionOf = (page: Page) => page.locator('form').first();

/**
 * A page follows what others do without being asked to, loses nothing that somebody types, and says when it
 * cannot follow: several people with browsers of their own, tabs that are closed and a server that stops, on
 * a console that `opened` answers with.
 */
export function whileOthersWork(opened: () => ConsoleUnderTest): void {
  let tested: ConsoleUnderTest;
  const { arrive } = guestsOf(opened);
  beforeAll(() => {
    tested = opened();
  });

  const comes = async (name: string): Promise<Visitor> => {
    const visitor = await arrive(name);
    await visitor.page.getByText(LIVE).waitFor();
    return visitor;
  };
  const tasksOf = async (user: string, kind: string): Promise<readonly Task[]> =>
    (await tested.ask<{ items: Task[] }>(user, 'GET', `tasks?kind=${kind}&limit=200`)).items.filter(
      ({ assignee }) => assignee === null,
    );
  /** A task of this kind that nobody has. */
  const openTask = async (user: string, kind: string): Promise<Task> => (await tasksOf(user, kind))[0]!;
  const row = (page: Page, id: string) => page.locator(`tbody tr[data-row-key="${id}"]`);

  it('takes what one has done from the desk of another, which asks for nothing by itself', async () => {
    const { id } = await openTask('qian', FINANCE);
    const { page } = await comes('钱进');
    await page.addInitScript(WITHOUT_ASKING);
    await page.reload();
    await page.getByText(LIVE).waitFor();
    await row(page, id).waitFor();
    await tested.decide('tang', id, 'agree', { text: '无异议' });
    await row(page, id).waitFor({ state: 'detached' });
  });

  it('keeps what was typed when somebody else was faster, and says who', async () => {
    const { id } = await openTask('qian', FINANCE);
    const { page } = await comes('钱进');
    await row(page, id).getByRole('link').first().click();
    await page.getByRole('radio', { name: /同意/ }).first().check();
    const typed = '财政资金已落实，同意入市';
    await decisionOf(page).getByRole('textbox').last().fill(typed);
    await tested.decide('tang', id, 'agree', { text: '无异议' });
    const alert = page.getByRole('alert').filter({ hasText: '唐' });
    await alert.waitFor();
    await sees(
      () => alert.innerText(),
      (it) => expect(it).toContain(typed),
    );
    expect(await tested.faultsOf(page)).toEqual([]);
    await alert.getByRole('button', { name: '放弃我填写的内容' }).click();
    await alert.waitFor({ state: 'detached' });
  });

  it('offers the names of those to whom a task may be handed over', async () => {
    const { id } = await openTask('qian', FINANCE);
    const { page } = await comes('钱进');
    await row(page, id).getByRole('link').first().click();
    await page.getByRole('button', { name: /^签\s?收$/ }).click();
    await page.getByRole('button', { name: /^转\s?交$/ }).click();
    await page.getByRole('combobox', { name: /^接办人/ }).click();
    await page.locator('.ant-select-dropdown:visible').getByTitle('唐明（tang）').click();
    await page.getByLabel(/^事由/).fill('外出培训');
    expect(await tested.faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: /^确\s?定$/ }).click();
    await page.getByText('已转交 唐明。').waitFor();
    await page.getByText('该任务已由 唐明 签收。').waitFor();
  });

  it('shares one connection among the tabs of a browser, and another tab goes on with it', async () => {
    const { page } = await comes('钱进');
    const { id } = await openTask('qian', FINANCE);
    const context = page.context();
    const streams: string[] = [];
    context.on('request', (request) => {
      if (request.url().endsWith('/api/v1/changes')) streams.push(request.url());
    });
    const second = await context.newPage();
    await second.goto(`${tested.url}/desk`);
    await second.getByText(LIVE).waitFor();
    await row(second, id).waitFor();
    expect(streams).toEqual([]);
    await page.close();
    await until(() => streams.length === 1);
    await tested.decide('tang', id, 'agree', { text: '无异议' });
    await row(second, id).waitFor({ state: 'detached' });
  });

  it('is told as well where tabs cannot share, as on an address without TLS', async () => {
    const { id } = await openTask('wu', AGRICULTURE);
    const { page } = await comes('吴强');
    await page.addInitScript(`${WITHOUT_ASKING}; delete Navigator.prototype.locks`);
    await page.reload();
    await page.getByText(LIVE).waitFor();
    await row(page, id).waitFor();
    await tested.decide('wu', id, 'agree', { text: '无异议' });
    await row(page, id).waitFor({ state: 'detached' });
  });

  it('goes on with a draft in another browser when the tab in which it was begun has died', async () => {
    const typed = '370114001018JB00077';
    const { page, leave } = await tested.signedIn('王小梅');
    const first = (of: Page) => of.locator('#main').getByRole('textbox').first();
    await page.goto(`${tested.url}/schemes/new`);
    await first(page).fill(typed);
    await page
      .getByText(/^已保存/)
      .first()
      .waitFor();
    await leave();
    const { page: elsewhere } = await comes('王小梅');
    await elsewhere.goto(`${tested.url}/schemes/new`);
    await elsewhere.getByRole('button', { name: /保存$/ }).click();
    await until(async () => (await first(elsewhere).inputValue()) === typed);
  });

  it('says that the connection is lost, and heals when the server is there again', async () => {
    const { page } = await comes('吴强');
    const { id } = await openTask('wu', AGRICULTURE);
    await row(page, id).waitFor();
    await tested.server.stop();
    await page.getByRole('alert').filter({ hasText: LOST }).waitFor();
    await sees(
      () => row(page, id).count(),
      (it) => expect(it).toBe(1),
    );
    await sees(
      () => page.getByText(/^已连接/).count(),
      (it) => expect(it).toBe(0),
    );
    await tested.server.start();
    await tested.decide('wu', id, 'agree', { text: '无异议' });
    await row(page, id).waitFor({ state: 'detached' });
    await page.getByText(LIVE).waitFor();
    await sees(
      () => page.getByText(LOST).count(),
      (it) => expect(it).toBe(0),
    );
  });
}
