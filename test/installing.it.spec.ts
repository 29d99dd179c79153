/**
 * An installation that is no demonstration, of an invented county by the sea: from an empty database to the
 * registered right, by the command line and HTTP alone, every step by whoever has that work. The commands up
 * to the approved scheme are those of the page "Installing a county".
 */
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Engine, SimulatedClock } from '#kernel';
import { ANNEXES, CLAUSES } from '#land';
import { addDays, addYears, civilDate, loadPack } from '#policy';
import { Drain } from '../apps/server/src/http/drain.js';
import { DEMO_ACCOUNTS, DEMO_MACHINES, DEMO_PLATFORM } from '../apps/server/src/demo/demo-accounts.js';
import { openTestDatabase } from '../libs/postgres/testing/index.js';
import { COAST, writeCoast } from './counties/coast.js';
import { Page } from './counties/page.js';
import type { Typed } from './counties/page.js';
import { PASSWORD, START_DAY, STARTS_AT, freshKey, startServer } from './http/app.js';
import { atADesk } from './http/at-a-desk.js';
import type { Fact } from './http/steps.js';

const PAGE = 'libs/policy/packs/INSTALLING.md';
const BUYER = { name: '云溪海岸实业有限公司', uscc: '91379921MA00000016' };
const PRICE_FEN = '1150000000';
/** The longest of the pack: 27 days of notice by the county's own row, 14 of listing, 20 of publicity. */
const [NOTICE_DAYS, LISTING_DAYS, PUBLICITY_DAYS] = [27, 14, 20];
/** What a demonstration, an example or another county would leave behind. */
const FICTIONAL = [
  ...[...DEMO_ACCOUNTS, DEMO_PLATFORM, ...DEMO_MACHINES]
    .map(({ name }) => name)
    .filter((name) => name !== '系统管理员'),
  ...['演示', '示例', '示范', '虚构', '章丘', '济南', '三涧溪', '370114', '370100', 'jinan', 'example.'],
];
/** How far an import is. */
const PROGRESS = /^已写入 .*\n/gm;

let home: string;
let server: string;
let page: Page;
let today: () => string;
let turnTo: (day: string) => Promise<void>;
let calendar: ReturnType<typeof loadPack>['calendar'];
let stop: () => Promise<void>;
let leave: () => Promise<void>;
let entry: string;
const initial = new Map<string, string>();

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'rushi-coast-'));
  writeCoast(home, START_DAY);
  const PACKS_DIR = join(home, 'packs');
  ({ calendar } = loadPack(join(PACKS_DIR, 'yunxi')));
  const database = await openTestDatabase();
  const clock = new SimulatedClock(STARTS_AT);
  const folders = { DATA_DIR: join(home, 'data'), PACKS_DIR };
  mkdirSync(folders.DATA_DIR);
  const { app, close } = await startServer(database.url, clock, { ...folders, DEMO: 'false' });
  const engine = app.get(Engine);
  let stopped: Promise<void> | undefined;
  const desk = await atADesk(
    { app, close: () => (stopped ??= close()) },
    // Where the packs are, the command line finds beside the data.
    { DATA_DIR: folders.DATA_DIR, DATABASE_URL: database.url },
  );
  server = process.env.RUSHI_SERVER!;
  stop = async () => {
    await app.get(Drain).end(app.getHttpServer(), 0);
    await (stopped ??= close());
  };
  today = () => civilDate(clock.now());
  turnTo = async (day) => {
    await engine.advanceTo(`${day}T02:00:00.000Z`);
    await engine.shown();
  };
  page = new Page(PAGE, home, today, async (line, type) => {
    // Whoever changes an initial password has it on a slip of paper; everybody else has their own.
    const [, user] = /^rushi passwd --as (\S+)$/.exec(line) ?? [];
    process.env.RUSHI_PASSWORD = user === undefined ? PASSWORD : initial.get(user);
    process.env.RUSHI_NEW_PASSWORD = PASSWORD;
    const typed = await type();
    if (stopped === undefined) await engine.shown();
    keep(typed);
    return typed;
  });
  leave = async () => {
    await desk.leave();
    await database.drop();
    await rm(home, { recursive: true });
  };
});
afterAll(() => leave());

/** What is printed once: first passwords, and the digest by which a table is adopted. */
function keep({ line, out }: Typed): void {
  const [, user] = /^rushi (?:first-admin|accounts create) (\S+)/.exec(line) ?? [];
  const [, password] = /密码：([^\s（]+)/.exec(out) ?? [];
  if (user && password) initial.set(user, password);
  const [, sha256, register] = /registers adopt (\S+) --register (\S+)/.exec(out) ?? [];
  if (sha256) page.variables.set(register!.toUpperCase(), sha256);
}

/** A section of the page, in which every command does what it is there for. */
async function walks(title: string): Promise<string> {
  const typed = await page.section(title);
  expect(typed.map(({ line, status, err }) => [line, status, err.replaceAll(PROGRESS, '')])).toEqual(
    typed.map(({ line }) => [line, 0, '']),
  );
  return typed.map(({ out }) => out).join('\n');
}
const types = async (line: string): Promise<string> => {
  const { status, out, err } = await page.type(line);
  expect([line, status, err]).toEqual([line, 0, '']);
  return out;
};

let key = '';
/** The trading platform, with its key. */
async function reports(what: string, body: object): Promise<void> {
  const answer = await fetch(`${server}/platform/v1/listings/${entry}/${what}`, {
    method: 'POST',
    headers: { 'X-Api-Key': key, 'Idempotency-Key': freshKey(), 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  });
  expect([what, answer.status, await answer.text()]).toEqual([what, 200, expect.anything()]);
}

/** The last fact of a type, as the auditor sees it. */
async function factOf(type: string): Promise<Fact> {
  const shown = JSON.parse(await types(`rushi show ${entry} --json --as yuqing`)) as {
    timeline: readonly Fact[];
  };
  return shown.timeline.findLast((fact) => fact.type === type)!;
}
const afterDays = (days: number) => calendar.nextWorkingDay(addDays(today(), days));

describe('a county by the sea, by its page', () => {
  it('has its own pack, and no rules of another county', async () => {
    expect(page.sections.filter((title) => title.startsWith('第'))).toHaveLength(8);
    await walks('动手之前');
    expect(process.env.PACKS_DIR).toBeUndefined();
    expect(await walks('第一步')).toContain('规则包 yunxi@2026.1 无误');
    await walks('第二步');
  });

  it('has a first administrator, an account for everybody, and its rules by a document', async () => {
    const said = await walks('第三步');
    expect(said).toContain('已采用 yunxi@2026.2，1 行有变');
    expect(said).not.toContain('jinan');
    const accounts = await types('rushi accounts list --as zhangwei');
    expect(accounts.match(/正常/g)).toHaveLength(13);
  });

  it('has its registers from tables in GBK, and its layers from zipped shapefiles', async () => {
    expect(await walks('第四步')).toContain('砂村股份经济合作社');
    const layers = await walks('第五步');
    expect(layers).toMatch(/(?:中央经线120°[^]*){4}/);
    expect(layers).not.toMatch(/未读取|请核对/);
    expect(await types('rushi layers list --as gaojie')).toContain('permanent-farmland');
  });

  it('has its quota by a document, and a scheme with its papers', async () => {
    expect(await walks('第六步')).toContain('200000.00');
    const said = await walks('第七步');
    entry = page.variables.get('E')!;
    expect(said).toMatch(/应附，还没有[^]*已附第 1 份/);
    expect((await factOf('PlanningChecked')).data).toMatchObject({
      verdict: 'pass',
      layers: expect.arrayContaining([{ id: 'permanent-farmland', version: '2026-1' }]),
    });
  });

  it('approves it, with an official paper under its number', async () => {
    const said = await walks('第八步');
    expect(said).toContain('方案获批');
    expect(said).toContain('云溪县自然资入市批〔2026〕1号');
    const [file = '', ...more] = readdirSync(join(home, '公文'));
    expect([file, more]).toEqual(['云溪县自然资入市批〔2026〕1号.pdf', []]);
    expect(
      readFileSync(join(home, '公文', file))
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-');
  });
});

describe('and on to the registered right', () => {
  it('is announced and sold, as the platform reports by its key', async () => {
    const issued = await types(
      `rushi keys issue jyzx --name 云川市公共资源交易中心 --office ${COAST.city}/trading --as zhangwei`,
    );
    [, key = ''] = /：(rk_\S+)/.exec(issued)!;
    await turnTo((await factOf('ListingOrdered')).data.earliestNoticeOn as string);
    await types(
      `rushi decide task-${entry}.decide-trade.1 decide --set startFen=1150万元 --set depositFen=345万元 ` +
        `--set incrementFen=1万元 --set heldOn=${today()} --set documentNo=集决〔2026〕1号 --as songyan`,
    );
    const opensOn = afterDays(NOTICE_DAYS);
    const closesOn = calendar.nextWorkingDay(addDays(opensOn, LISTING_DAYS));
    await reports('announcement', {
      ...{ announcementNo: '云公告1号', announcedOn: today(), opensOn, closesOn },
      url: 'https://ggzy.yunxi.gov.cn/a1',
    });
    await turnTo(closesOn);
    await reports('results', {
      ...{ resultId: '云成交1号', outcome: 'sold', closedOn: closesOn, winner: BUYER, priceFen: PRICE_FEN },
      bids: [{ sequence: 1, bidder: BUYER.uscc, amountFen: PRICE_FEN }],
    });
    await reports('refunds', { round: 1, refundedOn: today(), documentNo: '退〔2026〕1号' });
    await reports('result-publication', {
      ...{ round: 1, publishedOn: today(), url: 'https://ggzy.yunxi.gov.cn/r1' },
    });
  });

  it('has a contract, and pays price and levy: 30 % by the row that the county adopted', async () => {
    const deliveryOn = addDays(today(), 60);
    const contract = {
      ...{ contractNo: '云让1号', signedOn: today(), deliveryOn, startOn: addDays(deliveryOn, 180) },
      completionOn: addYears(deliveryOn, 2),
      ...{ planningNo: '云规条〔2026〕1号', industryNo: '云发改〔2026〕1号', ecologyNo: '云环〔2026〕1号' },
      grantor: '砂村股份经济合作社',
      supervision: { agreementNo: '监管1号', supervisor: '云溪县人民政府', on: today() },
      ...{ clauses: [...CLAUSES], annexes: [...ANNEXES] },
    };
    writeFileSync(join(home, '合同.json'), JSON.stringify(contract));
    await types(`rushi decide task-${entry}.sign-contract.1 sign --data 合同.json --as songyan`);
    await types(
      `rushi decide task-${entry}.file-contract.1 file --set filingNo=云备1号 --set filedOn=${today()} ` +
        '--as xuning',
    );
    await types(
      `rushi record ${entry} price-payments --set amountFen=1150万元 --set paidOn=${today()} ` +
        '--set voucherNo=价1号 --as jiangxue',
    );
    expect((await factOf('LevyAssessed')).data).toMatchObject({
      amountFen: '345000000',
      explanation: { formula: '11500000.00 × 30% = 3450000.00 元', rule: 'sf-1', confirmed: true },
    });
    await types(
      `rushi decide task-${entry}.levy-notice.1 issue --set noticeNo=云缴1号 --set issuedOn=${today()} ` +
        '--as jiangxue',
    );
    await types(
      `rushi record ${entry} levy-payments --set amountFen=345万元 --set paidOn=${today()} ` +
        '--set voucherNo=调1号 --as jiangxue',
    );
  });

  it('shares the income, and the right is registered', async () => {
    await types(
      `rushi decide task-${entry}.plan-distribution.1 plan --set costsFen=0 --set resolution.total=200 ` +
        `--set resolution.yes=160 --set resolution.planShownOn=${addDays(today(), -12)} ` +
        `--set resolution.heldOn=${today()} --as songyan`,
    );
    await types(
      `rushi decide task-${entry}.publish-distribution.1 publish --set publishedOn=${today()} --as songyan`,
    );
    await turnTo(addDays(afterDays(PUBLICITY_DAYS), 1));
    await types(
      `rushi decide task-${entry}.pay-distribution.1 pay --set paidOn=${today()} --set voucherNo=付1号 ` +
        '--as songyan',
    );
    await types(
      `rushi decide task-${entry}.register-right.1 register --set unitNo=${entry.slice(0, 19)}W00000000 ` +
        `--set certificateNo=云（2026）云溪县不动产权第0000001号 --set supervisionNo=${COAST.district}2026B00001 ` +
        `--set deedTaxVoucher=契1号 --set deedTaxFen=46万元 --set registeredOn=${today()} --as baihe`,
    );
    expect(await types(`rushi show ${entry} --as songyan`)).toContain('已办结  不动产登记');
  });

  it('agrees with its log, and holds nothing of a demonstration', async () => {
    const lists = [
      ...['accounts list --as zhangwei', 'keys list --as zhangwei', 'policy list --as shihai'],
      ...['quota --as shihai', 'layers list --as gaojie', 'list --as shihai', 'parked'],
      ...[
        'registers list --register collectives --as xuning',
        'registers list --register agencies --as xuning',
      ],
    ];
    const held: string[] = [];
    for (const command of lists) held.push(await types(`rushi ${command}`));
    await stop();
    await types('rushi verify');
    await types('rushi export 导出.json');
    const log = readFileSync(join(home, '导出.json'), 'utf8');
    held.push(log);
    expect(log).toContain('云溪海岸实业有限公司');
    expect(FICTIONAL.filter((word) => held.some((text) => text.includes(word)))).toEqual([]);
  });
});
