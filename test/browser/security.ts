import { afterEach, beforeAll, expect, it } from '@jest/globals';
import { Secret, TOTP } from 'otpauth';
import pg from 'pg';
import type { Page } from 'playwright-core';
import type { TaskWithForm } from '../../apps/console/src/api/types.js';
import { until } from '../../libs/kernel/testing/patience.js';
import type { ConsoleUnderTest, Visitor } from './console.js';
import { fillIn } from './fill.js';
import { sees } from './sees.js';

const PERIOD_MS = 30_000;
const JINAN_MS = 8 * 3_600_000;
/** Settings that this asks for: one role must have a second factor, and nobody is asked again for hours. */
export const SECURITY_SETTINGS = { SECOND_FACTOR: 'registrar', CONFIRM_WITHIN: '600m' };

type Task = Readonly<{ id: string; assignee: string | null }>;

/**
 * Showing who one is beside the password, and again before issuing, on a console that `opened` answers with.
 */
export function showingWhoOneIs(opened: () => ConsoleUnderTest): void {
  let tested: ConsoleUnderTest;
  let visitor: Visitor;
  beforeAll(() => {
    tested = opened();
  });
  afterEach(async () => {
    expect(visitor.seen).toEqual({ errors: [], elsewhere: [] });
    await visitor.leave();
  });

  const press = (page: Page, name: string) => page.getByRole('button', { name }).click();
  /** As an authenticator shows it some periods from now: each is good once. */
  const codeOf = (secret: string, periods = 0) =>
    new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: Date.now() + periods * PERIOD_MS });

  it('leads whoever needs a second factor to it, and asks for a code from then on', async () => {
    visitor = await tested.visitor();
    const { page } = visitor;
    await page.goto(`${tested.url}/sign-in`);
    await press(page, '陈静');
    await page.waitForURL('**/security');
    await page.getByText('您的岗位须启用两步验证').waitFor();
    expect(await tested.faultsOf(page)).toEqual([]);
    await page.getByLabel('密码', { exact: true }).fill(tested.password);
    await press(page, '下一步');
    await page.getByRole('img', { name: '验证器应用的二维码' }).waitFor();
    expect(await tested.faultsOf(page)).toEqual([]);
    const secret = await page.locator('code').innerText();
    await page.getByLabel('动态验证码').fill('000000');
    await press(page, '完成启用');
    await page.getByRole('alert').getByText('验证码不正确').first().waitFor();
    await page.getByLabel('动态验证码').fill(codeOf(secret));
    await press(page, '完成启用');
    const codes = page.getByRole('list', { name: /恢复码/ }).locator('code');
    await codes.first().waitFor();
    await sees(
      () => codes.count(),
      (it) => expect(it).toBe(10),
    );
    expect(await tested.faultsOf(page)).toEqual([]);
    await press(page, '已经保管好，继续办理');
    await page.waitForURL('**/desk');

    await press(page, '陈静');
    await page.getByText('退出登录').click();
    await page.waitForURL('**/sign-in');
    await press(page, '陈静');
    const code = page.getByLabel('动态验证码');
    await code.fill(codeOf(secret, 1));
    expect(await tested.faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: /^登\s?录$/ }).click();
    await page.waitForURL('**/desk');
  });

  it('asks again before issuing, and goes on with what was typed', async () => {
    const { items } = await tested.ask<{ items: Task[] }>('zhao', 'GET', 'tasks?kind=conditions-planning');
    const { id } = items.find(({ assignee }) => assignee === null)!;
    const taskNow = () => tested.ask<TaskWithForm>('zhao', 'GET', `tasks/${id}`);
    const { zh, fields } = (await taskNow()).form!.outcomes.find(({ outcome }) => outcome === 'issue')!;
    visitor = await tested.signedIn('赵立');
    const { page } = visitor;
    const database = new pg.Client({ connectionString: tested.database });
    await database.connect();
    // As if they had signed in long ago.
    await database.query("DELETE FROM rushi.records WHERE space = 'session-confirmations'");
    await database.end();
    await page.goto(`${tested.url}/desk/${id}`);
    await page.getByRole('radio', { name: zh, exact: false }).first().check();
    const today = new Date(Date.now() + JINAN_MS).toISOString().slice(0, '2026-03-02'.length);
    const paper = {
      issuer: '章丘区自然资源局',
      documentNo: '规条〔2026〕88号',
      on: today,
      text: '按附件执行',
    };
    await fillIn(page.locator('form'), fields, paper);
    await press(page, `提交：${zh}`);
    const dialog = page.getByRole('dialog', { name: '请再次确认身份' });
    await dialog.waitFor();
    expect(await tested.faultsOf(page)).toEqual([]);
    await dialog.getByLabel('密码', { exact: true }).fill('not the password');
    await press(page, '确认并继续');
    await dialog.getByRole('alert').waitFor();
    await dialog.getByLabel('密码', { exact: true }).fill(tested.password);
    await press(page, '确认并继续');
    await dialog.waitFor({ state: 'hidden' });
    await until(async () => (await taskNow()).status === 'completed');
  });
}
