import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { Rejected } from '#kernel/messages';
import { addDays } from '../calendar.js';
import { addFen, fen, parseYuan } from '../money.js';
import { loadPacks } from '../pack/load.js';
import { lateFee, lateFeeOfParts } from './late-fee.js';
import type { Instalment } from './late-fee.js';

const pack = loadPacks().latest.on('2026-03-02', 'any');
const dueOn = '2026-04-01';
const principalFen = parseYuan('1000');
const part = (paidOn: string, yuan: string): Instalment => ({ paidOn, amountFen: parseYuan(yuan) });
const refusal = expect.objectContaining({ code: 'levy.late-malformed' }) as unknown as Rejected;

describe('the late fee of a debt paid in parts (1‰ a day, 行政强制法第四十五条)', () => {
  it.each([
    ['nothing is late on the last day', [], '2026-04-01', '0.00', '1000.00'],
    ['a day late', [], '2026-04-02', '1.00', '1000.00'],
    ['half was paid in time', [part('2026-03-30', '500')], '2026-04-11', '5.00', '500.00'],
    ['half was paid after ten days', [part('2026-04-11', '500')], '2026-04-21', '15.00', '500.00'],
    [
      'all was paid after ten days: the fee stands still',
      [part('2026-04-11', '1000')],
      '2027-04-21',
      '10.00',
      '0.00',
    ],
    ['nothing was paid for years: the principal is the cap', [], '2031-04-01', '1000.00', '1000.00'],
  ] as const)('%s', (_, payments, asOf, fee, unpaid) => {
    const { value } = lateFeeOfParts(pack, { principalFen, dueOn, payments, asOf });
    expect([value.feeFen, value.unpaidFen]).toEqual([parseYuan(fee), parseYuan(unpaid)]);
  });

  it('writes every interval into the formula', () => {
    expect(
      lateFeeOfParts(pack, { principalFen, dueOn, payments: [part('2026-04-11', '400')], asOf: '2026-04-21' })
        .formula,
    ).toBe('(1000.00 × 10 日 + 600.00 × 10 日) × 1‰ = 16.00 元');
  });

  it('takes payments for the principal first, then for the fee, and names what is too much', () => {
    const { value } = lateFeeOfParts(pack, {
      principalFen,
      dueOn,
      payments: [part('2026-04-11', '1000'), part('2026-04-12', '13')],
      asOf: '2026-04-12',
    });
    expect(value).toMatchObject({ feeFen: parseYuan('10'), feeUnpaidFen: 0n, overpaidFen: parseYuan('3') });
  });

  it('refuses a payment after the day it is asked for, and one of nothing', () => {
    expect(() =>
      lateFeeOfParts(pack, { principalFen, dueOn, payments: [part('2026-05-01', '1')], asOf: '2026-04-12' }),
    ).toThrow(refusal);
    expect(() =>
      lateFeeOfParts(pack, { principalFen, dueOn, payments: [part('2026-04-02', '0')], asOf: '2026-04-12' }),
    ).toThrow(refusal);
  });

  const instalments = fc.array(
    fc.record({ day: fc.integer({ min: -30, max: 900 }), amount: fc.bigInt({ min: 1n, max: 10n ** 8n }) }),
    { maxLength: 12 },
  );
  const ofDays = (list: readonly { day: number; amount: bigint }[]) =>
    list.map(({ day, amount }) => ({ paidOn: addDays(dueOn, day), amountFen: fen(amount) }));
  const asOf = addDays(dueOn, 1_000);

  it('does not depend on the order of vouchers, is never negative and never above the principal', () => {
    fc.assert(
      fc.property(
        instalments.chain((list) =>
          fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length })),
        ),
        fc.bigInt({ min: 0n, max: 10n ** 9n }),
        (lists, owed) => {
          const [one, other] = lists.map(
            (list) =>
              lateFeeOfParts(pack, { principalFen: fen(owed), dueOn, payments: ofDays(list), asOf }).value,
          );
          expect(other).toEqual(one);
          return one!.feeFen >= 0n && one!.feeFen <= owed;
        },
      ),
    );
  });

  it('accounts for every 分 that came in', () => {
    fc.assert(
      fc.property(instalments, fc.bigInt({ min: 0n, max: 10n ** 9n }), (list, owed) => {
        const { feeFen, unpaidFen, feeUnpaidFen, overpaidFen } = lateFeeOfParts(pack, {
          principalFen: fen(owed),
          dueOn,
          payments: ofDays(list),
          asOf,
        }).value;
        return (
          addFen(...ofDays(list).map(({ amountFen }) => amountFen)) ===
          owed - unpaidFen + (feeFen - feeUnpaidFen) + overpaidFen
        );
      }),
    );
  });

  it('without parts is the simple fee', () => {
    fc.assert(
      fc.property(
        fc.bigInt({ min: 0n, max: 10n ** 12n }),
        fc.nat(2_000),
        (owed, days) =>
          lateFeeOfParts(pack, { principalFen: fen(owed), dueOn, payments: [], asOf: addDays(dueOn, days) })
            .value.feeFen === lateFee(pack, { unpaidFen: fen(owed), days }).value,
      ),
    );
  });
});
