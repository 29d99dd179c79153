import { beforeAll, expect, it } from '@jest/globals';
import { readFile } from 'node:fs/promises';
import { rmSync } from 'node:fs';
import pg from 'pg';
import type { Page } from 'playwright-core';
import { packTexts } from '#policy';
import { DEFAULT_SCHEMA } from '#postgres';
import { PostgresParking } from '../../libs/postgres/src/postgres-parking.js';
import { packFolderWith } from '../../libs/policy/testing/pack-with.js';
import type { ConsoleUnderTest } from './console.js';
import { guestsOf } from './guests.js';
import { faultsInEveryLight } from './looks.js';
import { sees } from './sees.js';

const [ADMIN, AUDITOR, SUPERVISOR, CLERK] = ['系统管理员', '林芳', '何涛', '王小梅'] as const;
const NEXT_PASSWORD = 'a longer horse battery';

/**
 * What administrator, auditor and supervisor do by clicks alone, and that others neither see nor get it, on a
 * console that `opened` answers with.
 */
export function keepingTheHouse(opened: () => ConsoleUnderTest): void {
  let tested: ConsoleUnderTest;
  const { arrive, welcome } = guestsOf(opened);
  beforeAll(() => {
    tested = opened();
  });

  const comes = async (name: string, place = '/desk'): Promise<Page> => {
    const { page } = await arrive(name, place);
    return page;
  };
  const places = (page: Page) => page.getByRole('navigation', { name: '主导航' }).getByRole('link');
  const sure = (page: Page) => page.getByRole('button', { name: /^确\s?定$/ }).last();
  const row = (page: Page, text: string) => page.locator('tbody tr[data-row-key]').filter({ hasText: text });
  const pick = async (page: Page, label: string, name: string) => {
    const field = page.getByRole('dialog').getByLabel(label, { exact: true });
    await field.fill(name);
    await page.locator('.ant-select-item-option').filter({ hasText: name }).last().click();
  };

  it('gives an account with a password that is shown once and changed first, and takes it back', async () => {
    const page = await comes(ADMIN, '/people');
    await page.getByRole('button', { name: '增加人员' }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('用户名').fill('xu');
    await dialog.getByLabel('姓名').fill('徐静');
    await pick(page, '岗位', '部门审核');
    await pick(page, '单位', '章丘区财政局');
    await pick(page, '区县', '章丘区');
    expect(await tested.faultsOf(page)).toEqual([]);
    await sure(page).click();
    const password = await page.getByRole('dialog').locator('code').innerText();
    await page.getByRole('button', { name: '已记下' }).click();
    await row(page, '徐静').getByText('尚未修改初始密码').waitFor();
    await sees(
      () => page.locator('body').innerText(),
      (it) => expect(it).not.toContain(password),
    );
    expect(await faultsInEveryLight(tested, page)).toEqual([]);

    const { page: hers } = welcome(await tested.visitor());
    const signIn = async () => {
      await hers.goto(`${tested.url}/sign-in`);
      await hers.getByLabel('账户', { exact: true }).fill('xu');
      await hers.getByLabel('密码', { exact: true }).fill(password);
      await hers.getByRole('button', { name: /^登\s?录$/ }).click();
    };
    await signIn();
    await hers.waitForURL('**/password');
    await hers.getByRole('heading', { level: 1 }).waitFor();
    expect(await tested.faultsOf(hers)).toEqual([]);
    await hers.getByLabel('原密码').fill(password);
    await hers.getByLabel('新密码', { exact: true }).fill(NEXT_PASSWORD);
    await hers.getByLabel('再次填写新密码').fill(NEXT_PASSWORD);
    await hers.getByRole('button', { name: /^修改密码/ }).click();
    await hers.waitForURL('**/desk');

    await page.getByRole('button', { name: '停用 xu' }).click();
    await page.getByLabel('理由').fill('调离');
    await sure(page).click();
    await row(page, '徐静').getByText('已停用').waitFor();
    await hers.reload();
    await hers.waitForURL('**/sign-in**');
  });

  it('issues a key that is shown once, and revokes it', async () => {
    const page = await comes(ADMIN, '/people');
    await page.getByRole('radio', { name: '接口密钥' }).click();
    await page.getByRole('button', { name: '签发密钥' }).click();
    await page.getByRole('dialog').getByLabel('系统名').fill('exchange-2');
    await page.getByRole('dialog').getByLabel('单位名称').fill('交易平台二期');
    await pick(page, '单位', '济南公共资源交易中心');
    await sure(page).click();
    await sees(
      () => page.getByRole('dialog').locator('code').innerText(),
      (it) => expect(it).toMatch(/^rk_/),
    );
    await page.getByRole('button', { name: '已记下' }).click();
    expect(await faultsInEveryLight(tested, page)).toEqual([]);
    await page.getByRole('button', { name: '吊销 exchange-2' }).click();
    await sure(page).click();
    await row(page, '交易平台二期').waitFor({ state: 'detached' });
  });

  it('sets a deputy and ends sessions on one’s own page, which the administrator sees', async () => {
    const [here, there] = [await comes('李建国'), await comes('李建国')];
    await here.getByRole('button', { name: /^李建国/ }).click();
    await here.getByRole('menuitem', { name: '我的账户' }).click();
    await here.waitForURL('**/me');
    const { day } = await tested.ask<{ day: string }>('li', 'GET', 'terms');
    await here.getByLabel('代理人用户名').fill('zhao');
    await here.getByLabel('从（含）').fill(day);
    await here.getByLabel('到（含）').fill(day);
    await here.getByRole('button', { name: '设置代理' }).click();
    await row(here, 'zhao').waitFor();
    expect(await faultsInEveryLight(tested, here)).toEqual([]);
    const page = await comes(ADMIN, '/people');
    await page.getByRole('radio', { name: '代理' }).click();
    await row(page, '赵立').getByText('代理中').waitFor();
    expect(await tested.faultsOf(page)).toEqual([]);

    await here.getByRole('button', { name: '退出其他全部登录' }).click();
    await here.getByText('已结束。').waitFor();
    await there.reload();
    await there.waitForURL('**/sign-in**');
    await here.getByText('本次登录', { exact: true }).waitFor();
    await here.getByRole('button', { name: /^撤销 li/ }).click();
    await row(here, 'zhao').waitFor({ state: 'detached' });
  });

  it('shows what is parked by its cause with what it would do, and settles it for a reason', async () => {
    const entry = (await tested.ask<Entries>('li', 'GET', 'entries?limit=1')).items[0]!.subject.entry;
    await park(tested.database, entry);
    const page = await comes(ADMIN, '/people');
    await places(page).filter({ hasText: '运行状况' }).click();
    await page.getByText('方案尚未批准').first().waitFor();
    await page.getByText('将要做什么').click();
    await page.getByText(`scheme-${entry}`, { exact: true }).waitFor();
    await page.getByRole('heading', { name: /^存证/ }).waitFor();
    expect(await faultsInEveryLight(tested, page)).toEqual([]);
    await page.getByRole('button', { name: /^了结/ }).click();
    await page.getByLabel('理由').fill('已线下办结');
    await sure(page).click();
    await page.getByText('没有待人工处理的步骤。').waitFor();
  });

  it('finds who did what for the auditor, as a table, and proves a fact', async () => {
    const page = await comes(AUDITOR);
    await places(page).filter({ hasText: '审计' }).click();
    await row(page, '新建账户').filter({ hasText: 'xu' }).waitFor();
    await page.getByRole('combobox', { name: '做了什么' }).click();
    await page.locator('.ant-select-item-option').filter({ hasText: '停用账户' }).click();
    await row(page, '新建账户').first().waitFor({ state: 'detached' });
    await page.waitForURL('**what=account.disabled**');
    await sees(
      () => row(page, '停用账户').count(),
      (it) => expect(it).toBe(1),
    );
    expect(await faultsInEveryLight(tested, page)).toEqual([]);
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: '导出表格' }).click(),
    ]);
    expect(await readFile(await file.path(), 'utf8')).toMatch(/"停用账户","xu","\{""reason"":""调离""\}"/);

    const entry = (await tested.ask<Entries>('lin', 'GET', 'entries?limit=1')).items[0]!.subject.entry;
    await page.getByRole('radio', { name: '业务记录' }).click();
    await page.getByRole('searchbox', { name: '事项编号' }).fill(entry);
    await page.keyboard.press('Enter');
    await row(page, `scheme-${entry}@0`).first().waitFor();
    expect(await tested.faultsOf(page)).toEqual([]);
    const [receipt] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: `下载 scheme-${entry}@0`, exact: true }).click(),
    ]);
    const { leaf } = JSON.parse(await readFile(await receipt.path(), 'utf8')) as { leaf: string };
    expect(leaf).toContain(entry);
    await page.getByRole('radio', { name: '完整性' }).click();
    await page.getByRole('heading', { name: /^存证/ }).waitFor();
  });

  it('shows the supervisor what a new version of the rules changes, and what nobody confirmed', async () => {
    const { day } = await tested.ask<{ day: string }>('he', 'GET', 'terms');
    await tested.ask('he', 'POST', 'rules', {
      files: filesOfNext(day),
      documentNo: '济自然资规〔2026〕3号',
    });
    const page = await comes(SUPERVISOR);
    await places(page).filter({ hasText: '规则' }).click();
    await row(page, '济自然资规〔2026〕3号').waitFor();
    await page.getByText('1 行不同').waitFor();
    const changed = row(page, 'procedure.conditions').filter({ hasText: '修改' });
    await sees(
      () => changed.locator('ins').allInnerTexts(),
      (it) => expect(it.join()).toBe('7'),
    );
    await page.getByRole('heading', { name: /^尚未确认的规则行：\d+（jinan@2026\.2）/ }).waitFor();
    expect(await faultsInEveryLight(tested, page)).toEqual([]);
  });

  it('shows nobody a place that is not theirs, and refuses whoever asks for it', async () => {
    const clerk = await comes(CLERK);
    const names = await places(clerk).allInnerTexts();
    for (const name of ['人员与密钥', '运行状况', '审计', '规则']) expect(names).not.toContain(name);
    for (const place of ['people', 'operations', 'audit']) {
      await clerk.goto(`${tested.url}/${place}`);
      await clerk.getByRole('alert').first().waitFor();
      await sees(
        () => clerk.locator('main, #main').first().innerText(),
        (it) => expect(it).not.toContain('lin'),
      );
    }
    const admin = await comes(ADMIN, '/people');
    await sees(
      () => places(admin).allInnerTexts(),
      (it) => expect(it).toEqual(['人员与密钥', '运行状况', '规则']),
    );
    await admin.goto(`${tested.url}/audit`);
    await admin.getByRole('alert').first().waitFor();
    const auditor = await comes(AUDITOR);
    await auditor.goto(`${tested.url}/people`);
    await row(auditor, 'wang').waitFor();
    await sees(
      () => auditor.getByRole('button', { name: '增加人员' }).count(),
      (it) => expect(it).toBe(0),
    );
  });
}

type Entries = Readonly<{ items: readonly Readonly<{ subject: Readonly<{ entry: string }> }>[] }>;

/** A step of the engine for a case that the rules refused, as the engine leaves it. */
async function park(url: string, entry: string): Promise<void> {
  const pool = new pg.Pool({ connectionString: url, max: 1, options: `-c search_path=${DEFAULT_SCHEMA}` });
  const at = '2026-03-02T01:00:00.000Z';
  const id = `deadline/${entry}/lapse`;
  const actor = { person: 'engine', role: 'engine', office: 'engine' };
  const meta = { id, correlation: entry, causation: `scheme-${entry}@0`, actor, at, policy: 'jinan@2026.1' };
  await new PostgresParking(pool).park({
    id,
    source: 'deadline',
    correlation: entry,
    event: meta.causation,
    command: { type: 'LapseScheme', stream: `scheme-${entry}`, data: {}, meta },
    code: 'scheme.not-approved',
    reason: '方案尚未批准，请先办结审批。',
    parkedAt: at,
  });
  await pool.end();
}

/** The rules of the city with another time for the conditions, from a day on. */
function filesOfNext(day: string): Readonly<Record<string, string>> {
  const folder = packFolderWith(
    ['pack.yaml', /version: .*/, 'version: "2026.2"'],
    ['pack.yaml', /valid_from: .*/, `valid_from: ${day}`],
    ['procedure.yaml', /(key: procedure\.conditions,.*? days: )\d+/, '$17'],
  );
  const files = Object.fromEntries(packTexts(folder));
  rmSync(folder, { recursive: true });
  return files;
}
