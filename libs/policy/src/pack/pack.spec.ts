import { afterAll, describe, expect, it } from '@jest/globals';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PackErrors } from './errors.js';
import type { PackError } from './errors.js';
import { loadPack, loadPacks, packsFolder } from './load.js';

const packs = loadPacks();
const version = packs.of('jinan@2026.1');
const pack = version.on('2026-03-02', 'any');
const copies: string[] = [];
afterAll(() => copies.forEach((folder) => rmSync(folder, { recursive: true })));

/** Loads a copy of the pack with one replacement in one file and gives back what was wrong with it. */
function errorsAfter(file: string, find: string | RegExp, replacement: string): readonly PackError[] {
  const folder = mkdtempSync(join(tmpdir(), 'pack-'));
  copies.push(folder);
  cpSync(join(packsFolder(), 'jinan'), folder, { recursive: true });
  const text = readFileSync(join(folder, file), 'utf8');
  const changed = text.replace(find, replacement);
  expect(changed).not.toBe(text);
  writeFileSync(join(folder, file), changed);
  try {
    loadPack(folder);
  } catch (error) {
    if (error instanceof PackErrors) return error.errors;
    throw error;
  }
  return [];
}

describe('the pack of Jinan', () => {
  it('explains a rule with value, unit, source, confirmation and validity', () => {
    expect(pack.value('scheme.vote-threshold')).toMatchObject({
      value: '2/3',
      unit: 'ratio',
      confirmed: true,
      validFrom: '2024-01-01',
    });
    expect(pack.value('procedure.report-before-notice')).toMatchObject({ value: 10, unit: 'working-day' });
    expect(pack.explain('listing.deposit-ratio')).toBe(
      '竞买保证金最低比例：20%（依据：国土资发〔2010〕34号（不低于出让最低价的20%）；2024-01-01起有效；已确认）',
    );
    expect(pack.explain('levy.due')).toContain('尚待确认');
  });

  it('marks every levy rate as not yet confirmed: the city has published none', () => {
    expect(pack.rates.every(({ confirmed, source }) => !confirmed && source.startsWith('设例'))).toBe(true);
  });

  it('knows the six areas of the seed plan with their pilot areas and offices (济政字〔2021〕60号一、六（一）)', () => {
    expect(pack.districts.map(({ name }) => name)).toEqual([
      '市中区',
      '历城区',
      '长清区',
      '章丘区',
      '济南高新区',
      '南部山区',
    ]);
    expect(pack.district('章丘区').pilotAreas).toEqual(['三涧溪片区', '埠村—曹范片区']);
    expect(pack.office('370114-zf').name).toBe('章丘区人民政府');
    expect(pack.office('370171-zf').name).toBe('济南高新技术产业开发区管理委员会');
    expect(pack.office('370114-01')).toMatchObject({
      name: '双山街道',
      level: 'township',
      district: '370114',
    });
    expect(pack.office('370100-ggzy')).toMatchObject({ level: 'city', district: '' });
    expect(new Set(pack.offices.map(({ code }) => code)).size).toBe(pack.offices.length);
  });

  it('asks for the nine groups of a scheme (实施条例第四十条)', () => {
    expect(pack.contentGroups).toHaveLength(9);
  });

  it('keeps a use code with its system, because the same digits differ (用地用海 / GB/T 21010)', () => {
    expect(pack.useCode('用地用海2023', '0702')).toBeUndefined();
    expect(pack.useCode('GBT21010-2017', '0702')?.entry).toBe('prohibited');
    expect(pack.useCode('用地用海2023', '0701')).toMatchObject({
      entry: 'restricted',
      condition: '仅限保障性租赁住房',
    });
  });

  it('cannot be changed', () => {
    expect(() => Object.assign(pack.rates[0] as object, { rate: '1%' })).toThrow(TypeError);
    expect(() => Object.assign(version, { calendar: {} })).toThrow(TypeError);
  });

  it('refuses unknown rules, districts, offices and versions', () => {
    const code = (of: string) => expect.objectContaining({ code: of });
    expect(() => pack.value('no.such')).toThrow(code('policy.rule-unknown'));
    expect(() => version.on('2001-01-01', 'any').value('levy.late-fee-rate')).toThrow(
      code('policy.rule-not-valid'),
    );
    expect(() => pack.number('levy.late-fee-rate')).toThrow(code('policy.rule-type'));
    expect(() => pack.district('370199x')).toThrow(code('policy.district-unknown'));
    expect(() => pack.office('x')).toThrow(code('policy.office-unknown'));
    expect(() => packs.of('jinan@1999.1')).toThrow(code('policy.version-unknown'));
    expect(() => packs.current('370114', '2001-01-01')).toThrow(code('policy.none-in-force'));
    expect(packs.current('章丘区', '2026-03-02').ref).toBe('jinan@2026.1');
  });
});

describe('a pack may tighten the law', () => {
  it.each([
    [
      'scheme.yaml',
      'value: "2/3", unit: ratio, source: 土地管理法',
      'value: "3/4", unit: ratio, source: 土地管理法',
    ],
    ['listing.yaml', 'days: 20', 'days: 30'],
    ['procedure.yaml', 'title: 政府提出修改意见, days: 5', 'title: 政府提出修改意见, days: 3'],
  ])('in %s: %s → %s', (...change) => {
    expect(errorsAfter(...change)).toEqual([]);
  });
});

describe('a pack may never loosen the law', () => {
  it.each([
    [
      'scheme.yaml',
      'value: "2/3", unit: ratio, source: 土地管理法',
      'value: "1/2", unit: ratio, source: 土地管理法',
      '土地管理法第六十三条',
    ],
    ['scheme.yaml', /(members-notice.*?)days: 10/, '$1days: 5', '农村集体经济组织法第二十七条'],
    [
      'procedure.yaml',
      'days: 10, kind: working, bound: at-least',
      'days: 9, kind: working, bound: at-least',
      '实施条例第四十条',
    ],
    [
      'procedure.yaml',
      'days: 10, kind: working, bound: at-least',
      'days: 10, kind: calendar, bound: at-least',
      '实施条例第四十条',
    ],
    ['listing.yaml', 'days: 20', 'days: 19', '39号第八条'],
    ['listing.yaml', 'days: 10, kind: calendar', 'days: 9, kind: calendar', '39号第十八条'],
    ['scheme.yaml', 'use: 商服, years: 40', 'use: 商服, years: 50', '第十二条'],
    ['scheme.yaml', /(lease-years-max.*?)value: 20/, '$1value: 21', '民法典第七百零五条'],
    ['levy.yaml', /(id: gain-any.*?)rate: "30%"/, '$1rate: "10%"', '财税〔2016〕41号'],
    ['listing.yaml', /(bidders-min.*?)value: 3/, '$1value: 2', '不足三人'],
    ['registration.yaml', /(idle-fee-years.*?)value: 1/, '$1value: 0', '城市房地产管理法第二十六条'],
    ['registration.yaml', /(idle-return-years.*?)value: 2/, '$1value: 1', '城市房地产管理法第二十六条'],
    ['registration.yaml', /(idle-fee-ratio.*?)value: "20%"/, '$1value: "25%"', '城市房地产管理法第二十六条'],
    [
      'registration.yaml',
      /(transfer-invested.*?)value: "25%"/,
      '$1value: "20%"',
      '城市房地产管理法第三十九条',
    ],
    [
      'distribution.yaml',
      /(personal-account.*?)value: false/,
      '$1value: true',
      '农村集体经济组织法第四十四条',
    ],
  ])('in %s: %p → %p names %s', (file, find, replacement, article) => {
    const errors = errorsAfter(file, find, replacement);
    expect(errors).toHaveLength(1);
    expect(errors[0]?.message).toContain(article);
  });
});

describe('an error in a pack names file, line, field and an example', () => {
  it.each<[string, string, string, string, string]>([
    ['title', '入市方案受理通知书"', '入市方案受理通知书（{公文号}）"', 'title', '没有占位符“{公文号}”'],
    [
      'text',
      '现予受理，事项编号为{事项编号}',
      '现予受理，由{退回机关}办理',
      'paragraphs',
      '没有占位符“{退回机关}”',
    ],
    ['number', '受〔{年}〕{号}号', '受〔{年}〕号', 'number', '文号按年编号，应有“{号}”'],
    ['number', '受〔{年}〕{号}号', '受〔{年}〕{号}号{镇街}', 'number', '没有占位符“{镇街}”'],
    ['table', '"{补正事项表}"', '"见{补正事项表}"', 'paragraphs', '没有占位符“{补正事项表}”'],
  ])(
    'for the %s of an official paper with something that its kind does not know',
    (_, find, by, field, message) => {
      const errors = errorsAfter('procedure.yaml', find, by);
      expect(errors).toHaveLength(1);
      expect(errors[0]).toMatchObject({
        file: 'procedure.yaml',
        field: expect.stringMatching(new RegExp(`^official_?[pP]apers\\[\\d+\\]\\.${field}$`)),
        message: expect.stringContaining(message),
      });
      expect(errors[0]?.line).toBeGreaterThan(60);
    },
  );

  it('for a misspelt field', () => {
    const [first, second] = errorsAfter('listing.yaml', 'kind: calendar', 'kinds: calendar');
    expect([first, second].map((error) => error?.field).sort()).toEqual([
      'clocks[0].kind',
      'clocks[0].kinds',
    ]);
    expect(first).toMatchObject({ file: 'listing.yaml', line: 3 });
  });

  it('for a wrong value', () => {
    expect(errorsAfter('levy.yaml', 'rate: "30%"', 'rate: thirty')).toEqual([
      expect.objectContaining({
        file: 'levy.yaml',
        field: 'rates[0].rate',
        message: '应为加引号的比率',
        example: '"32%"',
      }),
    ]);
  });

  it('for a word that is none of the choices, which it names in Chinese with their codes', () => {
    expect(errorsAfter('planning.yaml', 'gate: block', 'gate: blok')[0]).toMatchObject({
      message: '应为以下之一：不得入市（block）、征求意见（consult）、提示（warn）',
      example: 'block',
    });
    const messages = errorsAfter('registration.yaml', 'key: no-dispute', 'key: no-quarrel').map(
      ({ message }) => message,
    );
    expect(messages).toContain(
      '不认识的登记条件“no-quarrel”，可选：合同已备案（contract-filed）、土地价款已付清（price-paid）、' +
        '土地增值收益调节金已缴清（levy-settled）、契税已缴纳（deed-tax-paid）、无权属争议（no-dispute）',
    );
  });

  it('for a float, which YAML would round', () => {
    expect(errorsAfter('listing.yaml', 'value: "20%"', 'value: 0.2')[0]).toMatchObject({
      field: 'rules[0].value',
      example: '"0.2"',
    });
  });

  it('for a missing source', () => {
    expect(errorsAfter('quota.yaml', /, source: 示例值：待市规划计划部门确认/, '')[0]).toMatchObject({
      field: 'clocks[0].source',
      message: expect.stringContaining('缺少该字段'),
    });
  });

  it('for two rows of one key that are valid on the same day', () => {
    const [error] = errorsAfter(
      'levy.yaml',
      'id: price-sf-2, formula: price, act: 入市, district: any, use: 商服, grade: 二级',
      'id: price-sf-2, formula: price, act: 入市, district: any, use: 商服, grade: 一级',
    );
    expect(error).toMatchObject({
      field: 'rates[1].valid_from',
      message: expect.stringContaining('有效期重叠'),
    });
  });

  it('for a telephone number that nobody could call, and for one in another form', () => {
    const withNumber = (value: string) =>
      errorsAfter(
        'listing.yaml',
        /^datasets:$/m,
        `datasets:\n  - { key: contact-number, district: any, value: "${value}", ` +
          'valid_from: 2021-01-01, source: 电话簿, confirmed: false }',
      );
    expect(withNumber('0531-83210000、13800138000')).toEqual([]);
    expect(withNumber('83210000')[0]).toMatchObject({
      field: 'datasets[0].value',
      message: expect.stringContaining('固定电话没有写区号；手机号码为 11 位'),
      example: '0531-83210000',
    });
    expect(withNumber('（0531）83210000')[0]).toMatchObject({
      message: expect.stringContaining('电话号码应写作 0531-83210000'),
    });
  });

  it('for a holiday arrangement that does not add up', () => {
    expect(errorsAfter('calendar.yaml', 'total: 251', 'total: 250')[0]).toMatchObject({
      field: 'years[0].total',
      example: '251',
    });
  });

  it.each<[string, string, string | RegExp, string, string, string]>([
    [
      'a rule that nobody would look up, with the nearest that exists',
      'listing.yaml',
      'key: listing.relist-max',
      'key: listing.relist-most',
      'rules[2].key',
      'listing.relist-max',
    ],
    [
      'a rule in the file of another topic',
      'quota.yaml',
      'key: quota.carry-new',
      'key: levy.surcharge-on',
      'rules[4].key',
      'levy.surcharge-on',
    ],
    [
      'a unit that is not the rule’s',
      'listing.yaml',
      'value: 2, unit: count',
      'value: 2, unit: year',
      'rules[2].unit',
      'count',
    ],
    [
      'text where a number is needed',
      'listing.yaml',
      'value: 2, unit: count',
      'value: "2", unit: count',
      'rules[2].value',
      '2',
    ],
    [
      'text where a switch is needed',
      'quota.yaml',
      'value: false, unit: switch',
      'value: "no", unit: switch',
      'rules[0].value',
      'false',
    ],
    [
      'an area that is no area',
      'scheme.yaml',
      'value: "1.00", unit: m2',
      'value: "1平方米", unit: m2',
      'rules[5].value',
      '"1.00"',
    ],
    [
      'a charge that the law does not know',
      'levy.yaml',
      'value: 调节金',
      'value: 手续费',
      'rules[1].value',
      '调节金',
    ],
    [
      'a clock that runs the wrong way',
      'levy.yaml',
      /(key: levy.due.*?bound: )at-most/,
      '$1at-least',
      'clocks[2].bound',
      'at-most',
    ],
    [
      'a gate that is none',
      'registration.yaml',
      'key: no-dispute',
      'key: no-debts',
      'gates[4].key',
      'contract-filed',
    ],
  ])('for %s', (_, file, find, replacement, field, example) => {
    expect(errorsAfter(file, find, replacement)).toContainEqual(
      expect.objectContaining({
        file,
        field,
        example,
        line: expect.any(Number),
        message: expect.stringMatching(/./),
      }),
    );
  });

  it('for broken YAML, an unknown file key and a missing rule', () => {
    expect(errorsAfter('quota.yaml', 'rules:', 'rules: [')[0]?.message).toContain('不是有效的 YAML');
    expect(errorsAfter('quota.yaml', 'kinds:', 'constructor:').map(({ field }) => field)).toContain(
      'constructor',
    );
    expect(errorsAfter('levy.yaml', 'key: levy.late-fee-rate', 'key: levy.late-rate')[0]?.message).toContain(
      '缺少规则“levy.late-fee-rate”',
    );
  });
});
