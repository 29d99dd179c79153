import { describe, expect, it } from '@jest/globals';
import { Rejected } from '#kernel/messages';
import { squareCm } from '../area.js';
import { fen } from '../money.js';
import { loadPacks } from '../pack/load.js';
import { deedTax, deposit } from './buyer.js';
import { closing } from './closing.js';
import type { Bid, Trade } from './closing.js';
import { equityShare, premium, rent } from './deal-figures.js';
import { distribution } from './distribution.js';
import { leaseIncome, levy, levyShares } from './levy.js';
import { exactly, pricePerM2, pricePerMu } from './land-area.js';
import { lateFee, lateFeeOfParts } from './late-fee.js';
import type { Instalment } from './late-fee.js';
import { checkTerm, termOf } from './terms-of-use.js';
import { tierSplit } from './tiers.js';

const DAY = '2026-03-02';
const pack = loadPacks().latest.on(DAY, 'any');
const BELOW = fen(-100n);
const income = {
  act: '入市',
  form: '出让',
  use: '商服',
  grade: '一级',
  district: '370114',
  date: DAY,
} as const;
const question = { ...income, kind: '调节金', incomeFen: fen(1n) } as const;
const bid = (sequence: number, more: Partial<Bid> = {}): Bid => ({
  sequence,
  bidder: '甲',
  amountFen: fen(9n),
  ...more,
});
const trade = (bids: readonly Bid[], more: Partial<Trade> = {}): Trade => ({
  method: 'listing',
  startFen: fen(1n),
  incrementFen: fen(1n),
  bids,
  ...more,
});

const owed = (principalFen: typeof BELOW, ...payments: readonly Instalment[]) =>
  lateFeeOfParts(pack, { principalFen, dueOn: DAY, payments, asOf: DAY });
const ONE = { id: '甲', weight: 1n };
const shared = (list: readonly (typeof ONE)[]) =>
  distribution(pack, { receiptsFen: fen(9n), levyFen: fen(1n), members: { by: '户', list } });

/** Each with the field that it is about. */
const REFUSED: readonly (readonly [field: string, act: () => unknown])[] = [
  ['amountFen', () => tierSplit(pack, BELOW)],
  ['costsFen', () => distribution(pack, { receiptsFen: fen(9n), levyFen: fen(1n), costsFen: BELOW })],
  ['incomeFen', () => levy(pack, { ...question, incomeFen: BELOW })],
  ['developmentFen', () => levy(pack, { ...question, developmentFen: BELOW })],
  ['levyFen', () => levyShares(pack, BELOW)],
  ['rentsFen', () => leaseIncome(pack, { rentsFen: [] })],
  ['rentsFen.1', () => leaseIncome(pack, { rentsFen: [fen(1n), BELOW] })],
  ['floorFen', () => deposit(pack, BELOW)],
  ['priceFen', () => deedTax(pack, BELOW)],
  ['unpaidFen', () => lateFee(pack, { unpaidFen: BELOW, days: 1 })],
  ['days', () => lateFee(pack, { unpaidFen: fen(9n), days: -1 })],
  ['principalFen', () => owed(BELOW)],
  ['payments.0.amountFen', () => owed(fen(9n), { paidOn: DAY, amountFen: fen(0n) })],
  [
    'payments.1.paidOn',
    () => owed(fen(9n), { paidOn: DAY, amountFen: fen(1n) }, { paidOn: '2026-03-03', amountFen: fen(1n) }),
  ],
  ['startFen', () => premium(fen(0n), fen(1n))],
  ['priceFen', () => premium(fen(2n), fen(1n))],
  ['valuationFen', () => equityShare(pack, { valuationFen: fen(0n), capitalFen: fen(1n) })],
  ['capitalFen', () => equityShare(pack, { valuationFen: fen(2n), capitalFen: fen(1n) })],
  ['areaM2', () => pricePerM2(fen(9n), exactly(squareCm(0n)))],
  ['areaM2', () => pricePerMu(fen(9n), exactly(squareCm(0n)))],
  ['areaM2', () => rent(fen(9n), 1, squareCm(0n))],
  ['years', () => checkTerm(pack, '商服', '出让', 0)],
  ['leaseYears', () => termOf(pack, { use: '商服', form: '先租后让', years: 20, leaseYears: 21 })],
  ['members.list', () => shared([{ id: '甲', weight: 0n }])],
  ['members.list.1.id', () => shared([ONE, ONE])],
  ['members.list.0.weight', () => shared([{ id: '甲', weight: -1n }])],
  ['startFen', () => closing(pack, trade([], { startFen: BELOW }))],
  ['trade.incrementFen', () => closing(pack, trade([], { incrementFen: BELOW }), 'trade.')],
  ['bidders', () => closing(pack, trade([], { bidders: -1 }))],
  ['bidders', () => closing(pack, trade([bid(1), bid(2, { bidder: '乙' })], { bidders: 1 }))],
  ['bids.1.amountFen', () => closing(pack, trade([bid(1), bid(2, { amountFen: BELOW })]))],
  ['bids.0.sequence', () => closing(pack, trade([bid(1.5)]))],
  ['bids.1.sequence', () => closing(pack, trade([bid(1), bid(1)]))],
  ['bids.0.phase', () => closing(pack, trade([bid(1, { phase: 'live' })], { method: 'auction' }))],
  ['bids.0.phase', () => closing(pack, trade([bid(2), bid(1, { phase: 'live' })]))],
];

describe('a refusal of one field by a rule', () => {
  it.each(REFUSED)('of %s has its Chinese name and path, what is allowed and an example', (field, act) => {
    let refused: unknown;
    try {
      act();
    } catch (error) {
      refused = error;
    }
    expect(refused).toBeInstanceOf(Rejected);
    const { zh, details } = refused as Rejected;
    expect(details.field).toBe(field);
    expect(zh).toMatch(/^[^A-Za-z（]*\p{Script=Han}[^（]*（/u);
    expect(zh).toContain(`（${field}）：`);
    expect(zh).toMatch(/应.*例如 \S/);
  });
});
