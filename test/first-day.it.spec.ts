/**
 * The first day of every role by the printed help alone: no command stands here. One parcel goes from its
 * scheme to the registered right, one role after the other, against one server.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { printedIn, Reader } from './first-day.js';
import { PASSWORD, STARTS_AT, openApp } from './http/app.js';
import type { App } from './http/app.js';

let app: App;
let home: string;
/** As the answer to the clerk names it. */
let entry = '';
const before = { ...process.env };

beforeAll(async () => {
  app = await openApp();
  await app.app.listen(0, '127.0.0.1');
  const { port } = app.app.getHttpServer().address() as AddressInfo;
  home = await mkdtemp(join(tmpdir(), 'rushi-first-day-'));
  Object.assign(process.env, {
    XDG_CONFIG_HOME: home,
    RUSHI_PASSWORD: PASSWORD,
    RUSHI_SERVER: `http://127.0.0.1:${port}`,
    DATABASE_URL: app.url,
    CLOCK: STARTS_AT,
  });
});
afterAll(async () => {
  process.env = before;
  await app.close();
  await rm(home, { recursive: true });
});

const person = (account: string) => new Reader(home, () => app.engine.shown(), account);
const turnTo = (day: string) => person('admin').tries('clock advance', { '2026-03-16': day }, '2026-03-16');

/** By what the help calls them. */
const FLAGS = { 公告日: '--on', 开始日: '--opens', 截止日: '--closes' } as const;
type Day = keyof typeof FLAGS;

/** Begins with today for every day, and takes from each refusal which of them is wrong and what is lawful. */
async function announced(platform: Reader): Promise<Readonly<Record<Day, string>>> {
  const [example = ''] = await platform.examplesOf('announce');
  const today = app.today();
  const days = { 公告日: today, 开始日: today, 截止日: today };
  for (let refused = 0; refused <= Object.keys(FLAGS).length; refused++) {
    const line = Object.entries(FLAGS).reduce(
      (text, [day, flag]) => text.replace(new RegExp(`${flag} \\S+`), `${flag} ${days[day as Day]}`),
      example,
    );
    const { status, err } = await platform.type(line, { 事项编号: entry });
    if (status === 0) return days;
    const [, which, lawful = ''] = /^错误：(公告日|开始日|截止日).*?(\d{4}-\d\d-\d\d)或之后/.exec(err)!;
    days[which as Day] = lawful;
    if (which === '公告日') await turnTo(lawful);
  }
  throw new Error(`Not announced with ${JSON.stringify(days)}.`);
}

describe('the first day of', () => {
  it('the plan office: it issues the year, and sees it', async () => {
    const he = person('he');
    await he.login();
    await he.tries('quota issue', { 2027: '2026' });
    await he.tries('quota adjust');
    expect(await he.tries('quota')).toContain('420000.00');
    await he.tries('quota waiting');
  });

  it('a clerk: an example scheme, handed in, and what became of it', async () => {
    const wang = person('wang');
    await wang.login();
    await wang.tries('example');
    const told = await wang.tries('submit');
    expect(told).toContain('已提交');
    [, entry = ''] = /入市事项 (\S+?)，/.exec(told)!;
    const [look = ''] = printedIn(told);
    expect(await wang.does(look)).toContain(entry);
  });

  it('the planner and the departments: conditions, then opinions', async () => {
    await person('zhao').works('出具规划条件');
    await person('sun').works('出具产业准入要求');
    await person('zhou').works('出具生态环境保护要求');
    await person('li').works('联审意见（自然资源）');
    await person('wu').works('联审意见（农业农村）');
    await person('qian').works('联审意见（财政）');
  });

  it('the approver', async () => {
    await person('zheng').works('区政府审批');
    expect(await person('zheng').tries('show', { 事项编号: entry })).toContain('方案获批');
  });

  it('an engineer of the platform: a key, a notice on the first lawful days, the result', async () => {
    await person('wang').works('集体决定起始价、底价和保证金', {
      起始价: '300万元',
      保证金: '60万元',
      加价幅度: '1万元',
    });
    const [, key] = /：(rk_\S+)/.exec(await person('admin').tries('keys issue'))!;
    process.env.RUSHI_API_KEY = key;
    const platform = person('jyzx');
    const days = await announced(platform);
    await turnTo(days['截止日']);
    await person('admin').tries('clock advance', {}, '10d');
    const [example = ''] = await platform.examplesOf('report');
    const fields = await platform.does(example.replace(/ --example.*/, ''), { 事项编号: entry });
    await platform.follows(fields);
    for (const what of ['refunds', 'result-publication'])
      await platform.follows(
        await platform.does(
          `${printedIn(fields)[0]!
            .replace('results', what)
            .replace(/ --example.*/, '')}`,
        ),
      );
  });

  it('finance: the price, the notice of the levy, the levy', async () => {
    await person('wang').works('签订合同', {
      交地日: '2026-09-01',
      开工日: '2026-12-01',
      竣工日: '2028-12-01',
    });
    await person('li').works('合同备案');
    const feng = person('feng');
    await feng.login();
    const list = await feng.tries('record', { 事项编号: entry });
    const [price] = /^ *price-payments(?= )/m.exec(list)!;
    const how = printedIn(list)[0]!.replace('内容', price.trim());
    await feng.follows(await feng.does(how));
    await feng.works('发出调节金缴款通知书');
    expect(await feng.tries('show', { 事项编号: entry })).toMatch(/登记还缺：.*调节金缴清（尚欠 [\d.]+ 元）/);
    const [, levy] = /调节金 ([\d.]+) 元/.exec(await feng.tries('show', { 事项编号: entry }))!;
    await feng.tries(
      'record',
      { 事项编号: entry, '100万元': `${levy}元`, '2026-12-01': app.today() },
      'levy-payments --set',
    );
  });

  it('the registrar: after the income was distributed, the right', async () => {
    const wang = person('wang');
    await wang.works('编制收益分配方案', {
      成本: '0',
      '民主决议.应到人数': '100',
      '民主决议.同意票数': '80',
      '民主决议.方案公布日': '2026-03-03',
    });
    await wang.works('公示收益分配方案');
    await person('admin').tries('clock advance', { '10d': '3w' }, '10d');
    const passed = await wang.tries('show', { 事项编号: entry });
    expect(passed).toContain('待兑付');
    expect(passed).not.toContain('分配方案公示中');
    expect(passed).toMatch(/登记还缺：受让人缴纳契税，登记时交验凭证（尚欠 [\d.]+ 元）/);
    await wang.works('兑付分配收益');
    await person('chen').works('办理不动产登记', { 不动产单元号: `${entry.slice(0, 19)}W00000000` });
    expect(await person('chen').tries('show', { 事项编号: entry })).toContain('已办结  不动产登记');
  });

  it('a supervisor: what is under way, and what is late', async () => {
    const he = person('he');
    await he.login();
    expect(await he.tries('list')).toContain('没有符合条件的入市事项');
    await he.tries('list', {}, '--overdue');
    await he.tries('policy list');
    await he.tries('policy explain');
  });

  it('an administrator: accounts and keys', async () => {
    const admin = person('admin');
    await admin.login();
    await admin.tries('accounts create');
    expect(await admin.tries('accounts list')).toContain('liu');
    await admin.tries('accounts reset');
    await admin.tries('accounts disable');
    await admin.tries('accounts enable');
    const keys = await admin.tries('keys list');
    const [, id] = /^ *(\S+) .*jyzx/m.exec(keys)!;
    await admin.tries('keys revoke', { 编号: id! });
  });

  it('an operator: how far everything is, and whether it agrees', async () => {
    const operator = person('');
    await operator.tries('lag');
    await operator.tries('parked');
    await operator.tries('verify');
    expect(await operator.tries('replay', { 事项编号: entry })).toContain(entry);
  });
});
