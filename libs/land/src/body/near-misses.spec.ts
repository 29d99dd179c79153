import { describe, expect, it } from '@jest/globals';
import {
  Choice,
  Choices,
  Contact,
  Day,
  DocumentNo,
  Fen,
  Flag,
  Line,
  Lines,
  Nested,
  NestedList,
  Numeric,
  Percent,
  SomeFen,
  SquareMetres,
  SquareMetresChange,
  Uscc,
  WebAddress,
  Whole,
} from './fields.js';
import { readBody } from './read-body.js';

class Party {
  @Line({ called: '名称' }) name = '';
}

/** A field of each kind, as a scheme or a report has it. */
class Form {
  @Day({ called: '表决日期' }) heldOn = '2026-11-16';
  @Fen({ called: '入市价格' }) priceFen = '0';
  @SomeFen({ called: '成交价' }) dealFen = '1';
  @SquareMetres({ called: '面积' }) areaM2 = '1';
  @SquareMetresChange() deltaM2 = '1';
  @Percent({ called: '股权比例' }) shareRatio = '35%';
  @Whole(1, 70, { called: '使用期限', example: '40' }) termYears = 40;
  @Numeric(0, 100) readiness = 80;
  @Flag({ called: '有无争议' }) dispute = false;
  @Choice({ listing: '挂牌', auction: '拍卖', tender: '招标' }, { called: '交易方式' }) method = 'listing';
  @Choices({ boundary: '土地界址', area: '面积' }) clauses: string[] = [];
  @Line({ called: '镇（街道）代码', example: '370114-01' }) township = '370114-01';
  @DocumentNo({ called: '批准文号' }) documentNo = '1';
  @Uscc({ called: '信用代码' }) uscc = '91350100M000100Y43';
  @Contact({ called: '联系方式' }) contact = '13800138000';
  @WebAddress() url = 'https://www.example.com/1';
  @Lines({ max: 2, called: '复垦地块' }) parcels: string[] = [];
  @Nested(() => Party, { called: '竞得人' }) winner = { name: '甲' };
  @NestedList(() => Party, { max: 2, called: '成员' }) list: Party[] = [];
}

const saidOf = (given: object): string =>
  readBody(Form, given)
    .faults.map(({ message }) => message)
    .join('\n');

/** What was typed, and the sentence that it gets. */
const TABLE: readonly (readonly [given: object, sentence: string])[] = [
  [{ heldOn: '2026年11月16日' }, '表决日期（heldOn）：“2026年11月16日”不是日期，应写作 2026-11-16。'],
  [
    { heldOn: '二〇二六年十一月十六日' },
    '表决日期（heldOn）：“二〇二六年十一月十六日”不是日期，应写作 2026-11-16。',
  ],
  [{ heldOn: '2026/11/16' }, '表决日期（heldOn）：“2026/11/16”不是日期，应写作 2026-11-16。'],
  [{ heldOn: '2026.1.6' }, '表决日期（heldOn）：“2026.1.6”不是日期，应写作 2026-01-06。'],
  [{ heldOn: '20261116' }, '表决日期（heldOn）：“20261116”不是日期，应写作 2026-11-16。'],
  [{ heldOn: '２０２６-１１-１６' }, '表决日期（heldOn）：“２０２６-１１-１６”不是日期，应写作 2026-11-16。'],
  [
    { heldOn: '2026-11-16T00:00:00+08:00' },
    '表决日期（heldOn）：“2026-11-16T00:00:00+08:00”不是日期，应写作 2026-11-16。',
  ],
  [{ heldOn: 20261116 }, '表决日期（heldOn）：数字 20261116 不是日期，应写作 2026-11-16。'],
  [
    { heldOn: '2026-02-30' },
    '表决日期（heldOn）：“2026-02-30”在公历中没有这一天，应为公历日期，写作“年-月-日”，例如 2026-11-16。',
  ],
  [
    { heldOn: '2026年2月30日' },
    '表决日期（heldOn）：“2026年2月30日”在公历中没有这一天，应为公历日期，写作“年-月-日”，例如 2026-11-16。',
  ],
  [{ heldOn: '16/11/2026' }, '表决日期（heldOn）：“16/11/2026”不是日期，应写作 2026-11-16。'],
  [{ heldOn: '16.11.2026' }, '表决日期（heldOn）：“16.11.2026”不是日期，应写作 2026-11-16。'],
  [{ heldOn: '2026.11.16' }, '表决日期（heldOn）：“2026.11.16”不是日期，应写作 2026-11-16。'],
  [{ heldOn: '2026年11月16号' }, '表决日期（heldOn）：“2026年11月16号”不是日期，应写作 2026-11-16。'],
  [
    { heldOn: '31/2/2026' },
    '表决日期（heldOn）：“31/2/2026”在公历中没有这一天，应为公历日期，写作“年-月-日”，例如 2026-11-16。',
  ],
  [{ heldOn: '明天' }, '表决日期（heldOn）：“明天”不是日期，应为公历日期，写作“年-月-日”，例如 2026-11-16。'],
  [{ heldOn: '' }, '表决日期（heldOn）：必填，应为公历日期，写作“年-月-日”，例如 2026-11-16。'],
  [
    { priceFen: '1150000.00' },
    '入市价格（priceFen）：“1150000.00”带小数，似以元为单位（此项以分为单位，1 元为 100 分），应写作 115000000。',
  ],
  [
    { priceFen: '1150000元' },
    '入市价格（priceFen）：“1150000元”不是以分为单位（1 元为 100 分），应写作 115000000。',
  ],
  [
    { priceFen: '115万元' },
    '入市价格（priceFen）：“115万元”不是以分为单位（1 元为 100 分），应写作 115000000。',
  ],
  [
    { priceFen: '1.15亿' },
    '入市价格（priceFen）：“1.15亿”不是以分为单位（1 元为 100 分），应写作 11500000000。',
  ],
  [
    { priceFen: '1,150,000.00' },
    '入市价格（priceFen）：“1,150,000.00”带小数，似以元为单位（此项以分为单位，1 元为 100 分），应写作 115000000。',
  ],
  [
    { priceFen: '¥1,150,000' },
    '入市价格（priceFen）：“¥1,150,000”不是以分为单位（1 元为 100 分），应写作 115000000。',
  ],
  [{ priceFen: '115000000分' }, '入市价格（priceFen）：“115000000分”带有单位或者逗号，应写作 115000000。'],
  [
    { priceFen: 115000000 },
    '入市价格（priceFen）：数字 115000000 未加引号，此项须写作文字，应写作 "115000000"。',
  ],
  [
    { priceFen: 1150000.5 },
    '入市价格（priceFen）：数字 1150000.5 带小数，似以元为单位（此项以分为单位，1 元为 100 分），应写作 "115000050"。',
  ],
  [
    { priceFen: '１１５００００００' },
    '入市价格（priceFen）：“１１５００００００”含有全角字符或空格，应写作 115000000。',
  ],
  [{ priceFen: '0115' }, '入市价格（priceFen）：“0115”多写了前面的零，应写作 115。'],
  [
    { priceFen: '-5' },
    '入市价格（priceFen）：“-5”不是以分为单位的金额，应为以分为单位的整数（加引号），例如 115000000。',
  ],
  [
    { priceFen: '面议' },
    '入市价格（priceFen）：“面议”不是以分为单位的金额，应为以分为单位的整数（加引号），例如 115000000。',
  ],
  [
    { dealFen: '0' },
    '成交价（dealFen）：“0”不是以分为单位的金额，应为大于零、以分为单位的整数（加引号），例如 115000000。',
  ],
  [{ areaM2: '9.00亩' }, '面积（areaM2）：“9.00亩”合 6000.00 平方米，此项以平方米为单位，应写作 6000.00。'],
  [{ areaM2: '9亩' }, '面积（areaM2）：“9亩”合 6000.00 平方米，此项以平方米为单位，应写作 6000.00。'],
  [{ areaM2: '0.6公顷' }, '面积（areaM2）：“0.6公顷”合 6000.00 平方米，此项以平方米为单位，应写作 6000.00。'],
  [{ areaM2: '6000㎡' }, '面积（areaM2）：“6000㎡”带有单位或者逗号，应写作 6000。'],
  [{ areaM2: '6,000.00' }, '面积（areaM2）：“6,000.00”带有单位或者逗号，应写作 6000.00。'],
  [{ areaM2: '6000.00平方米' }, '面积（areaM2）：“6000.00平方米”带有单位或者逗号，应写作 6000.00。'],
  [{ areaM2: 6000 }, '面积（areaM2）：数字 6000 未加引号，此项须写作文字，应写作 "6000"。'],
  [{ areaM2: '６０００.００' }, '面积（areaM2）：“６０００.００”含有全角字符或空格，应写作 6000.00。'],
  [
    { areaM2: '6000.123' },
    '面积（areaM2）：“6000.123”不是平方米数，应为平方米数（加引号），最多两位小数，例如 50000.00。',
  ],
  [
    { deltaM2: '-30亩' },
    '调整数量（deltaM2）：“-30亩”合 20000.00 平方米，此项以平方米为单位，应写作 -20000.00。',
  ],
  [{ shareRatio: 35 }, '股权比例（shareRatio）：数字 35 未写百分号，应写作 "35%"。'],
  [{ shareRatio: '35' }, '股权比例（shareRatio）：“35”未写百分号，应写作 35%。'],
  [{ shareRatio: '0.35' }, '股权比例（shareRatio）：“0.35”未写作百分数，应写作 35%。'],
  [{ shareRatio: 0.35 }, '股权比例（shareRatio）：数字 0.35 未写百分号，应写作 "35%"。'],
  [{ shareRatio: '３５％' }, '股权比例（shareRatio）：“３５％”含有全角字符或空格，应写作 35%。'],
  [{ shareRatio: '百分之三十五' }, '股权比例（shareRatio）：“百分之三十五”未写作百分数，应写作 35%。'],
  [{ termYears: '40' }, '使用期限（termYears）：“40”应为不加引号、不带单位的数字，应写作 40。'],
  [{ termYears: '40年' }, '使用期限（termYears）：“40年”应为不加引号、不带单位的数字，应写作 40。'],
  [{ termYears: '四十' }, '使用期限（termYears）：“四十”应为不加引号、不带单位的数字，应写作 40。'],
  [{ termYears: 400 }, '使用期限（termYears）：数字 400 超出范围，应为 1 到 70 之间的整数，例如 40。'],
  [{ termYears: 40.5 }, '使用期限（termYears）：数字 40.5 不是整数，应为 1 到 70 之间的整数，例如 40。'],
  [{ readiness: '八十' }, '项目成熟度（readiness）：“八十”应为不加引号、不带单位的数字，应写作 80。'],
  [{ dispute: '否' }, '有无争议（dispute）：“否”的代码是 false，不加引号，应写作 false（否）。'],
  [{ dispute: 'true' }, '有无争议（dispute）：“true”加了引号，应写作 true（是）。'],
  [
    { dispute: '也许' },
    '有无争议（dispute）：“也许”不是“是”或者“否”，应为 true（是）或者 false（否），不加引号，例如 false。',
  ],
  [{ method: '挂牌' }, '交易方式（method）：“挂牌”的代码是 listing，请填写代码。'],
  [{ method: 'Listing' }, '交易方式（method）：“Listing”大小写或者空格不符，应写作 listing。'],
  [
    { method: 'lisitng' },
    '交易方式（method）：“lisitng”不在可选范围内。是否为 挂牌（listing）？可选：挂牌（listing）、拍卖（auction）、招标（tender），例如 listing。',
  ],
  [
    { method: '协商' },
    '交易方式（method）：“协商”不在可选范围内。可选：挂牌（listing）、拍卖（auction）、招标（tender），例如 listing。',
  ],
  [{ clauses: ['土地界址'] }, '条款（clauses）：第 1 项：“土地界址”的代码是 boundary，请填写代码。'],
  [
    { clauses: 'boundary' },
    '条款（clauses）：“boundary”不是列表，应为列表，各项为以下之一：土地界址（boundary）、面积（area），例如 ["boundary"]。',
  ],
  [
    { township: 370114 },
    '镇（街道）代码（township）：数字 370114 未加引号，此项须写作文字，应写作 "370114"。',
  ],
  [{ documentNo: 12 }, '批准文号（documentNo）：数字 12 未加引号，此项须写作文字，应写作 "12"。'],
  [
    { documentNo: '章自然资\u200b〔2026〕12号' },
    '批准文号（documentNo）：第 5 个字是看不见的字符（U+200B），请删除后重新填写，例如 章自然资〔2026〕12号。',
  ],
  [
    { uscc: '9135O100M000100Y43' },
    '信用代码（uscc）：“9135O100M000100Y43”把数字误写作形近的字母，应写作 91350100M000100Y43。',
  ],
  [
    { uscc: '91350100M000100Y44' },
    '信用代码（uscc）：统一社会信用代码的校验码不符，请按登记证核对，例如 91350100M000100Y43。',
  ],
  [
    { uscc: '370102196001010011' },
    '信用代码（uscc）：所填的像是居民身份证号码，应为单位的统一社会信用代码（18位），请按登记证核对，例如 91350100M000100Y43。',
  ],
  [
    { uscc: '13800138000' },
    '信用代码（uscc）：所填的像是手机号码，应为单位的统一社会信用代码（18位），请按登记证核对，例如 91350100M000100Y43。',
  ],
  [
    { uscc: '138 0013 8000' },
    '信用代码（uscc）：所填的像是手机号码，应为单位的统一社会信用代码（18位），请按登记证核对，例如 91350100M000100Y43。',
  ],
  [
    { uscc: '0531-83210000' },
    '信用代码（uscc）：所填的像是电话号码，应为单位的统一社会信用代码（18位），请按登记证核对，例如 91350100M000100Y43。',
  ],
  [
    { uscc: '91350100M000100Y4' },
    '信用代码（uscc）：统一社会信用代码应为18位，现为17位，例如 91350100M000100Y43。',
  ],
  ...[
    ['1380013800', '手机号码应为 11 位，现为 10 位'],
    ['138 0013 80000', '手机号码应为 11 位，现为 12 位'],
    ['138OO138000', '电话号码中有数字以外的字符'],
    ['83210000', '固定电话没有写区号'],
    ['0531-832100', '固定电话的区号或者号码有误，共 10 位'],
    ['370102196001010011', '所填的像是居民身份证号码，请勿填写'],
    ['123456', '电话号码的位数有误，现为 6 位'],
  ].map(
    ([contact, fault]) =>
      [
        { contact },
        `联系方式（contact）：${fault}；手机号码为 11 位，固定电话写作“区号-号码”，例如 0531-83210000。`,
      ] as const,
  ),
  [
    { contact: 13800138000 },
    '联系方式（contact）：数字 13800138000 未加引号，此项须写作文字，应写作 "13800138000"。',
  ],
  [
    { url: 'www.example.com/1' },
    '网址（url）：“www.example.com/1”不是完整的网址，应写作 https://www.example.com/1。',
  ],
  [
    { url: 'https：//www.example.com/1' },
    '网址（url）：“https：//www.example.com/1”不是完整的网址，应写作 https://www.example.com/1。',
  ],
  [
    { parcels: '370114001002JB00001' },
    '复垦地块（parcels）：“370114001002JB00001”不是列表，应为列表（用方括号括起来），各项为一行文字，最多 2 项，例如 ["370114001002JB00001"]。',
  ],
  [
    { winner: '甲公司' },
    '竞得人（winner）：“甲公司”不是一组字段，应为一组字段（用花括号括起来），例如 {"name": "三涧溪村股份经济合作社"}。',
  ],
  [
    { list: [{ name: '甲' }, '乙'] },
    '成员第 2 项（list.1）：“乙”不是一组字段，应为一组字段（用花括号括起来），例如 {"name": "三涧溪村股份经济合作社"}。',
  ],
  [
    { list: [{ name: '甲' }, { nane: '乙', name: '乙' }] },
    '成员第 2 项的“nane”（list.1.nane）：没有此字段，请核对字段名；是否为 name（名称）？',
  ],
  [{ helOn: '2026-11-16' }, '“helOn”（helOn）：没有此字段，请核对字段名；是否为 heldOn（表决日期）？'],
  [
    { 表决日期: '2026-11-16' },
    '“表决日期”（表决日期）：没有此字段，请核对字段名；是否为 heldOn（表决日期）？',
  ],
  [{ resolution: '通过' }, '“resolution”（resolution）：没有此字段，请核对字段名。'],
];

describe('what was nearly right', () => {
  it.each(TABLE)('%j is told: %s', (given, sentence) => expect(saidOf(given)).toBe(sentence));

  it('is a telephone number or an address, and a number has one form', () => {
    for (const [contact, kept] of [
      ['138 0013 8000', '13800138000'],
      ['１３８－００１３－８０００', '13800138000'],
      ['+86 138-0013-8000', '13800138000'],
      ['0531 83210000', '0531-83210000'],
      ['（0531）8321 0000', '0531-83210000'],
      ['0531-83210000转8012', '0531-83210000-8012'],
      ['010-62780000', '010-62780000'],
      ['400-650-0000', '4006500000'],
      ['12345', '12345'],
      ['济南市章丘区双山街道三涧溪村 12 号', '济南市章丘区双山街道三涧溪村 12 号'],
      ['liu@example.com', 'liu@example.com'],
      ['电话 83210000', '电话 83210000'],
    ])
      expect(readBody(Form, { contact })).toMatchObject({
        faults: expect.not.arrayContaining([expect.objectContaining({ field: 'contact' })]),
        body: { contact: kept },
      });
  });

  it('is known in more than seventy forms', () => expect(TABLE.length).toBeGreaterThan(70));

  it('is not guessed at where it could be read in two ways', () => {
    for (const given of [
      { heldOn: '5/6/2026' },
      { priceFen: '1.234.567' },
      { areaM2: '九分地' },
      { shareRatio: '三成五' },
    ])
      expect(saidOf(given)).not.toContain('应写作');
  });
});
