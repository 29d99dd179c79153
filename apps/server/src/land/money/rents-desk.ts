import { Inject, Injectable } from '@nestjs/common';
import type { Page } from '#kernel';
import { rentTotals, rentsByYear, rentsDue, yearOf } from '#land';
import type { RentRow, RentTotals, RentsOfYear } from '#land';
import type { Filter } from '../../http/scope.js';
import { MoneyDesk } from './money-desk.js';
import type { RentFilters } from './rents.query.js';

const DIGITS = 6;

/** `years` are those of all rents that the other filters leave, whichever year is asked for. */
export type RentsList = Readonly<{
  asOf: string;
  totals: RentTotals;
  years: readonly RentsOfYear[];
}> &
  Page<RentRow>;
export type Rents = Readonly<{ rows: readonly RentRow[]; years: readonly RentsOfYear[] }>;

/** The rents of a district by the year in which they fall due, as they stand today. */
@Injectable()
export class RentsDesk {
  constructor(@Inject(MoneyDesk) private readonly money: MoneyDesk) {}

  get today(): string {
    return this.money.today;
  }

  /** All rents that the filters leave, in the order of their days. */
  async rents({ year, state, ...filters }: RentFilters, scope: Filter | null): Promise<Rents> {
    const { today } = this;
    const all: RentRow[] = [];
    for await (const views of this.money.views(filters, scope))
      for (const view of views)
        all.push(...rentsDue(view, today).filter((row) => (state ?? row.state) === row.state));
    const rows = all.filter((row) => (year ?? yearOf(row)) === yearOf(row));
    return {
      rows: rows.toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)),
      years: rentsByYear(all),
    };
  }

  /** A page of them from a place on. */
  page({ rows }: Rents, after: string | undefined, limit: number): Page<RentRow> {
    const rest = after === undefined ? rows : rows.filter((row) => placeOf(row) > after);
    const items = rest.slice(0, limit);
    return { items, next: rest.length > items.length ? placeOf(items.at(-1)!) : null };
  }

  /** The sums of all of them. */
  sums({ rows, years }: Rents): Pick<RentsList, 'asOf' | 'totals' | 'years'> {
    return { asOf: this.today, totals: rentTotals(rows), years };
  }
}

const placeOf = ({ dueOn, entry, no }: RentRow): string =>
  `${dueOn} ${entry} ${String(no).padStart(DIGITS, '0')}`;
