/**
 * What a county by the sea has before it installs Rushi: its pack, the tables of its registers, its layers,
 * and the papers of one scheme, as the files that its offices would send. All of it is made here; nothing of
 * it calls itself an example, because what an installation holds is searched for that.
 */
import { cpSync, mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PRJ_4548, gbkOf, shapefileOf, zipOf } from '../../libs/geo/src/intake/files.fixture.js';
import { pdfOf } from '../../libs/papers/testing/samples.js';

export const COAST = { district: '379921', city: '379900', township: '379921-01' } as const;
const DOCUMENT = '云政发〔2026〕1号';
const PACK = join(import.meta.dirname, '../packs/yunxi');
/** Planned for business, from here to the north-east; farmland east of it, the red line north of it. */
const [WEST, SOUTH, SIDE] = [425_000, 4_052_000, 900];
const PRJ_4549 = PRJ_4548.replace('CM_117E', 'CM_120E').replace(
  '"Central_Meridian",117.0',
  '"Central_Meridian",120.0',
);

const AGREED = `source: ${DOCUMENT}, confirmed: true, valid_from: 2024-01-01`;
/** What the pack of the tests has not: the list of papers, and papers that go out. */
const PAPERS = `
papers:
  - { key: members-resolution, title: 成员大会决议, stage: scheme, need: required, ${AGREED} }
  - { key: appraisal, title: 地价评估报告, stage: scheme, need: required, ${AGREED} }
  - { key: price-decision, title: 起始价的集体决定, stage: scheme, need: may-follow, within_days: 20, ${AGREED} }
official_papers:
  - key: approval-reply
    title: "关于{坐落}集体经营性建设用地入市方案的批复"
    number: "{简称}自然资入市批〔{年}〕{号}号"
    addressee: "{所有权人}"
    paragraphs:
      - "你单位报送的位于{坐落}的入市方案（宗地代码{宗地代码}），已经{审批机关}批准（{审批文号}）。"
      - "交易公告不得早于{公告不早于}发布。"
    office: "{区县}自然资源和规划局"
    source: ${DOCUMENT}
    confirmed: true
    valid_from: 2024-01-01
`;

type Pair = [number, number];
/** With the clock, as a shapefile has a shell. */
const square = (east: number, north: number): Pair[] => [
  [east, north],
  [east, north + SIDE],
  [east + SIDE, north + SIDE],
  [east + SIDE, north],
  [east, north],
];
const LAYERS = {
  村庄规划: ['砂村经营性用地', WEST, SOUTH],
  基本农田: ['东滩农田', WEST + SIDE, SOUTH],
  生态红线: ['北山红线', WEST, SOUTH + SIDE],
  现状农用地: ['东滩农田', WEST + SIDE, SOUTH],
} as const;

function writePack(folder: string, change: (name: string, text: string) => string): void {
  mkdirSync(folder, { recursive: true });
  cpSync(PACK, folder, { recursive: true });
  for (const name of readdirSync(folder)) {
    const text = readFileSync(join(folder, name), 'utf8')
      .replaceAll('测试用虚构县', DOCUMENT)
      .replaceAll('（虚构）', '')
      .replaceAll(/^ *#.*\n/gm, '');
    writeFileSync(join(folder, name), change(name, name === 'procedure.yaml' ? `${text}${PAPERS}` : text));
  }
}

/** The pack that is installed, and the next version: a lower rate of the levy, which the county confirms. */
function writePacks(home: string, adoptedOn: string): void {
  const [rate, confirmed] = ['rate: "32%"', /(id: sf-1,.*)confirmed: false/];
  writePack(join(home, 'packs/yunxi'), (_, text) => text);
  writePack(join(home, '新版'), (name, text) =>
    name === 'pack.yaml'
      ? text.replace('"2026.1"', '"2026.2"').replace('valid_from: 2024-01-01', `valid_from: ${adoptedOn}`)
      : text.replace(rate, 'rate: "30%"').replace(confirmed, '$1confirmed: true'),
  );
}

const csv = (...rows: readonly (readonly string[])[]) =>
  gbkOf(rows.map((row) => `${row.join(',')}\r\n`).join(''));

/** Every file of the page "Installing a county", under the name that it has there. */
export function writeCoast(home: string, adoptedOn: string): void {
  writePacks(home, adoptedOn);
  const file = (name: string, content: Uint8Array) => writeFileSync(join(home, name), content);
  file(
    '集体.csv',
    csv(
      ['名称', '统一社会信用代码', '类型', '镇（街道）', '村（社区）', '法定代表人', '开户银行', '银行账户'],
      [
        ...['砂村股份经济合作社', 'N2379921MF00000010', '村股份经济合作社', '云头镇', '砂村', '陆海生'],
        ...['云溪农商银行云头支行', '9010379921420000000017'],
      ],
    ),
  );
  file(
    '机构.csv',
    csv(
      ['名称', '统一社会信用代码', '备案编号', '有效期至'],
      ['云川土地房地产评估有限公司', '91379900MA0000002U', '云土评备1号', '2027-12-31'],
    ),
  );
  for (const [layer, [name, east, north]] of Object.entries(LAYERS))
    file(
      `${layer}.zip`,
      zipOf(
        shapefileOf([{ name, rings: [square(east, north)] }], {
          ...{ encoding: 'gbk', cpg: 'GBK', prj: PRJ_4549 },
        }),
      ),
    );
  file('决议.pdf', pdfOf('砂村成员大会决议'));
  file('评估报告.pdf', pdfOf('砂村东宗地评估报告'));
}
