import { Inject, Injectable } from '@nestjs/common';
import { Clock, ReadModels, wordsIn } from '#kernel';
import type { Page, Query } from '#kernel';
import { REGISTRATION_STATES, Registrations, tenureDaysOf } from '#land';
import type { RegistrationView } from '#land';
import { RulePacks, civilDate } from '#policy';
import { narrowed } from '../../http/scope.js';
import type { Filter } from '../../http/scope.js';
import { rowOf } from './registration-row.js';
import type { RegistrationRow, TenureDayRow } from './registration-row.js';
import type { RegistrationQuery, TenureDayQuery } from './registrations.query.js';

/** Documents that are read at a time: others are answered in between. */
const PAGE_DOCUMENTS = 500;
const LISTED = Object.keys(REGISTRATION_STATES);

type Asked = Omit<Query, 'after' | 'limit'>;
type Filters = Pick<RegistrationQuery, 'district' | 'township' | 'q'>;
type Read<T> = (after: string | undefined, limit: number) => Promise<Page<T>>;
const NOTHING = { items: [], next: null } as const;

/** What the registrar sees of a district: the applications, and the days of the rights that run. */
@Injectable()
export class RegistrationsDesk {
  constructor(
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(RulePacks) private readonly packs: RulePacks,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  get today(): string {
    return civilDate(this.clock.now());
  }

  /** Reads pages of the list, what changed last first. */
  rows(
    { state, ...filters }: Omit<RegistrationQuery, 'after' | 'limit'>,
    scope: Filter | null,
  ): Read<RegistrationRow> {
    const asked = askedOf(filters, scope, { state: state ?? LISTED });
    return async (after, limit) => {
      if (!asked) return NOTHING;
      const page = await this.readModels.query(Registrations, { ...asked, order: 'desc', after, limit });
      return { ...page, items: page.items.map((view) => rowOf(view, this.daysOf(view))) };
    };
  }

  /** Reads pages of the days on which something is still to be done, the earliest first. */
  days(
    { what, ...filters }: Omit<TenureDayQuery, 'after' | 'limit'>,
    scope: Filter | null,
  ): Read<TenureDayRow> {
    const asked = askedOf(filters, scope, { tenure: 'held' });
    return async (after, limit) => {
      const rows: TenureDayRow[] = [];
      if (asked)
        for await (const views of this.pages(asked))
          rows.push(...views.flatMap((view) => this.openDays(view)));
      const left = rows
        .filter((row) => (what ?? row.what) === row.what && (after === undefined || placeOf(row) > after))
        .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1));
      const items = left.slice(0, limit);
      return { items, next: left.length > items.length ? placeOf(items.at(-1)!) : null };
    };
  }

  private daysOf(view: RegistrationView) {
    return tenureDaysOf(view, this.packs, this.today);
  }

  private openDays(view: RegistrationView): readonly TenureDayRow[] {
    const { subject, village, tenure } = view;
    const holder = tenure.status === 'held' ? tenure.holder.name : '';
    return this.daysOf(view)
      .filter(({ state }) => state !== 'done')
      .map((day) => ({ subject, village, holder, ...day }));
  }

  private async *pages(asked: Asked): AsyncGenerator<readonly RegistrationView[]> {
    for (let after: string | undefined; ;) {
      const page = await this.readModels.query(Registrations, { ...asked, after, limit: PAGE_DOCUMENTS });
      yield page.items;
      if (page.next === null) return;
      after = page.next;
    }
  }
}

/** An earlier day first; in one entry no kind of day comes twice. */
const placeOf = ({ on, subject, what }: TenureDayRow): string => `${on} ${subject.entry} ${what}`;

function askedOf(
  { q, ...place }: Filters,
  scope: Filter | null,
  keys: NonNullable<Query['where']>,
): Asked | undefined {
  const within = narrowed(scope, place);
  if (!within) return undefined;
  return { where: { ...within, ...keys }, ...(q === undefined ? {} : { holding: wordsIn(q) }) };
}
