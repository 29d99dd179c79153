import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { meta } from '#kernel/testing';
import type { EntryView, Scheme } from '#land';
import { loadPacks, packsFolder } from '#policy';
import { VERSION as SERVED } from '../../server/src/version.js';
import { packFolderWith, scalar } from '../../../libs/policy/testing/pack-with.js';
import { rushi } from '../testing/rushi.js';
import { printEntry, reasonsOf } from './show.js';
import type { TimelineItem } from './show.js';

describe('a wrong command line', () => {
  it.each([
    [['frobnicate'], '没有“frobnicate”这个命令'],
    [['simulate', '--seed', '1'], '缺少选项 --parcels <数>'],
    [['simulate', '--parcels', '0', '--seed', '1'], '应为不小于 1 的整数'],
    [['simulate', '--parcels', '1', '--seed', '1', '--from', '2025-02-30'], '应为日期'],
    [['simulate', '--parcels', '1', '--seed', '1', '--supply', '-4'], '应为平方米'],
    [['replay'], '缺少参数 <事项>'],
    [['lag', '--quick'], '没有“--quick”这个选项'],
    [['dismiss', 'id'], '缺少选项 --why <理由>'],
    [['tasks', '--server', 'nowhere'], '应为网址'],
    [['policy', 'explain', 'listing.nothing'], '没有名为“listing.nothing”的规则'],
    [['policy', 'check', '/nowhere'], '没有 /nowhere 这个目录'],
    [['submit', '/nowhere.yaml', '--as', 'li'], '读不到文件'],
    [['calc', 'levy', '/nowhere.json'], '读不到文件'],
    [['taks'], '您要的是不是“task”或“tasks”？'],
    [
      ['quota', 'issue', '370114', '2026', '1', '--document', '1号', '--kind', 'old'],
      '--kind <种类> 的值不正确：可选 supply（年度建设用地供应计划）、new（新增计划）、total（总量控制）。',
    ],
    [
      ['quota', 'issue', '370114', '今年', '1', '--document', '1号'],
      '今年 的值不正确：应为不小于 2000 的整数',
    ],
    [['calc', 'nothing', '-'], '没有“nothing”这个命令'],
    [['calc', 'levy', 'package.json', '--quick'], '没有“--quick”这个选项'],
    [['calc', 'levy', 'README.md'], '不是有效的 JSON'],
    // An option under another name is named itself, and not the one that lacks for it.
    [['withdraw', 'E-1', '--reason', '重测'], '没有“--reason”这个选项。\n您要的是不是“--why”？'],
    [['withdraw', 'E-1', '--reason=重测'], '没有“--reason”这个选项。\n您要的是不是“--why”？'],
    [['tasks', '--user', 'zhao'], '没有“--user”这个选项。\n您要的是不是“--as”？'],
    [['tasks', '--al'], '您要的是不是“--all”或“--as”？'],
    // A command that only holds others is told of them.
    [
      ['keys', '--as', 'admin'],
      '“rushi keys”之后缺少要做的事，选项 --as 写在它的后面。\n可选 list（全部接口密钥',
    ],
    [['accounts', '--as', 'admin'], '例如 rushi accounts list --as admin。'],
    [['keys', '--sa', 'admin'], '没有“--sa”这个选项。'],
    [['--as', 'wang', 'tasks'], '选项 --as 应写在命令之后。'],
    [['quota', 'isue', '370114'], '“rushi quota”没有“isue”这个命令。\n可选 waiting、issue、adjust'],
    [['clock', 'advance', '昨天'], '昨天 的值不正确：应为时长（如 10d、36h、2w）'],
    [['show', 'E-1', 'E-2'], '多了参数“E-2”。\n用法：rushi show [选项] <事项>。'],
  ])('%j is answered in Chinese with status 2', async (args, sentence) => {
    const { status, err } = await rushi(...args);
    expect(err).toContain(sentence);
    expect(status).toBe(2);
  });

  it('is answered as JSON where JSON was asked for', async () => {
    const { err } = await rushi('lag', '--quick', '--json');
    expect(JSON.parse(err)).toMatchObject({ error: { code: 'cli.usage' } });
  });

  it('does not count asking for help, or for the version', async () => {
    expect((await rushi('--help')).status).toBe(0);
    expect(await rushi('--version')).toMatchObject({ status: 0, out: `${SERVED}\n`, err: '' });
  });
});

describe('the help', () => {
  it('lists the commands by role, with examples and the meaning of the exit status', async () => {
    const { out } = await rushi('--help');
    for (const heading of ['乡镇经办：\n', '各岗位：\n', '市级监管：\n', '交易平台：\n', '运维：\n'])
      expect(out).toContain(heading);
    expect(out).toContain('退出状态：0 办成；1 没有办成');
  });

  it.each([[[]], [['quota', 'adjust']], [['submit']], [['calc', 'levy']], [['report']], [['restore']]])(
    'of %j has no English sentence',
    async (command) => {
      const { out } = await rushi(...command, '--help');
      expect(out).toMatch(/^用法：/);
      const words = out.replaceAll(
        /rushi|\[(?:options|command)\]|[<[-][^\s，；]*|https?:\S+|\{[\s\S]*\}/g,
        '',
      );
      expect(words.match(/\b[a-z]{2,} [a-z]{2,} [a-z]{2,}\b/g)).toBeNull();
      expect(out).not.toMatch(/default:|choices:|display help/);
    },
  );
});

describe('rules', () => {
  it('are explained with their source', async () => {
    expect((await rushi('policy', 'explain', 'listing.notice')).out).toMatch(
      /= 20 日\n[\s\S]*依据：国土资源部令第39号第八条/,
    );
    expect((await rushi('policy', 'explain', 'price-sf-1', '--on', '2026-03-02')).out).toMatch(
      /商服、一级[\s\S]*= 30%[\s\S]*尚待确认/,
    );
    expect((await rushi('policy', 'explain', 'sf-1', '--pack', 'test/packs/yunxi')).out).toMatch(
      /= 32%[\s\S]*yunxi@2026.1/,
    );
    for (const key of [
      'use:商服',
      'calendar:2026',
      'permanent-farmland',
      'public-reserve',
      'no-dispute',
      '用地用海2023/0901',
    ])
      expect([key, (await rushi('policy', 'explain', key, '--on', '2026-03-02')).status]).toEqual([key, 0]);
    expect(await rushi('policy', 'explain', 'price-sf-1', '--on', '2027-01-01')).toMatchObject({
      status: 1,
      err: expect.stringContaining('2024-01-01 至 2026-12-31'),
    });
  });

  it('are checked as a pack', async () => {
    expect((await rushi('policy', 'check', join(packsFolder(), 'jinan'))).status).toBe(0);
  });

  it('of a pack without files are refused, file by file', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'rushi-pack-'));
    const { status, out } = await rushi('policy', 'check', folder);
    expect(out).toContain('✗ levy.yaml:1');
    expect(status).toBe(1);
    await rm(folder, { recursive: true });
  });
});

describe('calculators', () => {
  let folder: string;
  let file: string;
  beforeAll(async () => {
    folder = packFolderWith(scalar('registration.yaml', 'registration.deed-tax-rate', '"4%"'), [
      'pack.yaml',
      'id: jinan',
      'id: elsewhere',
    ]);
    file = join(folder, 'input.json');
  });
  afterAll(() => rm(folder, { recursive: true }));
  const calc = async (input: unknown, ...more: string[]) => {
    await writeFile(file, JSON.stringify(input));
    const answer = await rushi('calc', 'deed-tax', file, ...more);
    await rm(file);
    return answer;
  };

  it('compute by the installed pack, or by any other', async () => {
    expect(JSON.parse((await calc({ priceFen: '10000' })).out)).toMatchObject({
      pack: 'jinan@2026.1',
      result: { taxFen: '300' },
    });
    const other = await mkdtemp(join(tmpdir(), 'rushi-calc-'));
    await writeFile(join(other, 'input.json'), JSON.stringify([{ priceFen: '10000' }]));
    const { status, out } = await rushi('calc', 'deed-tax', join(other, 'input.json'), '--pack', folder);
    expect([status, JSON.parse(out)]).toEqual([
      0,
      [expect.objectContaining({ pack: 'elsewhere@2026.1', result: { taxFen: '400', taxYuan: '4.00' } })],
    ]);
    await rm(other, { recursive: true });
  });

  it('say that the packaged rules answered where no server did', async () => {
    const { note } = JSON.parse(
      (await calc({ priceFen: '10000' }, '--server', 'http://127.0.0.1:1')).out,
    ) as { note: string };
    expect(note).toMatch(/^没有登录 http:\/\/127\.0\.0\.1:1，.*数据库.*，本答复依程序自带的规则包/);
  });

  it('refuse on standard error with status 1, every element by its place', async () => {
    const { status, out, err } = await calc([{ priceFen: '1' }, { priceFen: -1 }, { price: '1' }]);
    expect([status, out]).toEqual([1, '']);
    expect((JSON.parse(err) as { refusals: { field: string }[] }).refusals.map(({ field }) => field)).toEqual(
      ['1.priceFen', '2.price', '2.priceFen'],
    );
  });

  it('answer the lines of a CSV file, with totals; a wrong cell is named by its line and field', async () => {
    const other = await mkdtemp(join(tmpdir(), 'rushi-csv-'));
    const csv = async (name: string, text: string) => {
      await writeFile(join(other, 'list.csv'), text);
      return rushi('calc', name, join(other, 'list.csv'), '--totals', '--pack', folder);
    };
    const { out } = await csv(
      'rent',
      '\ufefftotalWanYuan,years,areaMu\r\n400,20,20.01\r\n"100", 10 ,\n'.replace('10 ,', '10 ,1'),
    );
    expect(JSON.parse(out)).toMatchObject({
      answers: [{ result: { perYearYuan: '200000.00' } }, {}],
      totals: { items: 2, given: { totalYuan: '5000000.00', areaM2: '14006.67' } },
    });
    const { status, err } = await csv('rent', 'totalFen,years,areaM2\n1,x,1\n1,2,');
    expect([
      status,
      (JSON.parse(err) as { refusals: { field: string }[] }).refusals.map(({ field }) => field),
    ]).toEqual([1, ['0.years', '1.areaM2']]);
    expect((await csv('rent', 'totalFen\n1,2')).err).toContain('第 2 行有 2 列');
    expect((await csv('rent', 'totalFen\n"1')).err).toContain('第 2 行的引号不成对');
    await rm(other, { recursive: true });
  });

  it('refuse a pack with mistakes by file and line', async () => {
    const empty = await mkdtemp(join(tmpdir(), 'rushi-empty-'));
    const { status, err } = await calc({ priceFen: '1' }, '--pack', empty);
    expect([status, err.includes('levy.yaml:1')]).toEqual([1, true]);
    await rm(empty, { recursive: true });
  });
});

describe('a user', () => {
  let server: Server;
  let home: string;
  let address: string;
  const asked: { route: string; key?: string; match?: string; body: string }[] = [];
  const ANSWERS: Readonly<Record<string, [number, object]>> = {
    'POST /api/v1/session': [200, { token: 'secret', endsAt: '2999-01-01T00:00:00.000Z' }],
    'POST /api/v1/schemes': [201, { entry: 'P1-1', version: 0 }],
    'GET /api/v1/entries/P1-1': [200, { status: 'running', state: 'conditions-pending' }],
    'GET /api/v1/clock': [200, { now: '2026-03-02T02:00:00.000Z', simulated: false }],
    'GET /api/v1/tasks': [
      200,
      {
        items: [
          {
            id: 'task-1',
            kind: 'decide-scheme',
            dueOn: '2026-03-02',
            office: '370114/government',
            assignee: null,
            excluded: [],
          },
        ],
        next: null,
      },
    ],
    'GET /api/v1/terms': [200, { offices: [{ code: '370114/government', name: '章丘区人民政府' }] }],
    'GET /api/v1/tasks/task-1': [200, { id: 'task-1' }],
    'POST /api/v1/calculate/deed-tax': [200, { pack: 'jinan@2026.2', result: { taxFen: '400' } }],
    'POST /api/v1/calculate/levy': [
      422,
      {
        detail: '没有费率。',
        code: 'levy.no-valid-rate',
        errors: [
          {
            pointer: '/1/date',
            code: 'levy.no-valid-rate',
            message: '没有费率。',
            source: '财税〔2016〕41号',
          },
        ],
      },
    ],
    'POST /api/v1/tasks/task-1/decision': [
      412,
      { detail: '内容已被他人修改，请刷新查看最新内容后再提交。', code: 'version.old', traceId: 't-1' },
    ],
  };

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'rushi-home-'));
    process.env.XDG_CONFIG_HOME = home;
    process.env.RUSHI_PASSWORD = 'pw';
    server = createServer((request, response) => {
      let body = '';
      request.on('data', (chunk: Buffer) => (body += chunk.toString()));
      request.on('end', () => {
        const route = `${request.method} ${request.url}`;
        asked.push({
          route,
          key: request.headers['idempotency-key'] as string,
          match: request.headers['if-match'],
          body,
        });
        const [status, answer] = ANSWERS[route] ?? [404, {}];
        response.writeHead(status, { ETag: '"3"' }).end(JSON.stringify(answer));
      });
    });
    await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
    address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(async () => {
    server.close();
    await rm(home, { recursive: true });
  });

  it('signs in once, and lists the work with its Chinese name', async () => {
    expect((await rushi('login', '--server', address, '--as', 'li')).out).toContain('li 已登录');
    const told = (await rushi('tasks', '--server', address)).out;
    expect(told).toContain('区政府审批');
    expect(told).toContain('章丘区人民政府');
    expect(told).not.toContain('370114/government');
    expect(asked.filter(({ route }) => route === 'POST /api/v1/session')).toHaveLength(1);
  });

  it('asks for a password that is empty as for one that is not there, and sends none', async () => {
    const { isTTY } = process.stdin;
    const sent = asked.length;
    process.stdin.isTTY = false;
    process.env.RUSHI_PASSWORD = '';
    try {
      const { status, err } = await rushi('login', '--server', address, '--as', 'zhou');
      expect([status, err]).toEqual([2, expect.stringContaining('没有密码。')]);
      expect(err).toContain('请在环境变量 RUSHI_PASSWORD 中给出密码');
    } finally {
      process.env.RUSHI_PASSWORD = 'pw';
      process.stdin.isTTY = isTTY;
    }
    expect(asked.slice(sent)).toEqual([]);
  });

  it('calculates by the rules that the server has adopted, and is refused in the same form', async () => {
    const file = join(home, 'question.json');
    await writeFile(file, '{"priceFen":"10000"}');
    const { out } = await rushi('calc', 'deed-tax', file, '--server', address);
    expect([JSON.parse(out), asked.at(-1)?.body]).toEqual([
      { pack: 'jinan@2026.2', result: { taxFen: '400' } },
      '{"priceFen":"10000"}',
    ]);
    const { status, err } = await rushi('calc', 'levy', file, '--server', address);
    expect([status, JSON.parse(err)]).toEqual([
      1,
      {
        refusals: [
          { field: '1.date', code: 'levy.no-valid-rate', message: '没有费率。', source: '财税〔2016〕41号' },
        ],
      },
    ]);
  });

  it('submits the same file under the same key', async () => {
    const file = join(home, 'scheme.yaml');
    await writeFile(file, 'parcel: P1\n');
    expect((await rushi('submit', file, '--server', address)).out).toContain('P1-1');
    await rushi('submit', file, '--server', address);
    const [one, two] = asked.filter(({ route }) => route === 'POST /api/v1/schemes');
    expect(one).toMatchObject({ body: '{"parcel":"P1"}', key: two!.key });
  });

  it('decides on the version that was read, and is told in Chinese when it is old', async () => {
    const { status, err } = await rushi('decide', 'task-1', 'approve', '--server', address);
    expect(asked.at(-1)).toMatchObject({ match: '"3"', body: '{"outcome":"approve","data":{}}' });
    expect(err).toContain('内容已被他人修改');
    expect(err).toContain('代码 version.old，跟踪编号 t-1');
    expect(status).toBe(1);
  });
});

describe('a figure of the timeline', () => {
  it('stands with its formula, its rule and whether it is confirmed', () => {
    expect(
      reasonsOf({
        data: { reason: '价款未付' },
        grounds: [
          { what: '', formula: '100 × 20% = 20', rule: 'levy.rate', source: '41号', confirmed: false },
          {
            what: '缴款期限',
            value: '2026-04-01',
            formula: '缴清 30 日',
            rule: 'levy.due',
            source: '41号',
            confirmed: true,
          },
          { what: '', formula: '10 个工作日', rule: 'p.c', source: '示例值，待市、区确认', confirmed: false },
        ],
      }),
    ).toEqual([
      '原因：价款未付',
      '100 × 20% = 20（levy.rate，41号，尚待确认）',
      '缴款期限 2026-04-01：缴清 30 日（levy.due，41号）',
      '10 个工作日（p.c，示例值，待市、区确认）',
    ]);
  });

  const fact = (
    stream: string,
    type: string,
    policy: string,
    actor = meta().actor,
    data = {},
  ): TimelineItem => ({
    id: `${stream}@0`,
    position: '1',
    type,
    stream,
    data,
    grounds: [],
    meta: { ...meta({ policy, actor }), command: 'c', occurredAt: '2026-03-02T02:00:00.000Z', schema: 1 },
  });
  const view = {
    subject: { entry: 'e-1', parcel: 'p' },
    deal: { use: {} },
    status: 'running',
    stage: 'listing',
  } as unknown as EntryView;

  it('is by the system only where the system acted: an old account that is called engine is a person', () => {
    const said: string[] = [];
    const out = { out: (text: string) => said.push(text), err: () => undefined, live: false, color: false };
    printEntry(out, view, [
      fact('scheme-e-1', 'SchemeSubmitted', 'jinan@2026.1', {
        person: 'engine',
        role: 'clerk',
        office: '370114-01/township',
      }),
      fact('planning-e-1', 'PlanningCheckOpened', 'jinan@2026.1', {
        person: 'anybody',
        role: 'engine',
        office: 'engine',
      }),
    ]);
    expect(
      said.filter((text) => text.includes('10:00')).map((text) => text.trimEnd().split('  ').at(-1)),
    ).toEqual(['engine', '系统']);
  });

  it('calls people by their names, and by what they typed only where no name is known', () => {
    const said: string[] = [];
    const out = { out: (text: string) => said.push(text), err: () => undefined, live: false, color: false };
    const wang = { person: 'wang', role: 'clerk', office: '370114-01/township' };
    const submitted = fact('scheme-e-1', 'SchemeSubmitted', 'jinan@2026.1', wang);
    printEntry(out, { ...view, preparedBy: 'wang' }, [{ ...submitted, actorName: '王小梅' }]);
    expect(said.join('')).toContain('编制人 王小梅');
    expect(said.join('')).toMatch(/提交入市方案 {2}王小梅/);
    said.length = 0;
    printEntry(out, { ...view, preparedBy: 'wang' }, [submitted]);
    expect(said.join('')).toContain('编制人 wang');
  });

  it('shows the doubts about a scheme, and what the joint review answered to them', () => {
    const said: string[] = [];
    const out = { out: (text: string) => said.push(text), err: () => undefined, live: false, color: false };
    const doubted = {
      ...view,
      doubts: [
        {
          code: 'price-appraisal-low',
          field: 'deal.priceFen',
          message: '入市价格偏低。',
          rule: 'r',
          source: 's',
          confirmed: false,
        },
      ],
    } as EntryView;
    const opinion = {
      department: 'finance',
      outcome: 'agree',
      text: '',
      items: [],
      answers: [{ code: 'price-appraisal-low', answer: '含折价' }],
    };
    printEntry(out, doubted, [
      fact('approval-e-1', 'OpinionGiven', 'jinan@2026.1', meta().actor, { opinion }),
    ]);
    expect(said.join('')).toContain('疑点 price-appraisal-low：入市价格偏低。');
    expect(said.join('')).toContain('疑点 price-appraisal-low 的说明：含折价');
  });

  it('says what a step that stands still waits for', () => {
    const said: string[] = [];
    const calendar = loadPacks().latest.on('2026-03-02', 'any').calendar;
    const reasonOf = () => {
      try {
        calendar.addWorkingDays('2026-12-30', 5);
      } catch (error) {
        return (error as Error).message;
      }
      throw new Error('The year is known.');
    };
    const parked = [
      { id: 'c1', code: 'calendar.year-unknown', reason: reasonOf() },
      { id: 'c2', code: 'levy.no-valid-rate', reason: '没有有效的费率。' },
    ];
    const { appraisal } = {} as { appraisal: Scheme['appraisal'] };
    const out = { out: (text: string) => said.push(text), err: () => undefined, live: false, color: false };
    const needs = [
      { what: 'contract', name: '合同签订并备案' },
      { what: 'price', name: '价款付清', unpaidFen: '123456' },
    ] as const;
    printEntry(out, view, [], {
      needs,
      appraisal,
      tasks: [],
      parked,
      today: '2026-03-02',
      officeName: (code) => code,
    });
    expect(said).toContain('  登记还缺：合同签订并备案、价款付清（尚欠 1234.56 元）\n');
    expect(said.filter((text) => text.includes('待人工处理'))).toEqual([
      expect.stringContaining('待人工处理：等待 2027 年放假安排。规则包里没有2027年的放假安排'),
      '  待人工处理：没有有效的费率。\n',
    ]);
  });

  it('says which version of the rules each stage goes by', () => {
    const said: string[] = [];
    printEntry({ out: (text) => said.push(text), err: () => undefined, live: false, color: false }, view, [
      fact('scheme-e-1', 'SchemeSubmitted', 'jinan@2026.1'),
      fact('planning-e-1', 'PlanningCheckOpened', 'jinan@2026.1'),
      fact('listing-e-1', 'ListingOrdered', 'jinan@2026.2'),
    ]);
    expect(said.filter((text) => text.includes('规则'))).toEqual([
      '  规则 jinan@2026.1：入市方案、规划核查（各阶段沿用开始时的版本）\n',
      '  规则 jinan@2026.2：公开交易（各阶段沿用开始时的版本）\n',
    ]);
  });
});
