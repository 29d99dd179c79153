/**
 * Shows: a county brings its registers as tables, by the command line: told of every fault line by line, in
 * force only when somebody else has adopted them, and with bank accounts that only those see who need them.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStore } from '#kernel';
import { registersOf } from '#land';
import { rushi } from '../../apps/cli/testing/rushi.js';
import { usccOf } from '../../libs/land/src/ledgers/registers/registers.fixture.js';
import { workbookOf } from './workbook.fixture.js';
import { atADesk } from './at-a-desk.js';
import { jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App } from './app.js';

const DISTRICT = '370114';
const COLLECTIVES = `/api/v1/registers/${DISTRICT}/collectives`;
const HEADS = [
  '名称',
  '统一社会信用代码',
  '类型',
  '镇（街道）',
  '村（社区）',
  '法定代表人',
  '开户银行',
  '银行账户',
];
const ACCOUNT = '9010114000420000000017';
const BANK = '章丘农商银行双山支行';
const rowOf = (serial: number, more: Partial<Record<string, string | number>> = {}) => {
  const row: Record<string, string | number | undefined> = {
    名称: `示范${serial}村股份经济合作社`,
    统一社会信用代码: usccOf(serial),
    类型: '村股份经济合作社',
    '镇（街道）': '双山街道',
    '村（社区）': `示范${serial}村`,
    法定代表人: '王秀兰',
    开户银行: BANK,
    银行账户: ACCOUNT,
    ...more,
  };
  return HEADS.map((head) => row[head] ?? '');
};
const csvOf = (...rows: readonly (readonly (string | number)[])[]) =>
  [HEADS, ...rows].map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n');
let app: App;
let folder: string;
let leave: () => Promise<void>;

beforeAll(async () => {
  app = await openApp();
  ({ home: folder, leave } = await atADesk(app));
});
afterAll(() => leave());

const written = async (name: string, content: string | Uint8Array) => {
  const file = join(folder, name);
  await writeFile(file, content);
  return file;
};
const importing = (file: string, ...more: readonly string[]) =>
  rushi(
    ...['registers', 'import', file, '--register', 'collectives', '--source', '区农业农村局', '--as', 'li'],
    ...more,
  );
const of = (command: string, ...more: readonly string[]) =>
  rushi('registers', command, ...more, '--register', 'collectives', '--district', DISTRICT);
type Listed = { items: { key: string; record: Record<string, string>; ended?: object }[]; imports: object[] };
const listed = async (who = 'li') => jsonOf<Listed>(await app.get(who, COLLECTIVES));
const facts = async () => (await app.app.get(EventStore).read(registersOf(DISTRICT))).length;

describe('a table of collectives', () => {
  let sha256: string;

  it('is told of its faults line by line, and nothing is kept of it', async () => {
    const file = await written(
      'faulty.csv',
      csvOf(rowOf(1), rowOf(2, { 统一社会信用代码: usccOf(1) }), rowOf(3, { 类型: '公司' })),
    );
    const { status, out, err } = await importing(file);
    expect([status, err]).toEqual([1, expect.stringContaining('有 2 处错误，没有导入')]);
    expect(out).toMatch(/第 3 行 .*与第 2 行重复[^]*第 4 行 类型“公司”：没有这一类型。应为村经济合作社/);
    expect(await facts()).toBe(0);
  });

  it('comes in from a workbook as from a text, with a title above and columns of others', async () => {
    const wide = (row: readonly (string | number)[]) => ['', ...row];
    const rows = [
      ['章丘区农村集体经济组织名录'],
      ['序号', ...HEADS.map((head) => head.replace(/账户$/, '账\u53f7'))],
      wide(rowOf(1)),
      wide(rowOf(2)),
    ];
    const file = await written('collectives.xlsx', workbookOf(rows));
    const { status, out } = await importing(file);
    expect([status, out]).toEqual([0, expect.stringMatching(/没有读取的列：序号[^]*新增 2[^]*尚未生效/)]);
    sha256 = /registers adopt ([0-9a-f]{64})/.exec(out)![1]!;
    expect(await listed()).toMatchObject({ items: [], imports: [{ sha256, rows: 2, importedBy: ['li'] }] });
  });

  it('is in force when somebody else has adopted it', async () => {
    const own = await of('adopt', sha256, '--document', '章农〔2026〕3号', '--as', 'li');
    expect([own.status, own.err]).toEqual([1, expect.stringContaining('不得由本人采用')]);
    expect((await of('adopt', sha256, '--document', '章农〔2026〕3号', '--as', 'he')).status).toBe(0);
    expect((await listed()).items.map(({ key }) => key)).toEqual(['370114-01-示范1村', '370114-01-示范2村']);
  });

  it('changes nothing when it comes again, in GBK as well', async () => {
    const before = await facts();
    const gbk = Buffer.from(
      // 名称,…: the same headings and rows, as an old table calculator writes them.
      gbkOf(csvOf(rowOf(1), rowOf(2))),
    );
    const { status, out } = await importing(await written('gbk.csv', gbk));
    expect([status, out]).toEqual([0, expect.stringContaining('没有变化')]);
    expect(await facts()).toBe(before);
  });

  it('amends what has changed, and leaves alone what it does not name', async () => {
    const file = await written('changed.csv', csvOf(rowOf(1, { 法定代表人: '赵敏' }), rowOf(4)));
    const { out } = await importing(file);
    expect(out).toMatch(/新增 1，变更 1，没有变化 0；名录中另有 1 条保持不变/);
    const digest = /registers adopt ([0-9a-f]{64})/.exec(out)![1]!;
    expect((await of('adopt', digest, '--document', '章农〔2026〕4号', '--as', 'he')).status).toBe(0);
    const shown = await of('show', '370114-01-示范1村', '--as', 'li');
    expect(shown.out).toMatch(/representative：赵敏[^]*录入[^]*章农〔2026〕3号[^]*变更[^]*章农〔2026〕4号/);
  });

  it('is refused in words where it is none', async () => {
    const tries: [name: string, content: string | Uint8Array, words: string][] = [
      ['old.xls', Uint8Array.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), '旧版 Excel 格式'],
      ['heads.csv', '名称,地址\n甲,乙\n', '表头缺少：统一社会信用代码'],
      ['empty.csv', csvOf(), '没有一行数据'],
      ['quotes.csv', `${HEADS.join(',')}\n"甲,乙\n`, '引号不成对'],
      ['half.xlsx', workbookOf([HEADS]).slice(0, 200), '找不到目录'],
    ];
    const before = await facts();
    for (const [name, content, words] of tries) {
      const { status, err } = await importing(await written(name, content));
      expect([name, status, err]).toEqual([name, 1, expect.stringContaining(words)]);
    }
    expect(await facts()).toBe(before);
  });

  it('made after the example is taken as it is', async () => {
    const example = await of('import', '--example', '--as', 'li');
    expect(example.out).toMatch(/^\ufeff名称,统一社会信用代码,/);
    const { status, out } = await importing(await written('example.csv', example.out));
    expect([status, out]).toEqual([0, expect.stringMatching(/共 1 行：新增 1/)]);
  });
});

describe('a record', () => {
  const key = '370114-01-示范9村';
  it('is entered, amended and ended, and never taken away', async () => {
    const set = Object.entries({
      ...{ name: '示范9村经济合作社', uscc: usccOf(9), kind: 'village', township: '370114-01' },
      ...{ village: '示范9村', representative: '孙伟', bank: BANK, account: ACCOUNT },
    }).flatMap(([field, value]) => ['--set', `${field}=${value}`]);
    expect((await of('enter', ...set, '--document', '登记证9号', '--as', 'li')).status).toBe(0);
    const amended = await of(
      'amend',
      key,
      '--set',
      'representative=钱程',
      '--document',
      '变更1号',
      '--as',
      'li',
    );
    expect(amended.status).toBe(0);
    expect((await listed()).items.at(-1)).toMatchObject({
      key,
      record: { representative: '钱程', account: ACCOUNT },
    });
    expect((await of('end', key, '--document', '撤并1号', '--reason', '村庄合并', '--as', 'li')).status).toBe(
      0,
    );
    expect((await listed()).items.at(-1)).toMatchObject({ key, ended: { reason: '村庄合并' } });
    const again = await of(
      'amend',
      key,
      '--set',
      'representative=周平',
      '--document',
      '变更2号',
      '--as',
      'li',
    );
    expect([again.status, again.err]).toEqual([1, expect.stringContaining('终止，不能再变更')]);
  });

  it('shows its bank account to whoever keeps it or pays, and to nobody else', async () => {
    const sees = async (who: string) => (await listed(who)).items.every(({ record }) => 'account' in record);
    expect([await sees('li'), await sees('feng'), await sees('wang'), await sees('zhao')]).toEqual([
      true,
      true,
      false,
      false,
    ]);
    const history = await app.get('wang', `${COLLECTIVES}/records/${encodeURIComponent(key)}`);
    expect([history.status, history.text]).toEqual([200, expect.not.stringContaining(ACCOUNT)]);
  });

  it('is kept by those whose district it is', async () => {
    const body = { sha256: 'a'.repeat(64), documentNo: '1' };
    expect(problemOf(await app.post('wang', `${COLLECTIVES}/adoptions`, body)).code).toBe('access.role');
    const elsewhere = COLLECTIVES.replace(DISTRICT, '370112');
    expect((await app.post('li', `${elsewhere}/adoptions`, body)).status).toBe(403);
    expect((await app.get('li', elsewhere)).status).toBe(404);
    expect((await app.get('li', COLLECTIVES.replace('collectives', 'villages'))).status).toBe(404);
  });
});

describe('a scheme', () => {
  const KEY = '370114-01-示范1村';
  const schemeBy = (owner: object) => {
    const scheme = soundScheme(0);
    return { ...scheme, township: '370114-01', owner: { ...scheme.owner, name: '', uscc: '', ...owner } };
  };
  type Check = { complete: boolean; items: { field: string; opinion: string }[] };
  const itemsOf = async (owner: object) =>
    jsonOf<Check>(await app.post('wang', '/api/v1/schemes/check', schemeBy(owner))).items.map(
      ({ field, opinion }) => `${field} ${opinion}`,
    );

  it('names its owner by the key of the register', async () => {
    expect(await itemsOf({ collective: KEY })).toEqual([]);
    const submitted = await app.post('wang', '/api/v1/schemes', schemeBy({ collective: KEY }));
    expect([submitted.status, submitted.text]).toEqual([201, expect.anything()]);
    const { entry } = submitted.body as { entry: string };
    const kept = jsonOf<{ owner: object }>(await app.get('wang', `/api/v1/entries/${entry}/scheme`));
    expect(kept.owner).toMatchObject({ collective: KEY, name: '示范1村股份经济合作社', uscc: usccOf(1) });
  });
  it('is told whom the register knows in its place', async () => {
    expect(await itemsOf({ collective: '370114-01-示范l村' })).toEqual([
      expect.stringMatching(/^owner\.collective .*是否为/),
      expect.stringMatching(/^owner\.name /),
      expect.stringMatching(/^owner\.uscc /),
    ]);
    expect(await itemsOf({ collective: '370114-01-示范9村' })).toEqual([
      expect.stringMatching(/^owner\.collective .*终止/),
    ]);
  });
});

/** No encoder of GB18030 comes with Node: the table of its two-byte characters is read out of its decoder. */
function gbkOf(text: string): Uint8Array {
  const codes = new Map<string, readonly number[]>();
  const decoder = new TextDecoder('gbk');
  for (let lead = 0x81; lead <= 0xfe; lead += 1)
    for (let trail = 0x40; trail <= 0xfe; trail += 1)
      if (trail !== 0x7f) codes.set(decoder.decode(Uint8Array.from([lead, trail])), [lead, trail]);
  return Uint8Array.from(
    [...text].flatMap((character) =>
      character < '\x80' ? [character.charCodeAt(0)] : codes.get(character)!,
    ),
  );
}
