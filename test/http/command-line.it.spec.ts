import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Scheme } from '#land';
import { rushi } from '../../apps/cli/testing/rushi.js';
import { atADesk } from './at-a-desk.js';
import { PASSWORD, jsonOf, openApp, soundScheme } from './app.js';
import type { App } from './app.js';
import { lossyLine } from './lossy-line.js';
import { ecPair, edPair } from './machine-keys.js';

/** The program against the application, as people at their desks use it. */
let app: App;
let home: string;
let leave: () => Promise<void>;

beforeAll(async () => {
  app = await openApp();
  ({ home, leave } = await atADesk(app));
});
afterAll(() => leave());

const fileOf = async (name: string, content: object): Promise<string> => {
  const file = join(home, `${name}.json`);
  await writeFile(file, JSON.stringify(content));
  return file;
};
const schemeFile = (name: string, scheme: Scheme) => fileOf(name, scheme);
const wang = (...args: string[]) => rushi(...args, '--as', 'wang');
const entryOf = ({ parcel }: Scheme, serial = 1) => `${parcel}-${serial}`;

describe('handing in', () => {
  it('says that the scheme is under way, and of the same file again that nothing is new', async () => {
    const scheme = soundScheme(0);
    const file = await schemeFile('sound', scheme);
    const first = await wang('submit', file);
    expect([first.status, first.out]).toEqual([
      0,
      expect.stringContaining(`已提交，入市事项 ${entryOf(scheme)}`),
    ]);
    const again = await wang('submit', file);
    expect([again.status, again.out]).toEqual([0, expect.stringContaining('此前已提交，没有变化')]);
    expect(again.out).toContain(entryOf(scheme));
  });

  it('is refused at once where another entry holds the parcel, with the reason', async () => {
    const { status, out } = await wang(
      'submit',
      await schemeFile('held', { ...soundScheme(0), readiness: 77 }),
    );
    expect([status, out]).toEqual([1, expect.stringContaining('不予受理')]);
    expect(out).toMatch(/原因：.*占用/);
    expect(out).not.toContain('已提交');
  });

  it('is returned by the check with what must be changed; revised, it says what became of it', async () => {
    const [held, scheme] = [soundScheme(17), soundScheme(17 + 400)];
    await wang('submit', await schemeFile('neighbour', held));
    const overlapping = {
      ...scheme,
      boundary: held.boundary,
      deal: { ...scheme.deal, areaM2: held.deal.areaM2 },
    };
    const returned = await wang('submit', await schemeFile('overlap', overlapping));
    expect([returned.status, returned.out]).toEqual([1, expect.stringContaining('已退回修改')]);
    expect(returned.out).toContain(`rushi revise ${entryOf(scheme)}`);
    const shown = await wang('show', entryOf(scheme));
    expect(shown.out).toMatch(/退回意见：\n {4}.*boundary.*：界址与宗地\d+JB\d+/);
    expect(shown.out).toMatch(/入市价格 3000000\.00 元，评估价 3000000\.00 元/);
    expect(shown.out).toMatch(/待办 修改入市方案：双山街道，待签收，期限 2026-/);
    const revised = await schemeFile('revised', scheme);
    const unanswered = await wang('revise', entryOf(scheme), revised);
    expect([unanswered.status, unanswered.err]).toEqual([2, expect.stringContaining('没有答复')]);
    const fields = [...unanswered.err.matchAll(/--answer (\S+)=/g)].map(([, field]) => field!);
    expect(fields.length).toBeGreaterThan(0);
    const answers = fields.flatMap((field) => ['--answer', `${field}=已核对界址点`]);
    const answered = await wang('revise', entryOf(scheme), revised, ...answers);
    expect([answered.status, answered.out]).toEqual([0, expect.stringContaining('已提交')]);
  });

  it('makes a new entry of what was withdrawn, and of what was refused only when asked', async () => {
    const scheme = soundScheme(34);
    const file = await schemeFile('anew', scheme);
    await wang('submit', file);
    const withdrawn = await wang('withdraw', entryOf(scheme), '--why', '村里要再议');
    expect([withdrawn.status, withdrawn.out]).toEqual([0, expect.stringMatching(/^已撤回/)]);
    const again = await wang('withdraw', entryOf(scheme), '--why', '村里要再议');
    expect([again.status, again.out]).toEqual([0, expect.stringMatching(/^此前已办理，没有变化：已撤回/)]);
    const anew = await wang('submit', file);
    expect([anew.status, anew.out]).toEqual([0, expect.stringContaining(entryOf(scheme, 2))]);
    expect((await wang('submit', file)).out).toMatch(new RegExp(`没有变化，入市事项 ${entryOf(scheme, 2)}`));

    const held = await schemeFile('held-again', { ...scheme, readiness: 78 });
    await wang('submit', held);
    const known = await wang('submit', held);
    expect([known.status, known.out]).toEqual([1, expect.stringContaining('--again')]);
    expect(known.out).toContain(entryOf(scheme, 3));
    expect((await wang('submit', held, '--again')).out).toContain(entryOf(scheme, 4));
  });

  it('is refused by field where the content is incomplete, and asked anew another day', async () => {
    const file = await schemeFile('incomplete', { ...soundScheme(51), village: '' });
    const answers = [await wang('submit', file), await wang('submit', file)];
    for (const { status, err } of answers)
      expect([status, err]).toEqual([1, expect.stringContaining('scheme.incomplete')]);
  });
});

describe('official papers', () => {
  it('are listed with numbers, and taken away into a folder where nothing is written over', async () => {
    const scheme = soundScheme(0);
    const listed = await wang('papers', 'official', entryOf(scheme));
    expect([listed.status, listed.out]).toEqual([0, expect.stringMatching(/济章自然资入市受〔2026〕\d+号/)]);
    const folder = join(home, '公文');
    const taken = await wang('papers', 'official', entryOf(scheme), '--out', folder);
    expect([taken.status, taken.out]).toEqual([0, expect.stringContaining('已下载：')]);
    const [file] = await readdir(folder);
    expect(file).toMatch(/^济章自然资入市受〔2026〕\d+号\.pdf$/);
    expect((await readFile(join(folder, file!))).subarray(0, 5).toString()).toBe('%PDF-');
    const again = await wang('papers', 'official', entryOf(scheme), '--out', folder);
    expect([again.status, again.err]).toEqual([1, expect.stringContaining('已有 ')]);
    const word = await wang('papers', 'official', entryOf(scheme), '--out', folder, '--format', 'docx');
    expect(word.status).toBe(0);
    expect(await readdir(folder)).toHaveLength(2);
  });
});

describe('a task', () => {
  it('shows its outcomes, their fields with limits, and an example that is taken as it is', async () => {
    const entry = entryOf(soundScheme(0));
    const id = `task-${entry}.conditions-planning.1`;
    const shown = await rushi('task', id, '--as', 'zhao');
    expect(shown.out).toMatch(/issue {2}\S*出具/);
    expect(shown.out).toMatch(/documentNo（文号） +文号，必填，不超过 200 字/);
    const example = await rushi('task', id, '--example', '--as', 'zhao');
    const file = await fileOf('condition', JSON.parse(example.out) as object);
    const decided = await rushi(
      'decide',
      id,
      'issue',
      '--data',
      file,
      '--set',
      '文号=规条〔2026〕1号',
      '--as',
      'zhao',
    );
    expect([decided.err, decided.status]).toEqual(['', 0]);
    expect(decided.out).toContain(`已办理 ${id}`);
  });

  it('is decided with fields alone, and by the Chinese name of the outcome', async () => {
    const id = `task-${entryOf(soundScheme(0))}.conditions-industry.1`;
    const fields = [
      'issuer=区发展和改革局',
      'documentNo=发改〔2026〕1号',
      'on=2026-03-02',
      'text=按目录执行',
    ];
    const sets = fields.flatMap((field) => ['--set', field]);
    const { status, err } = await rushi('decide', id, 'issue', ...sets, '--as', 'sun');
    expect([err, status]).toEqual(['', 0]);
    const unknown = await rushi('decide', id, '没有', '--as', 'sun');
    expect([unknown.status, unknown.err]).toEqual([2, expect.stringContaining('issue（')]);
    const strange = await rushi('decide', id, 'issue', '--set', 'page=1', '--as', 'sun');
    expect(strange.err).toContain('“page”：没有此字段，请核对字段名');
    expect(strange.err).toContain('documentNo（文号）');
  });

  it('lies in the list marked when it is late', async () => {
    expect((await rushi('tasks', '--as', 'zhou')).out).not.toContain('逾期');
    await app.turnTo('2026-04-20');
    expect((await rushi('tasks', '--as', 'zhou')).out).toContain('（逾期）');
  });
});

describe('the list of entries', () => {
  it('says how far each is, for which work it waits, and since when that is late', async () => {
    const all = await wang('list');
    expect(all.out).toMatch(/370114\S+-1 .*待出具规划和产业、生态条件 .*（逾期） +王小梅 /);
    expect(all.out).not.toContain('已撤回');
    expect((await wang('list', '--all')).out).toContain('已撤回');
    const overdue = await wang('list', '--mine', '--overdue', '--json');
    const rows = JSON.parse(overdue.out) as { entry: { preparedBy: string }; tasks: object[] }[];
    expect(rows.length).toBeGreaterThan(0);
    expect(rows.every(({ entry, tasks }) => entry.preparedBy === 'wang' && tasks.length > 0)).toBe(true);
    expect((await rushi('list', '--mine', '--as', 'zhao')).out).toContain('没有符合条件');
  });
});

describe('the land of the year', () => {
  const ofCity = (...args: string[]) => rushi('quota', ...args, '--as', 'he');

  it('is issued, adjusted, given out in batches and closed by its papers', async () => {
    expect((await ofCity('issue', '370114', '2026', '400000', '--document', '计划1号')).err).toBe('');
    expect((await ofCity('adjust', '370114', '2026', '-1200.50', '--document', '计划2号')).err).toBe('');
    const twice = await ofCity('adjust', '370114', '2026', '-1200.50', '--document', '计划2号');
    expect(twice.out).toMatch(/^此前已办理，没有变化：已按计划2号调整/);
    expect((await ofCity()).out).toMatch(/370114 +2026 +年度建设用地供应计划 +398799\.50/);
    const batch = ['batch', '370114', '2026', '100000', '--batch', '一批1号', '--on', '2026-03-02'];
    expect((await ofCity(...batch)).out).toContain('已开启 370114 2026 年批次一批1号');
    const early = await ofCity('close', '370114', '2026', '--document', '结转1号');
    expect([early.status, early.err]).toEqual([1, expect.stringContaining('代码 quota.')]);
    expect((await ofCity('waiting')).out).toContain('没有轮候指标的事项');
    expect((await ofCity('issue', '370114', '26', '1', '--document', 'x')).err).toContain('应为不小于 2000');
  });
});

describe('the administrator', () => {
  const admin = (...args: string[]) => rushi(...args, '--as', 'admin');
  const person = ['--name', '周小川', '--role', 'clerk', '--office', '370114-01/township'];
  const place = ['--district', '370114', '--township', '370114-01'];

  it('makes an account, whose owner changes the first password before anything else', async () => {
    const made = await admin('accounts', 'create', 'zxc', ...person, ...place);
    expect([made.err, made.status]).toEqual(['', 0]);
    const [, first] = /初始密码：(\S+)/.exec(made.out)!;
    expect((await admin('accounts', 'list')).out).toMatch(/zxc +周小川 +镇街经办 .*待修改初始密码/);
    Object.assign(process.env, { RUSHI_PASSWORD: first, RUSHI_NEW_PASSWORD: 'another long battery' });
    expect((await rushi('login', '--as', 'zxc')).out).toContain('须先修改：rushi passwd');
    expect((await rushi('passwd', '--as', 'zxc')).out).toContain('密码已修改');
    process.env.RUSHI_PASSWORD = 'another long battery';
    expect((await rushi('tasks', '--as', 'zxc')).status).toBe(0);
    process.env.RUSHI_PASSWORD = PASSWORD;
    expect((await admin('accounts', 'disable', 'zxc', '--why', '调离')).out).toContain('已停用账户 zxc');
    expect((await admin('accounts', 'enable', 'zxc', '--why', '调回')).out).toContain('已启用账户 zxc');
    expect((await admin('accounts', 'reset', 'zxc')).out).toContain('初始密码');
  });

  it('issues keys with the public halves of a machine, and shows which have one', async () => {
    const [signing, client] = [edPair(), ecPair()];
    const pem = join(home, 'client.pem');
    await writeFile(pem, client.secret.export({ format: 'pem', type: 'pkcs8' }));
    const at = ['--name', '交易中心', '--office', '370100/trading'];
    const both = ['--signing-key', signing.jwk.x!, '--public-key', pem];
    const made = await admin('keys', 'issue', 'signer', ...at, ...both, '--json');
    const row = JSON.parse(made.out) as object;
    expect(row).toMatchObject({ signingKey: signing.jwk.x, publicKey: client.jwk });
    expect(row).not.toHaveProperty('key');
    expect(made.out).not.toContain(client.secret.export({ format: 'jwk' }).d);
    const file = await fileOf('signing', { ...signing.jwk, kid: 'mine' });
    const second = await admin('keys', 'issue', 'reporter', ...at, '--signing-key', file);
    expect(second.out).toMatch(/已签发密钥 \S+：rk_/);
    const third = await admin('keys', 'issue', 'signer', ...at, '--public-key', JSON.stringify(client.jwk));
    expect(third.out).toMatch(/已登记公钥，密钥编号 [0-9a-f]+。\n.*oauth\/token/);
    const listed = (await admin('keys', 'list')).out;
    expect(listed).toMatch(/signer .*私钥签名 +须签名/);
    expect(listed).toMatch(/reporter .*密钥或私钥签名 +须签名/);
    for (const wrong of [
      ['--signing-key', pem],
      ['--public-key', 'none.pem'],
      ['--public-key', '{"kty":"oct"}'],
    ])
      expect((await admin('keys', 'issue', 'signer', ...at, ...wrong)).status).toBe(2);
  });

  it('finds what could not be pushed, and sends it again', async () => {
    const none = await admin('deliveries', 'list');
    expect([none.status, none.out]).toEqual([0, '没有未送达的投递。\n']);
    const url = 'https://notices.example.com/rushi';
    const added = await app.post('platform', '/platform/v1/webhooks', { url });
    const { id } = jsonOf<{ webhook: { id: string } }>(added).webhook;
    const path = `/platform/v1/webhooks/${id}`;
    await app.send('platform', 'patch', path, { paused: true });
    const test = jsonOf<{ id: string }>(await app.post('platform', `${path}/test`));
    const pending = await admin('deliveries', 'list', '--status', '等待投递');
    expect(pending.out).toMatch(new RegExp(`${id} +trading-platform +${url} +1 .*${id}\\.ping-`));
    expect((await admin('deliveries', 'redeliver', test.id)).out).toContain(`已重新排入 ${test.id}`);
    expect((await admin('deliveries', 'redeliver', '--all')).out).toContain('已重新排入 0 个投递');
    expect((await admin('deliveries', 'redeliver', '--webhook', id)).out).toContain('已重新排入 0 个投递');
    for (const wrong of [[], [test.id, '--all']])
      expect((await admin('deliveries', 'redeliver', ...wrong)).status).toBe(2);
  });

  it('issues a key, with which a platform without a client reports, and takes it back', async () => {
    const made = await admin('keys', 'issue', 'exchange', '--name', '交易中心', '--office', '370100/trading');
    const [, id, key] = /密钥 (\S+)：(\S+)/.exec(made.out)!;
    process.env.RUSHI_API_KEY = key!;
    const days = ['--on', '2026-04-20', '--opens', '2026-05-20', '--closes', '2026-06-01'];
    const notice = ['announce', entryOf(soundScheme(0)), '--no', 'A1', '--url', 'https://example.com/1'];
    const early = await rushi(...notice, ...days);
    expect([early.status, early.err]).toEqual([1, expect.stringContaining('代码 listing.')]);
    const result = await fileOf('result', { resultId: 'R1', outcome: 'sold' });
    const report = await rushi('report', entryOf(soundScheme(0)), '--data', result, '--json');
    const { error } = JSON.parse(report.err) as { error: { errors: { pointer: string }[] } };
    expect(error.errors.map(({ pointer }) => pointer)).toContain('/closedOn');
    expect((await admin('keys', 'list')).out).toMatch(new RegExp(`${id!} +exchange +交易中心`));
    expect((await admin('keys', 'revoke', id!)).out).toContain('已吊销');
    expect((await rushi(...notice, ...days)).status).toBe(1);
    delete process.env.RUSHI_API_KEY;
    expect((await rushi(...notice, ...days)).err).toContain('RUSHI_API_KEY');
  });
});

describe('a session that the server does not know, kept from another database behind its address', () => {
  const stale = () =>
    writeFile(
      join(home, 'rushi', 'session.json'),
      JSON.stringify({
        [process.env.RUSHI_SERVER!]: {
          user: 'wang',
          token: 'of-yesterday',
          endsAt: '2099-01-01T00:00:00.000Z',
        },
      }),
    );

  it('gives way to the password that is there', async () => {
    await stale();
    const listed = await wang('list');
    expect([listed.status, listed.err]).toEqual([0, '']);
    expect(await readFile(join(home, 'rushi', 'session.json'), 'utf8')).not.toContain('of-yesterday');
  });

  it('is said to have ended where there is none, and a password that is wrong is said to be so', async () => {
    await stale();
    delete process.env.RUSHI_PASSWORD;
    expect((await wang('list')).err).toContain('rushi login --as');
    process.env.RUSHI_PASSWORD = 'not-the-password';
    const refused = await wang('list');
    process.env.RUSHI_PASSWORD = PASSWORD;
    expect([refused.status, refused.err]).toEqual([1, expect.stringContaining('sign-in.')]);
  });
});

describe('what is said about a case', () => {
  it('is said as often as it is said, and read by whom it is for', async () => {
    const scheme = soundScheme(51);
    await wang('submit', await schemeFile('talked-about', scheme));
    const entry = entryOf(scheme);
    const li = (...args: string[]) => rushi(...args, '--as', 'li');
    expect((await li('comments', entry)).out).toContain('该事项还没有意见');
    const said = await wang('comment', entry, '请核对四至');
    expect([said.status, said.out]).toEqual([0, expect.stringContaining('已提出第 1 条意见')]);
    expect((await wang('comment', entry, '请核对四至')).out).toContain('已提出第 2 条意见');
    expect((await wang('comment', entry, '补签到表', '--office-only')).status).toBe(0);
    const [own, others] = [(await wang('comments', entry)).out, (await li('comments', entry)).out];
    expect(own).toMatch(/请核对四至[^]*仅本单位[^]*补签到表/);
    expect(others).toContain('请核对四至');
    expect(others).not.toContain('补签到表');
  });

  it('is said once by whoever says it again because the answer was lost on its way', async () => {
    const scheme = soundScheme(51 + 17);
    await wang('submit', await schemeFile('talked-about-again', scheme));
    const entry = entryOf(scheme);
    const line = await lossyLine(process.env.RUSHI_SERVER!, `/api/v1/entries/${entry}/comments`);
    const say = () => wang('comment', entry, '请核对四至', '--server', line.address);
    const lost = await say();
    expect([lost.status, lost.err]).toEqual([1, expect.stringContaining('连接不上')]);
    expect((await say()).out).toContain('此前已提出，是第 1 条意见');
    expect((await say()).out).toContain('已提出第 2 条意见');
    await line.close();
  });
});
