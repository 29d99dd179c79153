/** What the buyer puts down: the deposit before bidding and the deed tax before registration. */
import { Rejected } from '#kernel/messages';
import type { Explained } from '../explained.js';
import { fen, formatYuan, parseRate, product, signOf } from '../money.js';
import type { Fen } from '../money.js';
import type { PackOn } from '../pack/pack.js';
import { requireNotNegative } from './field-line.js';

/**
 * Bid deposit: the pack's share of the price floor, rounded up to the 分 so that it is never below the share.
 */
export function deposit(pack: PackOn, floorFen: Fen): Explained<Fen> {
  const { key, value: ratio, source, confirmed } = pack.text('listing.deposit-ratio');
  requireNotNegative('listing.floor-negative', source, ['floorFen', '出让最低价', floorFen]);
  const { numerator, denominator } = parseRate(ratio);
  const value = fen((floorFen * numerator + denominator - 1n) / denominator);
  const sign = signOf(value * denominator === floorFen * numerator);
  return {
    value,
    formula: `${formatYuan(floorFen)} × ${ratio} ${sign} ${formatYuan(value)} 元（不足一分进位）`,
    inputs: { floorYuan: formatYuan(floorFen), ratio },
    rule: key,
    source,
    confirmed,
  };
}

/** Passes an announced deposit on. @throws {@link Rejected} `listing.deposit-too-low` */
export function checkDeposit(pack: PackOn, floorFen: Fen, announcedFen: Fen): Explained<Fen> {
  const least = deposit(pack, floorFen);
  if (announcedFen < least.value) {
    throw new Rejected({
      code: 'listing.deposit-too-low',
      zh:
        `竞买保证金 ${formatYuan(announcedFen)} 元低于出让最低价的 ${least.inputs.ratio}，` +
        `至少应为 ${formatYuan(least.value)} 元。`,
      details: {
        leastFen: least.value.toString(),
        source: least.source,
      },
    });
  }
  return {
    ...least,
    value: announcedFen,
    formula: `${formatYuan(announcedFen)} ≥ ${least.formula}`,
    inputs: { ...least.inputs, announcedYuan: formatYuan(announcedFen) },
  };
}

/** Deed tax on a grant, a transfer or land put into a company (契税法第二条), by the rate of the province. */
export function deedTax(pack: PackOn, priceFen: Fen): Explained<Fen> {
  const { key, value: rate, source, confirmed } = pack.text('registration.deed-tax-rate');
  requireNotNegative('registration.price-negative', source, ['priceFen', '成交价款', priceFen]);
  const { value, sign } = product(priceFen, rate);
  return {
    value,
    formula: `${formatYuan(priceFen)} × ${rate} ${sign} ${formatYuan(value)} 元`,
    inputs: { priceYuan: formatYuan(priceFen), rate },
    rule: key,
    source,
    confirmed,
  };
}
