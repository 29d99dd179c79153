/**
 * The first day of every role by the printed help alone: no command stands here. One parcel goes from its
 * scheme to the registered right, one role after the other, against one server.
 */
import { chmod } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openTestCluster } from '../libs/postgres/testing/index.js';
import { printedIn, Reader } from './first-day.js';
import { atADesk } from './http/at-a-desk.js';
import { STARTS_AT, openApp } from './http/app.js';
import type { App } from './http/app.js';

let app: App;
let home: string;
/** As the answer to the clerk names it. */
let entry = '';
let leave: () => Promise<void>;

beforeAll(async () => {
  app = await openApp();
  ({ home, leave } = await atADesk(app, { DATABASE_URL: app.url, CLOCK: STARTS_AT }));
});
afterAll(() => leave());

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

type Described = Readonly<{
  paths: Readonly<Record<string, Readonly<{ get?: Readonly<{ summary: string }> }>>>;
  components: Readonly<{
    securitySchemes: Readonly<Record<string, Readonly<{ in?: string; name?: string }>>>;
  }>;
}>;

/** Finds in the description of the interface where events are pulled and how a key is shown, and pulls. */
async function pulls(key: string): Promise<void> {
  const server = process.env.RUSHI_SERVER!;
  const described = (await (await fetch(`${server}/api/openapi.json`)).json()) as Described;
  const [path] = Object.entries(described.paths).find(
    ([, { get }]) => get?.summary === '某一事件之后的事件，按先后次序',
  )!;
  const { name } = Object.values(described.components.securitySchemes).find((one) => one.in === 'header')!;
  const answer = await fetch(`${server}${path}`, { headers: { [name!]: key } });
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining(entry)]);
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
    await pulls(key!);
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

  it('a clerk again: what is returned is revised, what is withdrawn is handed in anew', async () => {
    const wang = person('wang');
    const other = { 'scheme.json': 'other.json' };
    await wang.tries('example', other, '--parcel');
    const numberIn = (told: string) => /入市事项 (\S+?)，/.exec(told)![1]!;
    const returned = numberIn(await wang.tries('submit', other));
    await person('zhao').works('出具规划条件', {}, '不予出具，退回修改');
    expect(await wang.tries('show', { 事项编号: returned })).toContain('退回意见');
    // What is to be answered, it says itself when nothing is.
    const [revision = ''] = await wang.examplesOf('revise');
    const own = { ...other, 事项编号: returned };
    const { status, err } = await wang.type(revision.replace(/--answer \S+ /, ''), own);
    const [answer = ''] = /--answer \S+=答复/.exec(err)!;
    expect(status).toBe(2);
    expect(numberIn(await wang.does(revision.replace(/--answer \S+/, answer), own))).toBe(returned);

    const withdrawn = await wang.tries('withdraw', { 事项编号: returned });
    const [anew = ''] = printedIn(withdrawn);
    const again = numberIn(await wang.does(`${anew} --as wang`, { 文件: 'other.json' }));
    expect([again.slice(0, 19), again]).toEqual([returned.slice(0, 19), expect.not.stringMatching(returned)]);
    expect(await wang.tries('list')).toContain(again);
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

  it('an operator of a new installation: first administrator, backup, restore, rebuilding', async () => {
    const { cluster, drop } = await openTestCluster();
    const { DATABASE_URL, RUSHI_SERVER } = process.env;
    delete process.env.DATABASE_URL;
    delete process.env.RUSHI_SERVER;
    process.env.DATA_DIR = dirname(cluster.directory);
    await chmod(home, 0o711); // As root, PostgreSQL runs as another user, who must get through.
    const operator = person('');
    try {
      const made = await operator.tries('first-admin');
      expect(made).toMatch(/已建立系统管理员 admin，首次登录密码：\S+/);
      expect(await operator.tries('first-admin', {}, '--reset')).toContain('已重置系统管理员 admin');
      const [monday, place] = [join(home, 'monday'), join(home, 'new')];
      expect(await operator.tries('backup', { 备份目录: monday })).toContain('已备份到');
      const restored = await operator.tries('restore', { 备份目录: monday, '--to data': `--to ${place}` });
      const [, data] = /DATA_DIR=(\S+) npm start/.exec(restored)!;
      process.env.DATA_DIR = data;
      await operator.tries('rebuild');
      expect(await operator.tries('rebuild', { '--all': '--all --yes' }, '--all')).toContain('请启动服务');
    } finally {
      await drop();
      delete process.env.DATA_DIR;
      Object.assign(process.env, { DATABASE_URL, RUSHI_SERVER });
    }
  });
});
