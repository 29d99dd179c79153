import { afterAll, describe, expect, it } from '@jest/globals';
import { rmSync } from 'node:fs';
import { packFolderWith, packWith } from '../../testing/pack-with.js';
import type { Change } from '../../testing/pack-with.js';
import { parseYuan } from '../money.js';
import { lateFee, lateFeeOfParts } from '../rules/late-fee.js';
import { CITY_ONLY, CLOCKS, SCALARS } from './catalogue.js';
import { changesBetween, overriddenRows } from './changes.js';
import { leaveOf, sideOf } from './district-checks.js';
import { PackErrors } from './errors.js';
import { levelsOf } from './levels.js';
import { loadPack, loadPacks } from './load.js';
import type { Pack } from './pack.js';
import { namedRows } from './rows.js';
import type { ClockRow, ScalarRow } from './shapes.js';

const OWN = '370114';
const OTHER = '370112';
const JINAN = loadPacks().of('jinan@2026.1');
const { rules, clocks } = JINAN.contentOfAllDays.data;

/** A row of a district as it stands in a file: the city's with some fields changed. */
function rowText(row: ScalarRow | ClockRow, changed: Readonly<Record<string, unknown>>): string {
  const all: Readonly<Record<string, unknown>> = {
    ...row,
    district: OWN,
    source: '测试用虚构规定',
    ...changed,
  };
  const fields = Object.entries(all).filter(([, value]) => value !== undefined);
  const name = (field: string) => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  return `  - { ${fields.map(([field, value]) => `${name(field)}: ${JSON.stringify(value)}`).join(', ')} }\n`;
}
const rowOf = (key: string): ScalarRow | ClockRow => [...rules, ...clocks].find((row) => row.key === key)!;
const fileOf = (key: string): string => `${(SCALARS.get(key) ?? CLOCKS.get(key))!.file}.yaml`;
const own = (key: string, changed: Readonly<Record<string, unknown>>): Change => {
  const list = SCALARS.has(key) ? 'rules' : 'clocks';
  return [fileOf(key), new RegExp(`^${list}:\n`, 'm'), `${list}:\n${rowText(rowOf(key), changed)}`];
};

const folders: string[] = [];
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })));
function faultsOf(...changes: readonly Change[]): readonly string[] {
  const folder = packFolderWith(...changes);
  folders.push(folder);
  try {
    loadPack(folder);
    return [];
  } catch (error) {
    if (error instanceof PackErrors)
      return error.errors.map(({ file, line, field, message }) => `${file}:${line} ${field} ${message}`);
    throw error;
  }
}

const noticeOf = (pack: Pack, day: string, place: string) => {
  const { key, value } = pack.on(day, place).value('listing.notice');
  return [key, value];
};

describe('a rule of a district', () => {
  const pack = packWith(
    own('listing.notice', { days: 30, validFrom: '2026-03-01', validTo: '2026-06-30' }),
    own('listing.bidders-min', { value: 4 }),
  );

  it('stands there on its days, and the city’s everywhere else and on every other day', () => {
    expect(
      ['2026-02-28', '2026-03-01', '2026-06-30', '2026-07-01'].map((day) => [
        noticeOf(pack, day, OWN),
        noticeOf(pack, day, OTHER),
        noticeOf(pack, day, 'any'),
      ]),
    ).toEqual([
      [
        ['listing.notice', 20],
        ['listing.notice', 20],
        ['listing.notice', 20],
      ],
      [
        ['listing.notice@370114', 30],
        ['listing.notice', 20],
        ['listing.notice', 20],
      ],
      [
        ['listing.notice@370114', 30],
        ['listing.notice', 20],
        ['listing.notice', 20],
      ],
      [
        ['listing.notice', 20],
        ['listing.notice', 20],
        ['listing.notice', 20],
      ],
    ]);
    expect(pack.on('2026-03-02', '章丘区').number('listing.bidders-min')).toMatchObject({
      key: 'listing.bidders-min@370114',
      value: 4,
    });
  });

  it('is named where a late fee is explained', () => {
    const late = packWith(own('levy.late-fee-rate', { value: '0.5‰' }));
    const debt = { unpaidFen: parseYuan('1000'), days: 10 };
    const parts = { principalFen: parseYuan('1000'), dueOn: '2026-03-02', payments: [], asOf: '2026-03-12' };
    for (const [place, rule, fee] of [
      [OWN, 'levy.late-fee-rate@370114', '5.00'],
      [OTHER, 'levy.late-fee-rate', '10.00'],
    ] as const) {
      const there = late.on('2026-03-02', place);
      expect(lateFee(there, debt)).toMatchObject({ rule, value: parseYuan(fee) });
      expect(lateFeeOfParts(there, parts)).toMatchObject({ rule, value: { feeFen: parseYuan(fee) } });
    }
  });

  it('goes with a day of the past and of later, and counts by its own row', () => {
    const march = pack.on('2026-03-02', OWN);
    expect(march.on('2026-07-01').on('2026-03-02').clock('listing.notice').days).toBe(30);
    expect(march.due('listing.notice')).toBe('2026-04-01');
    expect(pack.on('2026-03-02', OTHER).due('listing.notice')).toBe('2026-03-23');
  });

  it('has a name of its own among the rows of the pack', () => {
    const names = namedRows(pack).map(({ key }) => key);
    expect(names.filter((key) => key.startsWith('listing.notice'))).toEqual([
      'listing.notice@370114',
      'listing.notice',
    ]);
  });

  it('is explained beside the city’s row and the statute', () => {
    expect(levelsOf(pack, 'listing.notice', '章丘区', '2026-03-02')).toMatchObject({
      district: OWN,
      stands: 'district',
      districtRow: { key: 'listing.notice@370114', value: 30 },
      cityRow: { key: 'listing.notice', value: 20 },
      statutes: [{ side: 'min', limit: '20' }],
      why: '章丘区自 2026-03-01 起另有规定，优先于全市的规定；区县只能从严，不得少于全市的数。',
    });
    const later = levelsOf(pack, 'listing.notice', OWN, '2026-07-01');
    expect([later.stands, later.districtRow, later.cityRow?.value]).toEqual(['city', undefined, 20]);
    expect(() => levelsOf(pack, 'listing.notice', '999999', '2026-03-02')).toThrow(
      expect.objectContaining({ code: 'policy.district-unknown' }),
    );
  });
});

describe('a district may be stricter than the city and never looser', () => {
  const comparable = [...rules, ...clocks].filter(
    (row) => row.validTo === undefined && sideOf(row) !== undefined,
  );
  const amount = (row: ScalarRow | ClockRow) => ('days' in row ? row.days : row.value);
  /** A step to one side: whole numbers by one, ratios by a tenth. */
  const moved = (row: ScalarRow | ClockRow, step: 1 | -1): Readonly<Record<string, unknown>> => {
    const value = amount(row);
    if ('days' in row) return { days: row.days + step };
    if (typeof value === 'number') return { value: value + step };
    const [top, bottom] = String(value).endsWith('%')
      ? [Number(String(value).slice(0, -1)), 100]
      : (String(value).split('/').map(Number) as [number, number]);
    return { value: `${top * 10 + step * bottom}/${bottom * 10}` };
  };

  it('has something to compare: every clock, and the scalars that a statute bounds on one side', () => {
    expect(comparable.filter((row) => 'days' in row).map(({ key }) => key)).toEqual([...CLOCKS.keys()]);
    expect(comparable.filter((row) => 'value' in row)).toHaveLength(11);
  });

  it.each(comparable.map((row) => [row.key, row] as const))('%s', (key, row) => {
    const [stricter, looser] = sideOf(row) === 'min' ? ([1, -1] as const) : ([-1, 1] as const);
    const said = faultsOf(own(key, moved(row, looser)));
    expect(said).toContainEqual(
      expect.stringMatching(
        new RegExp(`^${fileOf(key)}:\\d+ (rules|clocks)\\[0\\]\\.(days|value) 放宽了全市的规定：全市自 `),
      ),
    );
    expect(said.join('\n')).toContain(
      `起为 ${typeof amount(row) === 'number' ? amount(row) : `"${amount(row)}"`}（`,
    );
    expect(faultsOf(own(key, moved(row, stricter)))).toEqual([]);
    expect(faultsOf(own(key, {}))).toEqual([]);
  });

  it('counts its days as the city does, or they could not be compared', () => {
    expect(faultsOf(own('contract.filing', { kind: 'calendar', days: 5 }))).toEqual([
      expect.stringContaining('.kind 应与全市的行相同（working）'),
    ]);
    expect(faultsOf(own('distribution.publication', { rollEnd: false }))).toEqual([
      expect.stringContaining('.roll_end 应与全市的行相同（true）'),
    ]);
  });

  it('is free where no value is stricter than another, and where the city says so', () => {
    expect([leaveOf(rowOf('levy.lease-base')), leaveOf(rowOf('listing.notice'))]).toEqual(['any', 'tighten']);
    expect(faultsOf(own('scheme.rental-housing', { value: false }))).toEqual([]);
    const city = (key: string, leave: string): Change => [
      fileOf(key),
      `{ key: ${key}, `,
      `{ key: ${key}, district_may: ${leave}, `,
    ];
    const filing = own('contract.filing', { days: 60 });
    expect(faultsOf(city('contract.filing', 'any'), filing)).toEqual([]);
    expect(faultsOf(city('contract.filing', 'none'), own('contract.filing', { days: 1 }))).toEqual([
      expect.stringContaining('不允许区县另定（district_may: none）'),
    ]);
    expect(faultsOf(city('levy.lease-base', 'tighten'))).toEqual([expect.stringContaining('没有宽严之分')]);
  });

  it('has it for a district that there is, for a rule that may differ, and once at a time', () => {
    expect(faultsOf(own('contract.filing', { district: '379999' }))).toEqual([
      expect.stringContaining('没有代码为“379999”的区县'),
    ]);
    expect(faultsOf(own('contract.filing', { districtMay: 'any' }))).toEqual([
      expect.stringContaining('只写在全市的行'),
    ]);
    expect(faultsOf(own('contract.filing', {}), own('contract.filing', {}))).toEqual([
      expect.stringContaining('与另一行“contract.filing@370114”的有效期重叠'),
    ]);
    for (const key of CITY_ONLY)
      expect(
        faultsOf([
          'planning.yaml',
          /^rules:\n/m,
          `rules:\n  - { key: ${key}, district: "${OWN}", title: 例, value: "EPSG:4548", unit: text, ` +
            'source: 测试, confirmed: false, valid_from: 2024-01-01 }\n',
        ]),
      ).toContainEqual(expect.stringContaining(`“${key}”全市只有一个取值`));
  });

  it('divides a whole into shares that make one in the district too', () => {
    const tier = (key: string, value: string) => own(`distribution.${key}`, { value });
    expect(faultsOf(own('levy.share-county', { value: '70%' }))).toEqual([
      expect.stringContaining(
        `区县 ${OWN} 的levy.share-county、levy.share-township 自 2024-01-01 起合计应为 100%`,
      ),
    ]);
    expect(
      faultsOf(own('levy.share-county', { value: '70%' }), own('levy.share-township', { value: '30%' })),
    ).toEqual([]);
    expect(faultsOf(tier('tier-village', '1%'))).toHaveLength(1);
  });

  it('needs the city’s row beneath it', () =>
    expect(
      faultsOf([
        fileOf('contract.filing'),
        '{ key: contract.filing, ',
        `{ key: contract.filing, district: "${OWN}", `,
      ]),
    ).toEqual([expect.stringContaining('规则包缺少规则“contract.filing”')]));
});

describe('a new version of the city', () => {
  const before = packWith(
    own('listing.notice', { days: 30 }),
    own('contract.filing', { days: 5, validTo: '2026-05-31' }),
  );
  const overridden = (after: Pack, from = '2026-06-01') =>
    overriddenRows(changesBetween(before, after), from).map(({ row }) => row);
  const kept = own('listing.notice', { days: 30 });

  it('takes no row of a district away that has not ended, and makes none say something else', () => {
    expect(overridden(JINAN)).toEqual(['listing.notice@370114@2024-01-01']);
    expect(overridden(JINAN, '2026-05-31')).toEqual([
      'contract.filing@370114@2024-01-01',
      'listing.notice@370114@2024-01-01',
    ]);
    expect(overridden(packWith(own('listing.notice', { days: 25 })))).toEqual([
      'listing.notice@370114@2024-01-01',
    ]);
  });

  it('may end a row, give it its source, and change the city’s own', () => {
    expect(overridden(packWith(kept))).toEqual([]);
    expect(
      overridden(packWith(own('listing.notice', { days: 30, validTo: '2026-08-31', confirmed: false }))),
    ).toEqual([]);
    expect(overridden(packWith(kept, ['listing.yaml', /days: 20/, 'days: 21']))).toEqual([]);
  });
});
