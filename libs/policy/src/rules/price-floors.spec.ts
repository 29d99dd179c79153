import { describe, expect, it } from '@jest/globals';
import { parseArea } from '../area.js';
import { fen } from '../money.js';
import { loadPacks } from '../pack/load.js';
import { packOf } from '../pack/pack.js';
import type { Pack } from '../pack/pack.js';
import type { BenchmarkRow } from '../pack/shapes.js';
import { benchmarkRow, priceFloors } from './price-floors.js';
import type { PricedLand } from './price-floors.js';

const refusal = (code: string) => expect.objectContaining({ code }) as unknown as Error;
const jinan = loadPacks().of('jinan@2026.1');
const DAY = '2026-03-02';
const LAND: PricedLand = { district: '370114', use: '工业', grade: '二级', form: '出让' };
const AREA = parseArea('8000.33');
const { data, years } = jinan.contentOfAllDays;
const [ROW] = data.benchmarks;
const withRows = (...rows: readonly Partial<BenchmarkRow>[]): Pack =>
  packOf({ ...data, benchmarks: rows.map((row) => ({ ...ROW!, grade: 'any', use: 'any', ...row })) }, years);

describe('a benchmark price', () => {
  it('is the most special row: district before form before use before grade', () => {
    const pack = withRows(
      { id: 'all' },
      { id: 'grade', grade: '二级' },
      { id: 'use', use: '工业' },
      { id: 'form', form: '出让' },
      { id: 'district', district: '370114' },
      { id: 'elsewhere', district: '370112', use: '工业', grade: '二级', form: '出让' },
    );
    const rows = ['district', 'form', 'use', 'grade', 'all'];
    const found = rows.map((_, gone) => {
      const left = pack.contentOfAllDays.data.benchmarks.filter(
        ({ id }) => !rows.slice(0, gone).includes(id),
      );
      return benchmarkRow(packOf({ ...data, benchmarks: left }, years).on(DAY, 'any'), LAND)?.id;
    });
    expect(found).toEqual(rows);
  });

  it('is none of a lease, whose rent is not the price of the whole right', () => {
    expect(benchmarkRow(jinan.on(DAY, 'any'), LAND)?.id).toBe('bp-gy-2');
    expect(benchmarkRow(jinan.on(DAY, 'any'), { ...LAND, form: '租赁' })).toBeUndefined();
  });

  it('is that of the day', () => {
    const pack = withRows({ id: 'old', validTo: '2026-03-01' }, { id: 'new', validFrom: '2026-03-02' });
    const on = (day: string) => benchmarkRow(pack.on(day, 'any'), LAND)?.id;
    expect([on('2026-03-01'), on('2026-03-02')]).toEqual(['old', 'new']);
  });
});

describe('the floors of a price', () => {
  const asked = (priceFen?: string) =>
    priceFloors(jinan.on(DAY, 'any'), LAND, AREA, priceFen === undefined ? undefined : fen(priceFen));

  it('are 70 % of the benchmark and the least price of the use, with arithmetic, row and source', () => {
    const { value, formula, rule, source, confirmed, inputs } = asked();
    // 8000.33 × 315 = 2520103.95; × 70 % = 1764072.765, never less; 8000.33 × 168 = 1344055.44.
    expect(value).toEqual({
      worthFen: 252010395n,
      benchmarkFloorFen: 176407277n,
      minimumFen: 134405544n,
      floorFen: 176407277n,
    });
    expect(formula).toContain('8000.33 平方米 × 315.00 元/平方米 × 70% ≈ 1764072.77 元（不足一分进位）');
    expect(formula).toContain('8000.33 平方米 × 168.00 元/平方米 = 1344055.44 元');
    expect(rule).toBe('listing.price-floor-ratio、bp-gy-2、pm-gy');
    expect(source).toContain('国土资发〔2006〕307号');
    expect(confirmed).toBe(false);
    expect(inputs).toMatchObject({
      areaM2: '8000.33',
      benchmarkYuanPerM2: '315.00',
      ratio: '70%',
      years: '50',
    });
  });

  it('say of a price whether it may be asked, to the 分', () => {
    expect(asked('176407276').value).toMatchObject({ passes: false, ratio: '69.99%' });
    expect(asked('176407277').value).toMatchObject({ passes: true, ratio: '70.00%' });
  });

  it('are the least price alone where nothing is published of the grade', () => {
    const land = { ...LAND, grade: '九级' };
    expect(priceFloors(jinan.on(DAY, 'any'), land, AREA).value).toEqual({
      minimumFen: 134405544n,
      floorFen: 134405544n,
    });
  });

  it('are refused with what to do where no row speaks of the land', () => {
    const ask = () => priceFloors(jinan.on(DAY, 'any'), { ...LAND, use: '综合' }, AREA);
    expect(ask).toThrow(refusal('benchmark.no-row'));
  });
});
