import type { OwnTables, Queries } from '#postgres';
import type { Bidder } from '../lots/bidders.js';
import type { FeedEvent } from '../lots/hear.js';
import type { Lot, Report, Stage } from '../lots/lot.js';

/** What an operator breaks on purpose, to see what Rushi does. */
export const FAULTS = ['duplicate', 'late', 'reorder', 'contradict', 'missign', 'down'] as const;
export type Fault = (typeof FAULTS)[number];
export type Switches = Readonly<Record<Fault, boolean>>;

export type KeptReport = Readonly<{
  id: bigint;
  report: Report;
  state: 'waiting' | 'answered' | 'refused';
  tries: number;
  status: number | null;
  answer: string | null;
}>;

/** An event that could not be worked through, and why not. */
export type SetAside = Readonly<{ id: bigint; event: FeedEvent; said: string }>;

const COUNTDOWN = 'countdown-seconds';
export const COUNTDOWN_SECONDS = { usual: 120, min: 1, max: 3_600 } as const;
const SWITCHES = 'faults';
const REPORTS_SHOWN = 100;
const [WITNESS_SEED, WITNESSED_KEY] = ['witness-seed', 'witnessed-key'];

/** The exchange's own tables; what changes together is one transaction of its caller. */
export class Store {
  constructor(private readonly tables: OwnTables) {}

  transaction<T>(work: (queries: Queries) => Promise<T>): Promise<T> {
    return this.tables.transaction(work);
  }

  async cursor(): Promise<string | null> {
    return (
      (await this.tables.query<{ after: string | null }>('select last_event as after from feed_cursor'))[0]
        ?.after ?? null
    );
  }

  /** Whether this process has it: another one may have moved it meanwhile, with the effects. */
  async holdCursor(within: Queries, seen: string | null): Promise<boolean> {
    const rows = await within.query<{ after: string | null }>(
      'select last_event as after from feed_cursor for update',
    );
    return (rows[0]?.after ?? null) === seen;
  }

  async moveCursor(within: Queries, after: string): Promise<void> {
    await within.query('update feed_cursor set last_event = $1', [after]);
  }

  /**
   * Does it wholly or not at all within the caller's transaction, which goes on either way.
   * @returns what it gave, or what it threw
   */
  async attempt<T>(
    within: Queries,
    work: () => Promise<T>,
  ): Promise<Readonly<{ done: T } | { failed: unknown }>> {
    await within.query('savepoint attempt');
    try {
      return { done: await work() };
    } catch (failed) {
      // With the connection lost this throws as well, and the whole transaction is done again.
      await within.query('rollback to savepoint attempt');
      return { failed };
    }
  }

  /** Of these subjects, those of which something is set aside. */
  async heldUp(within: Queries, subjects: readonly string[]): Promise<Set<string>> {
    const sql = 'select distinct subject from set_aside where subject = any($1)';
    const rows = await within.query<{ subject: string }>(sql, [subjects]);
    return new Set(rows.map(({ subject }) => subject));
  }

  async setAside(within: Queries, event: FeedEvent, said: string): Promise<void> {
    const sql = 'insert into set_aside (subject, event, said) values ($1, $2, $3)';
    await within.query(sql, [event.subject, JSON.stringify(event), said]);
  }

  /** The first event of each subject of which something is set aside. */
  firstSetAside(): Promise<readonly SetAside[]> {
    return this.tables.query<SetAside>(
      'select distinct on (subject) id, event, said from set_aside order by subject, id',
    );
  }

  /** The same, where no other process is at it. */
  async holdSetAside(within: Queries, id: bigint): Promise<SetAside | undefined> {
    const sql = 'select id, event, said from set_aside where id = $1 for update skip locked';
    return (await within.query<SetAside>(sql, [id]))[0];
  }

  async resayWhy(within: Queries, id: bigint, said: string): Promise<void> {
    await within.query('update set_aside set said = $2 where id = $1', [id, said]);
  }

  async takeBack(within: Queries, id: bigint): Promise<void> {
    await within.query('delete from set_aside where id = $1', [id]);
  }

  async lot(id: string): Promise<Lot | undefined> {
    return (await this.tables.query<{ lot: Lot }>('select lot from lots where id = $1', [id]))[0]?.lot;
  }

  /** Nobody else changes it until the transaction is over. */
  async lockLot(within: Queries, id: string): Promise<Lot | undefined> {
    return (await within.query<{ lot: Lot }>('select lot from lots where id = $1 for update', [id]))[0]?.lot;
  }

  /** The last round of an entry. */
  async lockNewest(within: Queries, entry: string): Promise<Lot | undefined> {
    const sql = 'select lot from lots where entry = $1 order by round desc limit 1 for update';
    return (await within.query<{ lot: Lot }>(sql, [entry]))[0]?.lot;
  }

  async lots(stages?: readonly Stage[]): Promise<readonly Lot[]> {
    const rows = await this.tables.query<{ lot: Lot }>(
      'select lot from lots where $1::text[] is null or stage = any($1) order by entry, round',
      [stages ?? null],
    );
    return rows.map(({ lot }) => lot);
  }

  async saveLot(within: Queries, lot: Lot): Promise<void> {
    await within.query(
      `insert into lots (id, entry, round, stage, lot) values ($1, $2, $3, $4, $5)
       on conflict (id) do update set stage = excluded.stage, lot = excluded.lot`,
      [lot.id, lot.ordered.entry, lot.ordered.round, lot.stage, JSON.stringify(lot)],
    );
  }

  /** The number of the lot's notice among those of a year; the same one however often it is asked for. */
  async noticeNo(within: Queries, lot: string, year: number): Promise<number> {
    await within.query('lock table notice_numbers in share row exclusive mode');
    await within.query(
      `insert into notice_numbers (lot, year, number)
       select $1, $2, coalesce(max(number), 0) + 1 from notice_numbers where year = $2
       on conflict (lot) do nothing`,
      [lot, year],
    );
    const rows = await within.query<{ number: number }>('select number from notice_numbers where lot = $1', [
      lot,
    ]);
    return rows[0]!.number;
  }

  bidders(): Promise<readonly Bidder[]> {
    return this.tables.query<Bidder>('select uscc, name, defaulted from bidders order by defaulted, name');
  }

  async bidder(within: Queries, uscc: string): Promise<Bidder | undefined> {
    const sql = 'select uscc, name, defaulted from bidders where uscc = $1';
    return (await within.query<Bidder>(sql, [uscc]))[0];
  }

  async register({ uscc, name }: Bidder): Promise<void> {
    await this.tables.query(
      `insert into bidders (uscc, name) values ($1, $2)
       on conflict (uscc) do update set name = excluded.name`,
      [uscc, name],
    );
  }

  /** Who won and would not sign bids no more, here or elsewhere. */
  async noteDefaulter(
    within: Queries,
    { name, uscc }: Readonly<{ name: string; uscc: string }>,
  ): Promise<void> {
    await within.query(
      `insert into bidders (uscc, name, defaulted) values ($1, $2, true)
       on conflict (uscc) do update set defaulted = true`,
      [uscc, name],
    );
  }

  async enqueue(within: Queries, report: Report, notBefore: string | null): Promise<void> {
    await within.query(
      `insert into reports (key, lot, report, not_before) values ($1, $2, $3, $4)
       on conflict (key) do nothing`,
      [report.key, report.lot, JSON.stringify(report), notBefore],
    );
  }

  /**
   * The next report that may be sent: the oldest, of each lot only the first, so that none overtakes one that
   * is told again; or with the fault the newest.
   */
  async nextReport(day: string, newestFirst: boolean): Promise<KeptReport | undefined> {
    const rows = await this.tables.query<KeptReport>(
      `select id, report, state, tries, status, answer from reports
       where state = 'waiting' and retry_at <= clock_timestamp() and (not_before is null or not_before <= $1)
         and ($2 or not exists (select from reports earlier where earlier.lot = reports.lot
           and earlier.state = 'waiting' and earlier.id < reports.id))
       order by id ${newestFirst ? 'desc' : 'asc'} limit 1`,
      [day, newestFirst],
    );
    return rows[0];
  }

  async retryReport(id: bigint, afterMs: number, answer: string): Promise<void> {
    await this.tables.query(
      `update reports set tries = tries + 1, answer = $3,
         retry_at = clock_timestamp() + $2::integer * interval '1 millisecond' where id = $1`,
      [id, afterMs, answer],
    );
  }

  /** Whether this process is the one that writes the answer down. */
  async endReport(
    within: Queries,
    id: bigint,
    { state, status, answer }: Pick<KeptReport, 'state' | 'status' | 'answer'>,
  ): Promise<boolean> {
    const rows = await within.query(
      `update reports set state = $2, status = $3, answer = $4, tries = tries + 1
       where id = $1 and state = 'waiting' returning id`,
      [id, state, status, answer],
    );
    return rows.length > 0;
  }

  /** The newest first. */
  reports(lot?: string): Promise<readonly KeptReport[]> {
    return this.tables.query<KeptReport>(
      `select id, report, state, tries, status, answer from reports
       where $1::text is null or lot = $1 order by id desc limit ${REPORTS_SHOWN}`,
      [lot ?? null],
    );
  }

  async switches(): Promise<Switches> {
    const on = (await this.setting<readonly Fault[]>(SWITCHES)) ?? [];
    return Object.fromEntries(FAULTS.map((fault) => [fault, on.includes(fault)])) as Switches;
  }

  async setSwitches(on: readonly Fault[]): Promise<void> {
    await this.keep(SWITCHES, on);
  }

  async countdownSeconds(): Promise<number> {
    return (await this.setting<number>(COUNTDOWN)) ?? COUNTDOWN_SECONDS.usual;
  }

  async setCountdownSeconds(seconds: number): Promise<void> {
    await this.keep(COUNTDOWN, seconds);
  }

  /** The secret that it signs with as a witness: the first one for ever. */
  witnessSeed(first: string): Promise<string> {
    return this.keepFirst(WITNESS_SEED, first);
  }

  /** The key of the log that it is a witness of: the first that it was shown. */
  async witnessedKey(first: () => Promise<string>): Promise<string> {
    return (await this.setting<string>(WITNESSED_KEY)) ?? this.keepFirst(WITNESSED_KEY, await first());
  }

  async witnessed(origin: string): Promise<string | undefined> {
    const sql = 'select note from witnessed where origin = $1';
    return (await this.tables.query<{ note: string }>(sql, [origin]))[0]?.note;
  }

  /** Whether the note was still the one before; then it is the new one, on the disk. */
  async replaceWitnessed(origin: string, before: string | undefined, note: string): Promise<boolean> {
    const rows = await this.tables.query<object>(
      before === undefined
        ? `insert into witnessed (origin, note) values ($1, $3)
           on conflict do nothing returning $2::text as before`
        : 'update witnessed set note = $3 where origin = $1 and note = $2 returning origin',
      [origin, before ?? null, note],
    );
    return rows.length === 1;
  }

  private async keepFirst(name: string, value: string): Promise<string> {
    await this.tables.query(
      'insert into settings (name, value) values ($1, $2) on conflict (name) do nothing',
      [name, JSON.stringify(value)],
    );
    return (await this.setting<string>(name))!;
  }

  private async setting<T>(name: string): Promise<T | undefined> {
    return (await this.tables.query<{ value: T }>('select value from settings where name = $1', [name]))[0]
      ?.value;
  }

  private async keep(name: string, value: unknown): Promise<void> {
    await this.tables.query(
      `insert into settings (name, value) values ($1, $2)
       on conflict (name) do update set value = excluded.value`,
      [name, JSON.stringify(value)],
    );
  }
}
