import 'reflect-metadata';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { loadPacks, withCheckDigit } from '#policy';
import type { DatasetKey } from '#policy';
import { findings } from './check.js';
import { DATASETS } from './datasets.js';
import type { Dataset } from './datasets.js';
import type { Local } from './field.js';
import { localIn, prefilled } from './fill.js';
import { matterOf } from './matter.js';
import { TRADE_CODE_CHARS, tradeCodeFault } from './trade-code.js';

const NO_ROWS: Local = { row: () => undefined };
const named = (id: string): Dataset => DATASETS.find((dataset) => dataset.id === id)!;
const OWNER = { name: '双山村股份经济合作社', uscc: 'N2370114MF0000000X', ownershipCertificate: '鲁证1号' };
const DEAL = {
  ...{ form: 'grant', method: 'listing', route: 'in-place', grade: '二级', termYears: 40 },
  ...{ use: { system: '用地用海2023', code: '0901', name: '商业用地' }, areaM2: '12345.60' },
  priceFen: '360000000',
};
const MATTER = {
  ...{ entry: '370114001018JB00011-1', parcel: '370114001018JB00011', district: '370114' },
  ...{ township: '370114-02', planYear: 2026, round: 1 },
};
const event = (name: string, data: object, time = '2026-05-01T02:00:00.000Z') => ({
  ...{ type: `cn.rushi.${name}`, time },
  data: { ...MATTER, ...data },
});
const ORDERED = event('listing.ordered.v1', {
  ...{ village: '双山村', location: '双山街道双山村', owner: OWNER, landSource: 'existing', deal: DEAL },
  ...{ approvalNo: '章政土〔2026〕1号', depositFen: '1', earliestNoticeOn: null },
  conditions: [
    { kind: 'planning', issuer: '区局', documentNo: '规条1号', on: '2026-03-01', text: '容积率不高于1.5' },
  ],
});
const ANNOUNCED = event('listing.announced.v1', {
  ...{ startFen: '123456789', depositFen: '24691358', incrementFen: '1000000' },
  ...{
    announcementNo: '2026-J1号',
    announcedOn: '2026-05-06',
    opensOn: '2026-05-26',
    closesOn: '2026-06-05',
  },
  url: 'https://ggzy.example.cn/1',
});
const SOLD = event('result.accepted.v1', {
  ...{ resultId: 'R1', priceFen: '123456789', closedOn: '2026-06-05', deal: DEAL },
  ...{ winner: { name: '示范实业有限公司', uscc: '91370114MA00000019' }, refundBy: null, publishBy: null },
});
const CODE = 'B01-91370114MA00000019-20260506-000001-0';

describe('a data set of an entry', () => {
  it('says what was published, in the units of the platform, to the 分', () => {
    const { values } = prefilled(named('601'), matterOf([ORDERED, ANNOUNCED, SOLD]), NO_ROWS);
    expect(values).toMatchObject({
      ...{ LAND_CODE: MATTER.parcel, REGION_CODE: '370114', LAND_AREA: '1.23456', LEND_AGE_LIMIT: '40' },
      ...{ DEAL_PRICE: '123.456789', PRICE_UNIT: '1', LENDING_NAME: '示范实业有限公司' },
    });
  });

  it('says of every other field who fills it or when it comes', () => {
    const before = prefilled(named('600'), matterOf([ORDERED]), NO_ROWS);
    const whyOf = (field: string) => before.lacks.find((lack) => lack.field === field)?.why;
    expect(whyOf('ANNOUNCEMENT_CODE')).toBe('“公告已受理”（cn.rushi.listing.announced.v1）以后才有');
    expect(whyOf('UNIFIED_DEAL_CODE')).toBe('统一交易标识码，由交易平台填写');
    expect(whyOf('TRA_AGENCY_CODE')).toContain('listing.yaml');
    for (const dataset of DATASETS) {
      const { values, lacks } = prefilled(dataset, matterOf([ORDERED]), NO_ROWS);
      expect(Object.keys(values).length + lacks.length).toBe(dataset.fields.length);
    }
  });

  it('takes a later closing day and the newest address, and forgets an earlier round', () => {
    const supplemented = event('listing.supplemented.v1', {
      ...{ supplementNo: '补1', publishedOn: '2026-05-10', opensOn: '2026-05-30', closesOn: '2026-06-10' },
      url: 'https://ggzy.example.cn/2',
    });
    const of = (...events: object[]) =>
      prefilled(named('600'), matterOf([ORDERED, ANNOUNCED, ...(events as (typeof ORDERED)[])]), NO_ROWS)
        .values;
    expect(of(supplemented)).toMatchObject({
      ...{ END_DATE: '20260610', ANNOUNCEMENT_DEADLINE: '20260530', CHANGE_TIME: '20260510' },
      URL: 'https://ggzy.example.cn/2',
    });
    expect(of(supplemented, ORDERED)).not.toHaveProperty('URL');
    expect(of(supplemented, ORDERED)).not.toHaveProperty('CHANGE_TIME');
  });

  it('marks what nobody has confirmed, and lets a district speak for itself', () => {
    const pack = loadPacks().of('jinan@2026.1').on('2026-05-06', 'any');
    const { values, unconfirmed } = prefilled(named('600'), matterOf([ORDERED]), localIn(pack, '370114'));
    expect(values.TRA_AGENCY_NAME).toBe('济南公共资源交易中心');
    expect(unconfirmed.map(({ field }) => field)).toContain('TRA_AGENCY_NAME');
  });

  it('says which of the two layouts a district takes, and that nobody has confirmed it', () => {
    const pack = loadPacks().of('jinan@2026.1').on('2026-05-06', 'any');
    const local = localIn(pack, '370114');
    const filled = (id: string, ask = local) => prefilled(named(id), matterOf([ORDERED]), ask);
    expect(DATASETS.map(({ id }) => [id, filled(id).inUse])).toEqual([
      ['600', true],
      ['601', true],
      ['1800', false],
      ['1801', false],
      ['monitoring', true],
    ]);
    expect(filled('1800').unconfirmed[0]).toMatchObject({ field: 'layout', value: 'land' });
    const other = { ...pack.dataset('370114', 'layout')!, value: 'other', confirmed: true };
    const elsewhere = { row: (key: DatasetKey) => (key === 'layout' ? other : local.row(key)) };
    expect([filled('600', elsewhere).inUse, filled('1800', elsewhere).inUse]).toEqual([false, true]);
    expect(filled('1800', elsewhere).unconfirmed.map(({ field }) => field)).not.toContain('layout');
    expect(filled('600', NO_ROWS).inUse).toBe(true);
  });

  it('fills nothing that its own check would refuse', () => {
    const pack = loadPacks().of('jinan@2026.1').on('2026-05-06', 'any');
    for (const dataset of DATASETS) {
      const { values } = prefilled(dataset, matterOf([ORDERED, ANNOUNCED, SOLD]), localIn(pack, '370114'));
      const filled = findings(dataset, values).filter(({ field }) => field in values);
      expect([dataset.id, filled]).toEqual([dataset.id, []]);
      expect(Object.keys(values).length).toBeGreaterThan(5);
    }
  });
});

const SAMPLES = [
  ...['1', '0', '156', '01', '370114', '20260506', '20260506120000', '2026-05-06', '1.5', CODE],
  ...['https://a.cn/1', '91370114MA00000019'],
];

describe('the check of a record', () => {
  const record = {
    ...{
      zdBh: '章丘(2026)1',
      gpSjS: '2026-05-26',
      gpSjE: '2026-05-01',
      crNx: '40年',
      minRjl: '1.50',
      maxRjl: '1.5',
    },
    extra: 'x',
  };
  const messages = (field: string) =>
    findings(named('monitoring'), record)
      .filter((one) => one.field === field)
      .map(({ weight, message }) => `${weight}: ${message}`);

  it('names everything at once, with what is right', () => {
    expect(messages('crNx')).toEqual(['error: 应为不带前导零的整数']);
    expect(messages('zdZl')).toEqual(['error: 必填；应为不超过200字的文字']);
    expect(messages('extra')).toEqual(['error: 数据集 monitoring 没有此字段，请核对字段名']);
    expect(messages('gpSjE')).toEqual(['error: 不应小于或者早于“挂牌开始”（2026-05-26），现为 2026-05-01']);
  });

  it('takes 1.50 and 1.5 for the same number', () => {
    expect(messages('maxRjl')).toEqual([]);
    const of = (minRjl: string, maxRjl: string) =>
      findings(named('monitoring'), { minRjl, maxRjl }).filter(({ field }) => field === 'maxRjl').length;
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 30_000 }), fc.integer({ min: 0, max: 30_000 }), (a, b) => {
        expect(of(String(a / 100), String(b / 100))).toBe(a > b ? 1 : 0);
      }),
    );
  });

  it('warns of half-width brackets in a parcel number, which make two parcels of one', () => {
    expect(messages('zdBh')).toEqual(['warning: 括号应为全角：章丘（2026）1；半角和全角会被当作两宗地']);
  });

  it('judges the shape of a trade code and never its check character', () => {
    expect(CODE).toHaveLength(TRADE_CODE_CHARS);
    for (const check of '0123456789ABCXYZ')
      expect(tradeCodeFault(`${CODE.slice(0, -1)}${check}`)).toBeUndefined();
    expect(tradeCodeFault(CODE.replace('20260506', '20260230'))).toBe('统一交易标识码中的日期不是公历日期');
    expect(tradeCodeFault(CODE.slice(1))).toBe('统一交易标识码应为40位，现为39位');
    expect(tradeCodeFault(CODE.replace('B01', 'B1-'))).toContain('B01-');
    const unsound = CODE.replace('00000019', '00000018');
    expect(findings(named('600'), { UNIFIED_DEAL_CODE: unsound })).toContainEqual(
      expect.objectContaining({ field: 'UNIFIED_DEAL_CODE', weight: 'warning' }),
    );
    expect(withCheckDigit('91370114MA0000001')).toBe('91370114MA00000019');
  });

  it('refuses in every field whatever its JSON Schema refuses', () => {
    const ajv = new Ajv2020({ strict: false, validateFormats: false });
    const values = fc.oneof(fc.string(), fc.constantFrom(...SAMPLES));
    for (const { id, fields } of DATASETS)
      for (const { name, kind } of fields) {
        const isValid = ajv.compile(kind.schema);
        let passed = SAMPLES.filter((value) => kind.fault(value) === undefined && isValid(value)).length;
        fc.assert(
          fc.property(values, (value) => {
            if (kind.fault(value) !== undefined) return;
            passed += 1;
            expect([id, name, value, isValid(value)]).toEqual([id, name, value, true]);
          }),
        );
        if (kind.schema.type === 'string') expect([name, passed > 0]).toEqual([name, true]);
      }
  });
});

describe('the page of the feed', () => {
  it('names every data set', () => {
    const page = readFileSync(new URL('../../README.md', import.meta.url), 'utf8');
    expect(DATASETS.map(({ id }) => id).filter((id) => !page.includes(`\`${id}\``))).toEqual([]);
  });
});
