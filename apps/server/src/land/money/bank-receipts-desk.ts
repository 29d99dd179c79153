import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { Claims, Engine, EventStore, KeyValues, Rejected, envelope } from '#kernel';
import type { CommandMeta } from '#kernel';
import { PAYABLE_KINDS, matchReceipts, readReceipts, refuseReceipt, vouchersOf } from '#land';
import type { Booked, MatchedLine, PayableKind } from '#land';
import { normalNo, sameNo } from '#policy';
import { TableReader } from '../shared/table-reader.js';
import { MoneyDesk } from './money-desk.js';
import { isPaymentOf, paymentCommand, streamOf } from './payment-commands.js';
import { COLUMNS_SHOWN } from './receipts.answers.js';

/** For which money of which entry a serial number was confirmed, among the key values. */
const BOOKED = 'bank-receipts';
/** Somebody who died with a serial number in hand holds it no longer than this. */
const HELD_SECONDS_MAX = 60;

export type ReceiptColumn = Readonly<{ name: string; optional: boolean; example: string }>;
/** What a person looks at before anything is booked. */
export type ReceiptReport = Readonly<{
  format: string;
  sha256: string;
  rows: number;
  ignored: readonly string[];
  columns: readonly ReceiptColumn[];
  lines: readonly MatchedLine[];
}>;

export type Booking = Readonly<{
  serialNo: string;
  entry: string;
  paidOn: string;
  amountFen: string;
  /** The levy where nothing is said. */
  kind?: PayableKind;
  noticeNo?: string;
  contractNo?: string;
}>;
/** The money of an entry for which a serial number was confirmed; before prices were matched, the levy. */
type Target = Readonly<{ entry: string; kind?: PayableKind }>;
export type BookingOutcome = Readonly<{
  serialNo: string;
  entry: string;
  kind: PayableKind;
  state: 'booked' | 'already' | 'refused';
  code?: string;
  why?: string;
}>;
/** Makes what a command of an entry is given with. */
type MetaOf = (entry: string) => CommandMeta;

/**
 * Matches the statements of banks, and books what a person has confirmed by the command of the finance
 * officer. A receipt is known by its serial number, which is its voucher: levy and contract each take it
 * once by their own rules, and of two that it could be for the first.
 */
@Injectable()
export class BankReceiptsDesk {
  constructor(
    @Inject(MoneyDesk) private readonly money: MoneyDesk,
    @Inject(TableReader) private readonly tables: TableReader,
    @Inject(Engine) private readonly engine: Engine,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(KeyValues) private readonly keyValues: KeyValues,
    @Inject(Claims) private readonly claims: Claims,
  ) {}

  /** @throws Rejected `register.file-unreadable`, `receipt.columns-missing` and what else is no table */
  async check(district: string, bytes: Buffer, metaOf: MetaOf): Promise<ReceiptReport> {
    const { rows, format, sha256 } = await this.tables.read(bytes);
    const { lines, ignored } = readReceipts(rows);
    const views = await this.money.viewsOf(district);
    const judged: MatchedLine[] = [];
    for (const line of matchReceipts(lines, views, this.money.today))
      judged.push(await this.judged(line, metaOf));
    return {
      ...{ format, sha256, rows: lines.length, ignored, columns: COLUMNS_SHOWN },
      lines: judged,
    };
  }

  /** Levy and contract say themselves what may be paid on a day: a fee for being late runs on until then. */
  private async judged(line: MatchedLine, metaOf: MetaOf): Promise<MatchedLine> {
    const { state, serialNo, amountFen, paidOn, candidates } = line;
    const [one, ...others] = candidates;
    const isOfNotice = state === 'matched' || state === 'differs';
    if (!isOfNotice || !one || others.length > 0 || amountFen === undefined || paidOn === undefined)
      return line;
    const { entry, kind } = one;
    try {
      const command = paymentCommand({ serialNo, entry, kind, amountFen, paidOn });
      await this.engine.attempt(envelope(command, metaOf(entry)));
      return state === 'matched' ? line : { ...line, state: 'matched', why: '不超过当日应缴（含滞纳金）' };
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      return { ...line, state: 'differs', why: error.message, candidates: [] };
    }
  }

  /** One after the other, for several may be of one entry; each has its own outcome. */
  async book(district: string, bookings: readonly Booking[], metaOf: MetaOf): Promise<BookingOutcome[]> {
    // Vouchers that were typed by hand as well.
    const vouchers = vouchersOf(await this.money.viewsOf(district));
    const outcomes: BookingOutcome[] = [];
    for (const booking of bookings) {
      const known = vouchers.get(normalNo(booking.serialNo)) ?? [];
      outcomes.push(await this.once(district, booking, known, metaOf));
    }
    return outcomes;
  }

  private async once(
    district: string,
    booking: Booking,
    known: readonly Booked[],
    metaOf: MetaOf,
  ): Promise<BookingOutcome> {
    const { serialNo, entry, kind = 'levy' } = booking;
    const serial = `${district} ${normalNo(serialNo)}`;
    const told = { serialNo, entry, kind };
    try {
      const [first] = known;
      if (first && !known.some((one) => isSame(one, booking))) throw elsewhere(serialNo, first);
      if (!(await this.claims.take(`receipt ${serial}`, HELD_SECONDS_MAX)))
        throw refuseReceipt('receipt.in-hand', { serialNo });
      try {
        const added = await this.alone(serial, booking, metaOf(entry));
        return { ...told, state: added ? 'booked' : 'already' };
      } finally {
        await this.claims.give(`receipt ${serial}`);
      }
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      return { ...told, state: 'refused', code: error.code, why: error.message };
    }
  }

  /** Nobody else has the serial number in hand. Answers whether anything was added. */
  private async alone(serial: string, booking: Booking, meta: CommandMeta): Promise<boolean> {
    const { serialNo, entry, amountFen, paidOn, kind = 'levy' } = booking;
    const before = await this.keyValues.get<Target>(BOOKED, serial);
    if (before && !isSame(before, booking) && (await this.has(before, serialNo)))
      throw elsewhere(serialNo, before);
    await this.keyValues.put(BOOKED, serial, { entry, kind });
    const id = `receipt/${digestOf([serial, entry, amountFen, paidOn, ...(kind === 'levy' ? [] : [kind])])}`;
    const { position } = await this.engine.executeAndShow(
      envelope(paymentCommand(booking), { ...meta, id, causation: id }),
    );
    return position !== null;
  }

  /** By the log, which no read model is ahead of. */
  private async has({ entry, kind = 'levy' }: Target, voucherNo: string): Promise<boolean> {
    const facts = await this.store.read(streamOf(kind, entry));
    return facts.some(
      ({ type, data }) =>
        isPaymentOf(kind, type) && sameNo((data as { voucherNo: string }).voucherNo, voucherNo),
    );
  }
}

const isSame = (one: Target, other: Target): boolean =>
  one.entry === other.entry && (one.kind ?? 'levy') === (other.kind ?? 'levy');

const WORDS_EN: Readonly<Record<PayableKind, string>> = {
  levy: 'levy',
  price: 'price',
  guarantee: 'guarantee',
};
const elsewhere = (serialNo: string, { entry, kind = 'levy' }: Target): Rejected =>
  refuseReceipt('receipt.booked-elsewhere', {
    ...{ serialNo, entry, what: PAYABLE_KINDS[kind], whatEn: WORDS_EN[kind] },
  });

const digestOf = (parts: readonly string[]): string =>
  createHash('sha256').update(JSON.stringify(parts)).digest('hex');
