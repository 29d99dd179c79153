import { Inject, Injectable } from '@nestjs/common';
import { Clock, EventStore, ReadModels, Rejected, wordsIn } from '#kernel';
import type { Page, Recorded } from '#kernel';
import { ACCOUNT_STATES, MoneyAccounts, accountsOf, levyDecider, levyDueOn, levyOf, totalsOf } from '#land';
import type { AccountRow, LevyDue, LevyEvent, MoneyTotals, MoneyView } from '#land';
import { RulePacks, civilDate } from '#policy';
import { narrowed } from '../../http/scope.js';
import type { Filter } from '../../http/scope.js';
import type { MoneyQuery } from './money.query.js';

/** Documents that are read at a time: others are answered in between. */
const PAGE_DOCUMENTS = 500;
const DIGITS = 6;

export type MoneyFilters = Omit<MoneyQuery, 'after' | 'limit'>;
export type MoneyList = Readonly<{ asOf: string; totals: MoneyTotals }> & Page<AccountRow>;

/** What finance sees of the money: every account of a district as it stands today. */
@Injectable()
export class MoneyDesk {
  constructor(
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(RulePacks) private readonly packs: RulePacks,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  get today(): string {
    return civilDate(this.clock.now());
  }

  /** All accounts that the filters leave, the most pressing first. */
  async rows(
    { kind, state, ...filters }: MoneyFilters,
    scope: Filter | null,
  ): Promise<readonly AccountRow[]> {
    const { today } = this;
    const rows: AccountRow[] = [];
    for await (const views of this.views(filters, scope))
      for (const view of views)
        rows.push(
          ...accountsOf(view, today).filter(
            (row) => (kind ?? row.kind) === row.kind && (state ?? row.state) === row.state,
          ),
        );
    return rows.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
  }

  /** A page of them from a place on, with the sums of all of them. */
  listed(rows: readonly AccountRow[], after: string | undefined, limit: number): Page<AccountRow> {
    const rest = after === undefined ? rows : rows.filter((row) => placeOf(row) > after);
    const items = rest.slice(0, limit);
    return { items, next: rest.length > items.length ? placeOf(items.at(-1)!) : null };
  }

  totals(rows: readonly AccountRow[]): MoneyTotals {
    return totalsOf(rows);
  }

  /** Of one district, as a receipt is matched against. */
  async viewsOf(district: string): Promise<readonly MoneyView[]> {
    const found: MoneyView[] = [];
    for await (const views of this.views({}, { district })) found.push(...views);
    return found;
  }

  find(entry: string): Promise<MoneyView | undefined> {
    return this.readModels.find(MoneyAccounts, entry);
  }

  /**
   * What would settle the levy today, by its own rules; undefined where no notice stands open, or where the
   * late fee depends on holidays that are not published yet.
   */
  async levyDue({ subject }: MoneyView): Promise<LevyDue | undefined> {
    const facts = (await this.store.read(levyOf(subject.entry))) as readonly Recorded<LevyEvent>[];
    const [first] = facts;
    if (!first) return undefined;
    const { initial, evolve } = levyDecider(this.packs);
    const state = facts.reduce(evolve, initial);
    const pack = this.packs.of(state.rules ?? first.meta.policy).on(this.today, subject.district);
    try {
      return levyDueOn(state, pack, this.today);
    } catch (error) {
      if (error instanceof Rejected && error.code === 'calendar.provisional') return undefined;
      throw error;
    }
  }

  /** Page by page, as far as the caller may see them. */
  async *views(
    { q, ...place }: Pick<MoneyFilters, 'q' | 'district' | 'township'>,
    scope: Filter | null,
  ): AsyncGenerator<readonly MoneyView[]> {
    const within = narrowed(scope, place);
    if (!within) return;
    const asked = { where: { ...within, money: 'yes' }, ...(q === undefined ? {} : { holding: wordsIn(q) }) };
    for (let after: string | undefined; ;) {
      const page = await this.readModels.query(MoneyAccounts, { ...asked, after, limit: PAGE_DOCUMENTS });
      yield page.items;
      if (page.next === null) return;
      after = page.next;
    }
  }
}

const STATES = Object.keys(ACCOUNT_STATES);
/** More days late come first, then what falls due sooner. */
const LATEST = 999_999;

function placeOf({ state, daysLate = 0, dueOn, entry, kind }: AccountRow): string {
  const late = String(LATEST - Math.min(daysLate, LATEST)).padStart(DIGITS, '0');
  return `${STATES.indexOf(state)} ${late} ${dueOn ?? '9999-12-31'} ${entry} ${kind}`;
}
