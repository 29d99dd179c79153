/** What a scheme has that is well written and yet not meant, and the sentence that it gets at the desk. */
import { describe, expect, it } from '@jest/globals';
import { lineOfItem } from '../../shared/field-names.js';
import { deal, problems } from './problems.fixture.js';
import type { Scheme } from './scheme.events.js';
import { soundScheme } from './scheme.fixture.js';

type Ring = Scheme['boundary']['polygon']['coordinates'][number];
const { boundary, appraisal, resolution } = soundScheme;
const moved = (to: (point: Ring[number]) => Ring[number]): Partial<Scheme> => ({
  boundary: {
    ...boundary,
    polygon: { ...boundary.polygon, coordinates: boundary.polygon.coordinates.map((ring) => ring.map(to)) },
  },
});

/** What was written, and the beginning of the first sentence. */
const TABLE: readonly (readonly [changes: Partial<Scheme>, sentence: string])[] = [
  [{ township: '双山街道' }, '镇（街道）代码（township）：双山街道的代码是 370114-01，请填写代码。'],
  [
    { township: '370112-01' },
    '镇（街道）代码（township）：港沟街道（370112-01）属于历城区，不在章丘区。土地在历城区的，请将区代码改为 370112；',
  ],
  [
    { township: '370114-99' },
    '镇（街道）代码（township）：没有镇（街道）“370114-99”。章丘区有：双山街道（370114-01）、',
  ],
  [{ district: '章丘区' }, '区代码（district）：章丘区的代码是 370114，请填写代码。'],
  [
    deal({ areaM2: '15.00' }),
    '面积（deal.areaM2）：方案面积15.00平方米与界址图形面积10000.00平方米相差9985.00平方米，' +
      '超过容许值（1.00平方米且0.1%）。15.00 亩合 10000.00 平方米，是否误填？此项以平方米为单位。',
  ],
  [
    deal({ areaM2: '1.00' }),
    '面积（deal.areaM2）：方案面积1.00平方米与界址图形面积10000.00平方米相差9999.00平方米，超过容许值（1.00平方米且0.1%）。请核对界址点或者更正面积。',
  ],
  [
    deal({ priceFen: '4500000' }),
    '入市价格（deal.priceFen）：入市价格45000.00元与评估价值4400000.00元相差超过10倍，不可能同时成立。入市价格像是按元填写的：此项以分为单位，1元填100。请核对两项金额。',
  ],
  [
    deal({ priceFen: '450' }),
    '入市价格（deal.priceFen）：入市价格4.50元与评估价值4400000.00元相差超过10倍，不可能同时成立。入市价格像是按万元填写的：此项以分为单位，1万元填1000000。请核对两项金额。',
  ],
  [
    { appraisal: { ...appraisal, valueFen: '4400000' } },
    '入市价格（deal.priceFen）：入市价格4500000.00元与评估价值44000.00元相差超过10倍，不可能同时成立。评估价值像是按元填写的：此项以分为单位，1元填100。请核对两项金额。',
  ],
  [
    deal({ grade: '九级' }),
    '土地级别（deal.grade）：土地级别“九级”不在规则包所列的级别之内（一级、二级、三级）。请按公布的级别填写，例如 一级。',
  ],
  [
    { planYear: 2031 },
    '计划年度（planYear）：计划年度“2031”不在2024年至2027年之间。请核对年度；确需办理更早或者更晚年度的，请先调整规则。',
  ],
  [
    moved(([east, north]) => [north!, east!]),
    '土地界址（boundary）：坐标 (4064400, 547300) 与声明的 EPSG:4548 不符：两个轴的次序颠倒。' +
      '测绘成果常写 X=北、Y=东，GeoJSON 应为 [东, 北]（EPSG:4490 为 [经度, 纬度]），请交换后重新提交。',
  ],
  [
    moved(([east, north]) => [east! / 1000, north! / 1000]),
    '土地界址（boundary）：坐标 (547.3, 4064.4) 与声明的 EPSG:4548 不符：不在济南市范围内，请检查坐标系、带号和单位（米或度）。',
  ],
  [
    { parcel: '３７０１１４００１００１ＪＢ００００１' },
    '宗地代码（parcel）：“３７０１１４００１００１ＪＢ００００１”不是宗地代码：含有全角字符、空格、括号或者形近的字母，应写作 370114001001JB00001。',
  ],
  [
    { parcel: '370114001001JBOOOO1' },
    '宗地代码（parcel）：“370114001001JBOOOO1”不是宗地代码：含有全角字符、空格、括号或者形近的字母，应写作 370114001001JB00001。',
  ],
  [
    { parcel: '370114 001 001 JB00001' },
    '宗地代码（parcel）：“370114 001 001 JB00001”不是宗地代码：含有全角字符、空格、括号或者形近的字母，应写作 370114001001JB00001。',
  ],
  [
    { parcel: '370114001001（JB）00001' },
    '宗地代码（parcel）：“370114001001（JB）00001”不是宗地代码：含有全角字符、空格、括号或者形近的字母，应写作 370114001001JB00001。',
  ],
  [
    { parcel: '370114001001JB00001（双山街道）' },
    '宗地代码（parcel）：“370114001001JB00001（双山街道）”不是宗地代码：含有全角字符、空格、括号或者形近的字母，应写作 370114001001JB00001。',
  ],
  [
    { parcel: '370114001001JB0001' },
    '宗地代码（parcel）：“370114001001JB0001”不是宗地代码：应为 19 位（县区6位、地籍区3位、地籍子区3位、' +
      '特征码2位、顺序号5位），例如 370114001002JB00001；不动产单元代码为 28 位。',
  ],
  [
    { parcel: '370114001002GB00001' },
    '宗地代码（parcel）：宗地 370114001002GB00001 的特征码为 GB：国家所有的土地不属于集体经营性建设用地。',
  ],
  [
    { resolution: { ...resolution, heldOn: '2036-02-20' } },
    '表决日期（resolution.heldOn）：表决日期2036-02-20晚于提交日2026-03-02。请在会议表决后提交。',
  ],
];

describe('a scheme that is nearly right', () => {
  it.each(TABLE)('%j is told: %s', (changes, sentence) => {
    const [first] = problems(changes);
    expect(lineOfItem(first!).slice(0, sentence.length)).toBe(sentence);
  });
});
