import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Rejected } from '#kernel/messages';
import { AREA_CM2_MAX, formatArea, formatHectares, formatMu, parseArea, squareCm } from './area.js';
import {
  addFen,
  compareRates,
  fen,
  formatWan,
  formatYuan,
  mulRate,
  parseRate,
  parseYuan,
  product,
  split,
} from './money.js';
import type { Fen } from './money.js';

const amounts = fc.bigInt({ min: 0n, max: 10n ** 13n }).map((amount) => amount as Fen);
const rates = fc
  .integer({ min: 0, max: 10_000 })
  .map((n) => `${Math.floor(n / 10_000)}.${String(n % 10_000).padStart(4, '0')}`);

describe('money', () => {
  it('is read and written in 元 without a float', () => {
    expect(parseYuan('1150.00')).toBe(115_000n);
    expect(parseYuan('0.1')).toBe(10n);
    expect(parseYuan('-3.07')).toBe(-307n);
    expect(formatYuan(fen('-307'))).toBe('-3.07');
    expect(formatYuan(fen('5'))).toBe('0.05');
    expect(formatWan(parseYuan('11500000'))).toBe('1150万元');
    expect(formatWan(parseYuan('264000.01'))).toBe('26.400001万元');
  });

  it.each(['1.005', '1e3', '', ' 1', '1,000', '一百', '1.', '.5', '+1'])(
    'refuses %p as an amount in 元',
    (text) => {
      expect(() => parseYuan(text)).toThrow(Rejected);
    },
  );

  it('refuses an amount no parcel can cost', () => {
    expect(() => fen(10n ** 18n)).toThrow(expect.objectContaining({ code: 'money.out-of-range' }));
    expect(() => fen('12.5')).toThrow(expect.objectContaining({ code: 'money.malformed' }));
  });

  it('says of a product whether it was rounded', () => {
    fc.assert(
      fc.property(amounts, rates, (amount, rate) => {
        const { value, sign } = product(amount, rate);
        const { numerator, denominator } = parseRate(rate);
        expect([value, sign]).toEqual([
          mulRate(amount, rate),
          (amount * numerator) % denominator === 0n ? '=' : '≈',
        ]);
      }),
    );
  });

  it('multiplies by exact rates and rounds a half up to the 分, once', () => {
    expect(mulRate(parseYuan('11500000'), '0.32')).toBe(parseYuan('3680000'));
    expect(mulRate(fen(1n), '50%')).toBe(1n);
    expect(mulRate(fen(-1n), '50%')).toBe(-1n);
    expect(mulRate(fen(3n), '1/6')).toBe(1n);
    expect(mulRate(fen(149n), '0.01')).toBe(1n);
    expect(mulRate(fen(150n), '1%')).toBe(2n);
    expect(mulRate(fen(1_000n), '1‰')).toBe(1n);
  });

  it('knows that 32%, 0.32 and 8/25 are one rate', () => {
    expect(compareRates('32%', '0.32')).toBe(0);
    expect(compareRates('8/25', '0.32')).toBe(0);
    expect(compareRates('2/3', '0.6667')).toBe(-1);
    expect(() => parseRate('32 %')).toThrow(expect.objectContaining({ code: 'rate.malformed' }));
  });

  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(
        amounts,
        (amount) => parseYuan(formatYuan(amount)) === amount && fen(amount.toString()) === amount,
      ),
    );
  });

  it('is within half a 分 of the exact product', () => {
    fc.assert(
      fc.property(amounts, rates, (amount, rate) => {
        const { numerator, denominator } = parseRate(rate);
        const error = 2n * (mulRate(amount, rate) * denominator - amount * numerator);
        return error <= denominator && error > -denominator;
      }),
    );
  });

  it('is shared without a 分 lost or made, and only the named rest gets more than its weight gives', () => {
    const weights = fc.dictionary(
      fc.constantFrom('members', 'group', 'reserve'),
      fc.bigInt({ min: 0n, max: 1_000n }),
    );
    fc.assert(
      fc.property(amounts, weights, (amount, given) => {
        const all: Record<string, bigint> = { ...given, rest: 1n };
        const shares = split(amount, all, 'rest');
        const total = Object.values(all).reduce((sum, weight) => sum + weight, 0n);
        expect(addFen(...Object.values(shares))).toBe(amount);
        for (const [key, weight] of Object.entries(all))
          if (key !== 'rest') expect(shares[key]).toBe((amount * weight) / total);
      }),
    );
  });

  it('cannot be shared by nothing', () => {
    expect(() => split(fen(1n), { rest: 0n }, 'rest')).toThrow(
      expect.objectContaining({ code: 'money.split' }),
    );
  });
});

describe('area', () => {
  it('is m² with two decimals on the wire', () => {
    expect(parseArea('13412.55')).toBe(134_125_500n);
    expect(formatArea(parseArea('13412.5'))).toBe('13412.50');
    expect(formatArea(squareCm(149n))).toBe('0.01');
    expect(formatArea(squareCm(150n))).toBe('0.02');
  });

  it.each(['13412.555', '-1', '1e4', '', '1,000.00', '1.'])('refuses %p', (text) => {
    expect(() => parseArea(text)).toThrow(expect.objectContaining({ code: 'area.malformed' }));
  });

  it('refuses more land than the city has', () => {
    expect(() => squareCm(AREA_CM2_MAX + 1n)).toThrow(expect.objectContaining({ code: 'area.out-of-range' }));
  });

  it('shows 公顷 with four decimals and 亩 as 10000/15 m², not 667', () => {
    expect(formatHectares(parseArea('13412.55'))).toBe('1.3413');
    expect(formatMu(parseArea('10000'))).toBe('15.0000');
    expect(formatMu(parseArea('666.67'))).toBe('1.0000');
    expect(formatMu(parseArea('4040.9'))).toBe('6.0614');
  });

  it('reads back what it wrote', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: AREA_CM2_MAX / 100n }), (grains) => {
        const area = squareCm(grains * 100n);
        return parseArea(formatArea(area)) === area;
      }),
    );
  });
});
