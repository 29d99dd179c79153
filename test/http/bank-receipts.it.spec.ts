/*
 * Shows: finance sees what is owed and paid, rents year by year, and records a bank's statement: matched by
 * notice or contract, or proposed by payer and exact amount, booked when a person confirms it, and each
 * serial number once, whoever asks again.
 * How: the whole application over HTTP, with levies, prices and a lease that wait for their money.
 */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSheet } from 'read-excel-file/node';
import { EventStore } from '#kernel';
import { contractOf, levyOf } from '#land';
import type {
  AccountRow,
  LevyDue,
  LevyMoney,
  MatchedLine,
  MoneyTotals,
  RentRow,
  RentTotals,
  RentsOfYear,
} from '#land';
import { formatYuan, fen } from '#policy';
import { freshKey, jsonOf, openApp, problemOf, soundScheme } from './app.js';
import type { App, Json } from './app.js';
import {
  agree,
  approve,
  decideTrade,
  file,
  issueConditions,
  issueNotice,
  issueQuota,
  payPrice,
  sign,
  submit,
  viewOf,
} from './steps.js';
import { workbookOf } from './workbook.fixture.js';

const [OPENS, CLOSES, TODAY] = ['2026-04-07', '2026-04-20', '2026-04-27'] as const;
const DISTRICT = '370114';
const PRICE = '360000000';
const BUYERS = ['示范实业有限公司', '章丘机械有限公司', '济东仓储有限公司'] as const;
const FAR = { user: 'far', name: '丁一', role: 'finance', district: '370112' } as const;

type Listed = Readonly<{ totals: MoneyTotals; items: readonly AccountRow[]; next: string | null }>;
type Report = Readonly<{ rows: number; lines: readonly MatchedLine[] }>;
type Outcomes = Readonly<{ items: readonly Readonly<{ state: string; code?: string; why?: string }>[] }>;

let app: App;
const entries: string[] = [];
let owed = '';

beforeAll(async () => {
  app = await openApp([{ ...FAR, office: '370112/finance' }]);
  await issueQuota(app);
  for (const number of [0, 17, 34]) {
    const entry = await submit(app, soundScheme(number));
    await issueConditions(app, entry);
    await agree(app, entry);
    await approve(app, entry);
    await decideTrade(app, entry, soundScheme(number).deal.priceFen);
    entries.push(entry);
  }
  await app.turnTo('2026-03-17');
  for (const entry of entries)
    await told(entry, 'announcement', {
      ...{ announcementNo: `公告${entry}`, announcedOn: '2026-03-17', url: 'https://example.com/a1' },
      ...{ opensOn: OPENS, closesOn: CLOSES },
    });
  await app.turnTo(OPENS);
  await app.turnTo(CLOSES);
  for (const [index, entry] of entries.entries())
    await told(entry, 'results', {
      ...{ resultId: 'r-1', outcome: 'sold', closedOn: CLOSES, priceFen: PRICE },
      winner: { name: BUYERS[index], uscc: '91370114MA00000019' },
    });
  await app.turnTo(TODAY);
  for (const entry of entries) {
    await sign(app, entry);
    await file(app, entry);
    await issueNotice(app, entry);
  }
  owed = (await viewOf(app, entries[0]!)).levyFen!;
});
afterAll(() => app.close());

async function told(entry: string, kind: string, body: Json): Promise<void> {
  const answer = await app.post('platform', `/platform/v1/listings/${entry}/${kind}`, body);
  expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
}

const yuan = (amountFen: string) => formatYuan(fen(amountFen));
const HEADS = ['流水号', '到账日期', '金额（元）', '付款人', '摘要'];
type Cells = readonly (string | number)[];
const lineOf = (serial: string | number, amount: string | number, payer: string, remark = ''): Cells => [
  ...[serial, TODAY, amount],
  ...[payer, remark],
];
const csvOf = (...rows: readonly Cells[]) =>
  Buffer.from([HEADS, ...rows].map((row) => row.map((cell) => `"${cell}"`).join(',')).join('\r\n'));

const check = (bytes: Buffer | Uint8Array, user = 'feng', district = DISTRICT) =>
  app.send(user, 'post', `/api/v1/receipts/${district}/checks`, Buffer.from(bytes), {
    'Content-Type': 'application/octet-stream',
  });
const checked = async (bytes: Buffer | Uint8Array) => {
  const answer = await check(bytes);
  expect([answer.status, answer.text]).toEqual([200, expect.anything()]);
  return jsonOf<Report>(answer).lines;
};
const book = (bookings: readonly Json[], user = 'feng', district = DISTRICT, key = freshKey()) =>
  app.post(
    user,
    `/api/v1/receipts/${district}/bookings`,
    { file: '银行流水.csv', bookings },
    { 'Idempotency-Key': key },
  );
const booked = async (bookings: readonly Json[]) => jsonOf<Outcomes>(await book(bookings)).items;
const bookingOf = (serialNo: string, entry: string, amountFen: string) => ({
  ...{ serialNo, entry, amountFen },
  paidOn: TODAY,
});
const paymentsOf = async (entry: string) =>
  (await app.app.get(EventStore).read(levyOf(entry))).filter(({ type }) => type === 'LevyPaymentRecorded');
const listed = async (query = '', user = 'feng') =>
  jsonOf<Listed>(await app.get(user, `/api/v1/money?${query}`));
const sumOf = (rows: readonly AccountRow[], field: 'owedFen' | 'unpaidFen' | 'overdueFen') =>
  rows.reduce((sum, row) => sum + BigInt(row[field]), 0n).toString();

describe('the accounts of a district', () => {
  it('are levy and price of each entry, with totals that are those of the list', async () => {
    const { items, totals } = await listed();
    expect(items.map(({ kind }) => kind).toSorted()).toEqual([
      'levy',
      'levy',
      'levy',
      'price',
      'price',
      'price',
    ]);
    expect(totals).toMatchObject({
      rows: 6,
      owedFen: sumOf(items, 'owedFen'),
      unpaidFen: sumOf(items, 'unpaidFen'),
    });
    const levies = await listed('kind=levy');
    expect(levies.totals).toMatchObject({ rows: 3, owedFen: (3n * BigInt(owed)).toString() });
    expect(levies.items[0]).toMatchObject({
      state: 'due',
      no: expect.stringContaining('缴'),
      unpaidFen: owed,
    });
  });

  it('come in pages under the sums of all of them', async () => {
    const whole = await listed('kind=levy');
    const first = await listed('kind=levy&limit=2');
    const second = await listed(`kind=levy&limit=2&after=${first.next}`);
    expect([...first.items, ...second.items]).toEqual(whole.items);
    expect([first.totals, second.next]).toEqual([whole.totals, null]);
  });

  it('are not those of another district, nor of who has no business with money', async () => {
    expect(await listed('', 'far')).toMatchObject({ items: [], totals: { rows: 0, owedFen: '0' } });
    expect(await listed(`district=${DISTRICT}`, 'far')).toMatchObject({ items: [] });
    expect(await listed('', 'he')).toMatchObject({ totals: { rows: 6 } });
    expect((await app.get('wang', '/api/v1/money')).status).toBe(403);
    expect((await app.get('far', `/api/v1/entries/${entries[0]}/money`)).status).toBe(404);
  });

  it('say of each levy by which formula, rule and source it came about', async () => {
    const { levy, levyToday, paymentForm } = jsonOf<{
      levy: LevyMoney;
      levyToday: LevyDue;
      paymentForm: { name: string; label: string }[];
    }>(await app.get('feng', `/api/v1/entries/${entries[0]}/money`));
    expect(levy.explanation).toMatchObject({
      formula: expect.stringContaining(yuan(owed)),
      rule: 'gain-any',
      source: expect.stringMatching(/./),
      confirmed: expect.any(Boolean),
    });
    expect(levyToday).toMatchObject({ on: TODAY, openFen: owed, lateFeeFen: '0' });
    expect(paymentForm.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['paidOn', 'voucherNo', 'amountFen', 'correction']),
    );
  });
});

describe('a bank’s statement', () => {
  it('is matched by its notice, else proposed by payer and exact amount, and books nothing', async () => {
    const lines = await checked(
      csvOf(
        lineOf('s-1', yuan(owed), '不相干公司', `调节金 缴${entries[0]}，请查收`),
        lineOf('s-2', yuan(owed), BUYERS[1]),
        lineOf('s-3', '1.00', BUYERS[2]),
        lineOf('s-4', '5.00', '无名公司', '货款'),
        lineOf('s-1', yuan(owed), BUYERS[0]),
        lineOf('s-5', yuan((BigInt(owed) + 1n).toString()), BUYERS[2], `缴${entries[2]}`),
      ),
    );
    expect(lines.map(({ state }) => state)).toEqual([
      ...['matched', 'proposed', 'differs', 'unknown', 'duplicate', 'differs'],
    ]);
    expect(lines[0]).toMatchObject({ row: 2, amountFen: owed, candidates: [{ entry: entries[0] }] });
    expect(lines[1]!.candidates.map(({ entry }) => entry)).toEqual([entries[1]]);
    for (const entry of entries) expect(await paymentsOf(entry)).toEqual([]);
  });

  it('does not take a number for the beginning of a longer one', async () => {
    const [line] = await checked(csvOf(lineOf('s-9', '1.00', '不相干公司', `缴${entries[0]}2`)));
    expect(line).toMatchObject({ state: 'unknown', candidates: [] });
  });

  it('is exact to the 分 in text and in cells, and rounds nothing', async () => {
    const amounts: [cell: string | number, fen: string | undefined][] = [
      ['12.10', '1210'],
      ['0.1', '10'],
      ['1,234,567.89', '123456789'],
      ['￥１２．３０', '1230'],
      ['9007199254740.93', '900719925474093'],
      ['12.005', undefined],
      ['1,23.00', undefined],
      ['1e3', undefined],
      ['-5.00', undefined],
      ['0', undefined],
      ['', undefined],
    ];
    const lines = await checked(
      csvOf(...amounts.map(([cell], n) => lineOf(`a-${n}`, String(cell), '无名公司'))),
    );
    expect(lines.map(({ amountFen }) => amountFen)).toEqual(amounts.map(([, amount]) => amount));
    const numbers: typeof amounts = [
      [0.1 + 0.2, '30'],
      [12.1, '1210'],
      [1.005, undefined],
      [2934567.89, '293456789'],
      [1e21, undefined],
    ];
    const rows = numbers.map(([cell], n) => [`x-${n}`, TODAY, cell, '无名公司', '']);
    const sheet = await checked(workbookOf([HEADS, ...rows]));
    expect(sheet.map(({ amountFen }) => amountFen)).toEqual(numbers.map(([, amount]) => amount));
  });

  it('names what is wrong with a line, row by row', async () => {
    const hostile = await checked(
      csvOf(
        ['s-20', '2026-02-30', '1.00', '甲', ''],
        ['', TODAY, '1.00', '甲', ''],
        ['s-21', TODAY, '1.00', '甲\u202e乙', ''],
        ['s-22', TODAY, '1.00', '', ''],
        ['=cmd|1', TODAY, '1.00', '<script>', "'; drop table"],
        ['s-23', '20260427', '1.00', '甲', ''],
      ),
    );
    expect(hostile.map(({ state }) => state)).toEqual([
      ...['faulty', 'faulty', 'faulty', 'faulty', 'unknown', 'unknown'],
    ]);
    expect(hostile[0]).toMatchObject({ row: 2, why: expect.stringContaining('不是日期') });
    const [long] = await checked(workbookOf([HEADS, [20260602000000000000, TODAY, 1, '甲', '']]));
    expect(long).toMatchObject({ state: 'faulty', why: expect.stringContaining('末几位已经丢失') });
  });

  it('is refused in words where it is none, and whole for another district', async () => {
    const heads = await check(Buffer.from('流水号,金额\n1,2\n'));
    expect(problemOf(heads)).toMatchObject({ code: 'receipt.columns-missing' });
    expect((await check(csvOf(), 'feng')).status).toBe(409);
    expect((await check(csvOf(lineOf('s', '1', '甲')), 'far')).status).toBe(403);
    expect((await check(csvOf(lineOf('s', '1', '甲')), 'li')).status).toBe(403);
  });
});

describe('a confirmed receipt', () => {
  const half = () => (BigInt(owed) / 2n).toString();

  it('is booked once, however often file and confirmation come again', async () => {
    const [entry] = entries as [string];
    const booking = bookingOf('b-1', entry, half());
    expect(await booked([booking])).toMatchObject([{ state: 'booked' }]);
    expect(await booked([booking, { ...booking, serialNo: 'ｂ-1' }])).toMatchObject([
      { state: 'already' },
      { state: 'already' },
    ]);
    expect(await paymentsOf(entry)).toHaveLength(1);
    const [line] = await checked(csvOf(lineOf('b-1', yuan(half()), BUYERS[0])));
    expect(line).toMatchObject({ state: 'booked', candidates: [] });
    const [other] = await checked(csvOf(lineOf('b-1', '3.00', BUYERS[0])));
    expect(other).toMatchObject({ state: 'duplicate' });
    expect((await listed('kind=levy&state=part-paid')).items).toMatchObject([{ entry, paidFen: half() }]);
  });

  it('is never booked for a second entry, nor with another amount', async () => {
    const [first, second] = entries as [string, string];
    expect(await booked([bookingOf('b-1', second, half())])).toMatchObject([
      { state: 'refused', code: 'receipt.booked-elsewhere' },
    ]);
    expect(await booked([bookingOf('b-1', first, '100')])).toMatchObject([
      { state: 'refused', code: 'levy.voucher-contradicts' },
    ]);
    expect(await paymentsOf(second)).toEqual([]);
  });

  it('is booked for one entry where two people confirm it for two at once', async () => {
    const [, second, third] = entries as [string, string, string];
    const both = await Promise.all([second, third].map((entry) => booked([bookingOf('b-2', entry, '100')])));
    expect(
      both
        .flat()
        .map(({ state }) => state)
        .toSorted(),
    ).toEqual(['booked', 'refused']);
    expect((await paymentsOf(second)).length + (await paymentsOf(third)).length).toBe(1);
  });

  it('is refused beside the others where it is too much, and the others are booked', async () => {
    const [, second] = entries as [string, string];
    const { unpaidFen } = (await listed('kind=levy')).items.find(({ entry }) => entry === second)!;
    const outcomes = await booked([
      bookingOf('b-3', second, (BigInt(unpaidFen) + 1n).toString()),
      bookingOf('b-4', second, unpaidFen),
      bookingOf('b-5', second, '1'),
    ]);
    expect(outcomes).toMatchObject([
      { state: 'refused', code: 'levy.overpayment' },
      { state: 'booked' },
      { state: 'refused', code: 'levy.settled' },
    ]);
    expect((await listed('kind=levy&state=settled')).items).toMatchObject([
      { entry: second, unpaidFen: '0' },
    ]);
  });

  it('of another district is refused with all beside it, and each booking is in the audit', async () => {
    const [, , third] = entries as [string, string, string];
    const before = (await paymentsOf(third)).length;
    expect((await book([bookingOf('b-6', third, '100')], 'far')).status).toBe(403);
    expect((await book([bookingOf('b-6', third, '100')], 'far', '370112')).status).toBe(403);
    expect((await book([bookingOf('b-6', third, '100'), bookingOf('b-7', '370114x', '100')])).status).toBe(
      404,
    );
    expect(await paymentsOf(third)).toHaveLength(before);
    const trail = jsonOf<{ items: { by: string; details: Json }[] }>(
      await app.get('lin', '/api/v1/access-audit?what=receipts.booked'),
    );
    expect(trail.items.length).toBeGreaterThan(3);
    expect(trail.items[0]).toMatchObject({ by: 'feng', details: { file: '银行流水.csv' } });
  });

  it('may have been typed by hand before: its voucher is known then as well', async () => {
    const [first, , third] = entries as [string, string, string];
    const typed = { amountFen: '100', paidOn: TODAY, voucherNo: 'h-1' };
    expect((await app.post('feng', `/api/v1/entries/${third}/levy-payments`, typed)).status).toBe(200);
    expect(await booked([bookingOf('h-1', first, '100')])).toMatchObject([
      { state: 'refused', code: 'receipt.booked-elsewhere' },
    ]);
    expect(await booked([bookingOf('h-1', third, '100')])).toMatchObject([{ state: 'already' }]);
  });

  it('is late with days and a fee of which every part is said', async () => {
    const [first] = entries as [string];
    await app.turnTo('2026-08-03');
    const { items, totals } = await listed('kind=levy&state=overdue');
    expect(items.map(({ entry }) => entry)).toContain(first);
    expect(items.every(({ daysLate }) => daysLate! > 0)).toBe(true);
    expect(totals.overdueFen).toBe(sumOf(items, 'overdueFen'));
    const { levyToday } = jsonOf<{ levyToday: LevyDue }>(
      await app.get('feng', `/api/v1/entries/${first}/money`),
    );
    expect(BigInt(levyToday.lateFeeFen)).toBeGreaterThan(0n);
    expect(levyToday.explanation.formula).toContain('日');
    const [line] = await checked(csvOf(['z-1', '2026-08-03', yuan(levyToday.openFen), '甲', `缴${first}`]));
    expect(line).toMatchObject({ state: 'matched', candidates: [{ entry: first }] });
    const more = (BigInt(levyToday.openFen) + 1n).toString();
    const [over] = await checked(csvOf(['z-2', '2026-08-03', yuan(more), '甲', `缴${first}`]));
    expect(over).toMatchObject({
      state: 'differs',
      why: expect.stringContaining('超过当日应缴'),
      candidates: [],
    });
    const paid = { ...bookingOf('z-1', first, levyToday.openFen), paidOn: '2026-08-03' };
    expect(await booked([paid])).toMatchObject([{ state: 'booked' }]);
    const { levy } = jsonOf<{ levy: LevyMoney }>(await app.get('feng', `/api/v1/entries/${first}/money`));
    expect(levy).toMatchObject({ status: 'settled', lateFeeFen: levyToday.lateFeeFen });
    expect(levy.fees).toHaveLength(1);
  });

  it('of the price is seen in the other account of the entry', async () => {
    const [first] = entries as [string];
    await payPrice(app, first, PRICE, '价-1');
    const { items } = await listed(`kind=price&q=${first}`);
    expect(items).toMatchObject([{ entry: first, state: 'settled', paidFen: PRICE }]);
  });
});

describe('a receipt of a price', () => {
  const priced = (entry: string) => `集让${entry}`;
  const half = (BigInt(PRICE) / 2n).toString();
  const paidOn = '2026-08-03';
  const on = (serial: string, amountFen: string, payer: string, remark = '') => [
    ...[serial, paidOn, yuan(amountFen), payer, remark],
  ];
  const bookingFor = (serialNo: string, entry: string, amountFen: string, kind = 'price') => ({
    ...{ serialNo, entry, amountFen, paidOn, kind },
  });
  const pricePayments = async (entry: string) =>
    (await app.app.get(EventStore).read(contractOf(entry))).filter(
      ({ type }) => type === 'PricePaymentRecorded',
    );

  it('is matched by its contract, else proposed by payer and exact amount', async () => {
    const [first, second, third] = entries as [string, string, string];
    const lines = await checked(
      csvOf(
        on('p-1', half, '不相干公司', `价款 ${priced(second)}`),
        on('p-2', PRICE, BUYERS[2]),
        on('p-3', (BigInt(PRICE) + 1n).toString(), '不相干公司', priced(third)),
        on('p-4', '100', '不相干公司', priced(first)),
      ),
    );
    expect(lines.map(({ state }) => state)).toEqual(['matched', 'proposed', 'differs', 'differs']);
    expect(lines[0]).toMatchObject({ candidates: [{ entry: second, kind: 'price', no: priced(second) }] });
    expect(lines[1]).toMatchObject({ candidates: [{ entry: third, kind: 'price' }] });
    expect(lines[2]!.why).toContain('超过');
    expect(lines[3]!.why).toContain('已经缴清');
  });

  it('is a person’s choice where the sum is that of the levy as well', async () => {
    const [, , third] = entries as [string, string, string];
    const [levy] = (await listed(`kind=levy&q=${third}`)).items;
    const [line] = await checked(csvOf(on('p-5', levy!.unpaidFen, '不相干公司', priced(third))));
    expect(line).toMatchObject({ state: 'proposed' });
    expect(line!.candidates.map(({ entry, kind }) => [entry, kind])).toEqual([
      [third, 'price'],
      [third, 'levy'],
    ]);
  });

  it('is booked once by the rules of the contract, and never as a levy besides', async () => {
    const [, second] = entries as [string, string];
    const booking = { ...bookingFor('p-1', second, half), contractNo: priced(second) };
    expect(await booked([booking])).toMatchObject([{ state: 'booked', kind: 'price' }]);
    expect(await booked([booking, bookingFor('p-1', second, half, 'levy')])).toMatchObject([
      { state: 'already' },
      { state: 'refused', code: 'receipt.booked-elsewhere', why: expect.stringContaining('价款') },
    ]);
    expect(
      await booked([
        { ...bookingFor('p-6', second, '100'), contractNo: '另一合同' },
        bookingFor('p-7', second, PRICE),
        bookingFor('p-1', second, '100'),
      ]),
    ).toMatchObject([
      { state: 'refused', code: 'contract.other-contract' },
      { state: 'refused', code: 'contract.overpayment' },
      { state: 'refused', code: 'contract.voucher-contradicts' },
    ]);
    expect(await pricePayments(second)).toHaveLength(1);
    const [line] = await checked(csvOf(on('p-1', half, BUYERS[1])));
    expect(line).toMatchObject({ state: 'booked', candidates: [] });
  });

  it('is booked as one thing where two people confirm it as two at once', async () => {
    const [, , third] = entries as [string, string, string];
    const levies = (await paymentsOf(third)).length;
    const both = await Promise.all(
      ['levy', 'price'].map((kind) => booked([bookingFor('p-8', third, '100', kind)])),
    );
    const states = both.flat().map(({ state }) => state);
    expect(states.toSorted()).toEqual(['booked', 'refused']);
    expect((await paymentsOf(third)).length - levies + (await pricePayments(third)).length).toBe(1);
  });
});

describe('the rents of a lease', () => {
  type Rents = Readonly<{
    asOf: string;
    totals: RentTotals;
    years: readonly RentsOfYear[];
    items: readonly RentRow[];
    next: string | null;
  }>;
  const [RENT, GUARANTEE] = ['4750000', '1425000'] as const;
  const rents = async (query = '', user = 'feng') =>
    jsonOf<Rents>(await app.get(user, `/api/v1/rents?${query}`));
  const tenant = { name: '示范租赁有限公司', uscc: '91370114MA00000019' };
  let lease = '';

  beforeAll(async () => {
    const deal = { form: 'lease', method: 'agreement', termYears: 20, priceFen: '90000000' } as const;
    lease = await submit(app, soundScheme(51, deal, app.today()));
    await issueConditions(app, lease);
    await agree(app, lease);
    await approve(app, lease);
    const told = { buyer: tenant, priceFen: '95000000', publishedOn: app.today() };
    expect((await app.decide('wang', lease, 'publish-deal', 'publish', told)).status).toBe(200);
    await app.turnTo('2026-09-04');
    await app.turnTo('2026-09-08');
    expect(await viewOf(app, lease)).toMatchObject({ state: 'to-be-signed' });
    await sign(app, lease);
    await file(app, lease);
  });
  const on = (serial: string, amountFen: string, remark: string) => [
    ...[serial, app.today(), yuan(amountFen), '不相干公司', remark],
  ];
  const bookingFor = (serialNo: string, amountFen: string, kind: string) => ({
    ...{ serialNo, entry: lease, amountFen, kind, paidOn: app.today(), contractNo: `集让${lease}` },
  });

  it('fall due year by year, with sums of the list and of each year', async () => {
    const all = await rents('limit=500');
    expect(all.items).toHaveLength(20);
    expect(all.totals).toMatchObject({ rows: 20, owedFen: '95000000', unpaidFen: '95000000' });
    const [first] = all.items;
    const year = first!.dueOn.slice(0, 4);
    const ofYear = await rents(`year=${year}`);
    expect(ofYear.items.every(({ dueOn }) => dueOn.startsWith(year))).toBe(true);
    const { rows, owedFen, unpaidFen } = ofYear.totals;
    expect(all.years[0]).toMatchObject({ year: Number(year), rows, owedFen, unpaidFen });
    expect(ofYear.years).toEqual(all.years);
    const pages = [await rents('limit=12')];
    pages.push(await rents(`limit=12&after=${pages[0]!.next}`));
    expect(pages.flatMap(({ items }) => items)).toEqual(all.items);
    expect(pages[1]).toMatchObject({ totals: all.totals, next: null });
  });

  it('are not those of another district, nor of who has no business with money', async () => {
    expect(await rents('', 'far')).toMatchObject({ items: [], years: [], totals: { rows: 0, owedFen: '0' } });
    expect(await rents(`district=${DISTRICT}`, 'far')).toMatchObject({ items: [] });
    expect((await app.get('wang', '/api/v1/rents')).status).toBe(403);
    expect((await app.get('wang', '/api/v1/exports/rents')).status).toBe(403);
    expect((await app.get('feng', '/api/v1/rents?year=x')).status).toBe(400);
  });

  it('and the guarantee are told apart by a person where a contract alone is named', async () => {
    const lines = await checked(
      csvOf(
        on('l-1', RENT, `租金 集让${lease}`),
        on('l-2', GUARANTEE, `集让${lease}`),
        on('l-3', RENT, `租金 集让${lease}9`),
      ),
    );
    expect(lines.map(({ state }) => state)).toEqual(['matched', 'proposed', 'unknown']);
    expect(lines[1]!.candidates.map(({ kind }) => kind)).toEqual(['price', 'guarantee']);
    expect(
      await booked([
        bookingFor('l-1', RENT, 'price'),
        bookingFor('l-2', GUARANTEE, 'guarantee'),
        bookingFor('l-2', GUARANTEE, 'guarantee'),
        bookingFor('l-2', GUARANTEE, 'price'),
      ]),
    ).toMatchObject([
      { state: 'booked' },
      { state: 'booked' },
      { state: 'already' },
      { state: 'refused', code: 'receipt.booked-elsewhere' },
    ]);
    expect((await rents('state=settled')).items).toMatchObject([{ entry: lease, no: 1, paidFen: RENT }]);
  });

  it('are taken away as a table that is noted, with the sums of the list', async () => {
    const { items, totals } = await rents('limit=500');
    const answer = await app.getBytes('feng', '/api/v1/exports/rents');
    const [[title] = [], heads = [], ...rows] = await readSheet(answer.body as Buffer, '年租金');
    expect(rows).toHaveLength(items.length);
    expect(title).toContain(`共 ${items.length} 期，应缴 ${yuan(totals.owedFen)} 元`);
    expect(rows.map((row) => row[heads.indexOf('到期日')])).toEqual(items.map(({ dueOn }) => dueOn));
    const trail = jsonOf<{ items: { by: string; details: Json }[] }>(
      await app.get('lin', '/api/v1/access-audit?what=rents.taken-away'),
    );
    expect(trail.items).toMatchObject([{ by: 'feng', details: { rows: items.length } }]);
  });

  it('cost by the contract when they are late, and the row says how', async () => {
    const { dueOn } = (await rents('state=due')).items[0]!;
    await app.turnTo(`${Number(dueOn.slice(0, 4))}-12-31`);
    const { items, totals } = await rents('state=overdue');
    expect(items).toMatchObject([{ entry: lease, dueOn, daysLate: expect.any(Number) }]);
    const { interest, interestFen, unpaidFen, daysLate } = items[0]!;
    expect(interestFen).toBe(((BigInt(unpaidFen) * BigInt(daysLate!)) / 1000n).toString());
    expect(interest).toMatchObject({
      formula: expect.stringContaining(`× ${daysLate} 日`),
      rule: 'contract.late-rate',
      source: expect.stringMatching(/./),
    });
    expect(totals).toMatchObject({ overdueFen: unpaidFen, interestFen });
  });
});

type Money = Readonly<{
  price: { payments: { amountFen: string }[] };
  levy: { payments: { amountFen: string }[] };
  refunds?: { no: number; kind: string; amountFen: string; paid?: object }[];
}>;

describe('money that goes back', () => {
  const moneyOf = async (entry: string) =>
    jsonOf<Money>(await app.get('feng', `/api/v1/entries/${entry}/money`));
  const sum = (payments: readonly { amountFen: string }[]) =>
    payments.reduce((all, { amountFen }) => all + BigInt(amountFen), 0n).toString();
  const taskOf = (no: number) => app.get('feng', `/api/v1/tasks/task-${entry}.pay-refund.${no}`);
  let entry: string;

  it('is work for finance for each kind of money, with the sum that was paid', async () => {
    for (const one of entries) {
      const { price, levy } = await moneyOf(one);
      if (price.payments.length > 0 && levy.payments.length > 0) entry = one;
    }
    const { price, levy } = await moneyOf(entry);
    const rescinded = await app.post('li', `/api/v1/entries/${entry}/rescission`, {
      ...{ reason: '出让方不能交付土地', fault: 'owner' },
    });
    expect([rescinded.status, rescinded.text]).toEqual([200, expect.anything()]);
    await app.engine.settled();
    const { refunds } = await moneyOf(entry);
    expect(refunds?.map(({ kind, amountFen }) => [kind, amountFen]).toSorted()).toEqual([
      ['levy', sum(levy.payments)],
      ['price', sum(price.payments)],
    ]);
    for (const { no, amountFen } of refunds!) {
      const task = jsonOf<{ form: { outcomes: { fields: Json[] }[] } }>(await taskOf(no));
      const [{ fields } = { fields: [] }] = task.form.outcomes;
      expect(fields).toContainEqual(expect.objectContaining({ name: 'amountFen', value: amountFen }));
    }
  });

  it('is paid whole and once, and is shown with the money of its entry', async () => {
    const { refunds = [] } = await moneyOf(entry);
    const [first, second] = refunds;
    const pay = async ({ no, amountFen }: { no: number; amountFen: string }, voucherNo: string) => {
      const { headers } = await taskOf(no);
      const data = { amountFen, payee: BUYERS[0], voucherNo, paidOn: app.today() };
      return app.post(
        'feng',
        `/api/v1/tasks/task-${entry}.pay-refund.${no}/decision`,
        { outcome: 'pay', data },
        { 'If-Match': String(headers.etag) },
      );
    };
    const short = await pay({ ...first!, amountFen: '1' }, '退1');
    expect(problemOf(short)).toMatchObject({ status: 422, code: 'refund.amount' });
    expect((await pay(first!, '退1')).status).toBe(200);
    expect(problemOf(await pay(second!, '退1')).code).toBe('refund.voucher-used');
    expect((await pay(second!, '退2')).status).toBe(200);
    await app.engine.settled();
    expect((await moneyOf(entry)).refunds).toMatchObject([
      { paid: { payee: BUYERS[0], voucherNo: '退1' } },
      { paid: { payee: BUYERS[0], voucherNo: '退2' } },
    ]);
  });
});
