import { Inject, Injectable } from '@nestjs/common';
import { Clock, ReadModels, wordsIn } from '#kernel';
import type { Page, Query } from '#kernel';
import { Entries, Tasks } from '#land';
import type { EntryView } from '#land';
import { civilDate } from '#policy';
import { Problem } from '../../http/problems.js';
import { narrowed } from '../../http/scope.js';
import type { Filter } from '../../http/scope.js';
import { SHEET_ROWS_MAX } from '../shared/workbook.js';
import type { EntryFilters } from './entry-list.query.js';

/** Documents that are read at a time where all of a list are wanted: others are answered in between. */
const PAGE_DOCUMENTS = 500;
/** Entries of one file; `export.too-many` says the number. */
export const EXPORT_ROWS_MAX = SHEET_ROWS_MAX;

type Asked = Omit<Query, 'after' | 'limit'>;
const NOTHING = { items: [], next: null } as const;

/** The list of entries that somebody may see, as its filters narrow it. */
@Injectable()
export class EntryList {
  constructor(
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /**
   * Reads pages of it. What is overdue is looked at once, before the first of them.
   * @param scope what the caller may see; null is nothing
   */
  async reader(
    filters: EntryFilters,
    scope: Filter | null,
  ): Promise<(after: string | undefined, limit: number) => Promise<Page<EntryView>>> {
    const asked = await this.asked(filters, scope);
    return async (after, limit) =>
      asked ? this.readModels.query(Entries, { ...asked, after, limit }) : NOTHING;
  }

  /** All of it. @throws Problem `export.too-many` beyond {@link EXPORT_ROWS_MAX} */
  async whole(filters: EntryFilters, scope: Filter | null): Promise<readonly EntryView[]> {
    const read = await this.reader(filters, scope);
    const entries: EntryView[] = [];
    for (let after: string | undefined; ;) {
      const { items, next } = await read(after, PAGE_DOCUMENTS);
      entries.push(...items);
      if (entries.length > EXPORT_ROWS_MAX) throw new Problem('export.too-many');
      if (next === null) return entries;
      after = next;
    }
  }

  private async asked(filters: EntryFilters, scope: Filter | null): Promise<Asked | undefined> {
    const { q, by, order, overdue, ...keys } = filters;
    const within = narrowed(scope, keys);
    if (!scope || !within) return undefined;
    const where = { ...(JSON.parse(JSON.stringify(keys)) as Record<string, string>), ...within };
    return {
      where,
      order,
      ...(q === undefined ? {} : { holding: wordsIn(q) }),
      // The day of submission is what the list stands in by itself.
      ...(by === 'submitted' ? {} : { by }),
      ...(overdue === undefined ? {} : { ids: await this.overdue(scope) }),
    };
  }

  /** Entries with a task that is not done and whose last day is over. */
  private async overdue(scope: Filter): Promise<readonly string[]> {
    const today = civilDate(this.clock.now());
    const entries = new Set<string>();
    for (let after: string | undefined; ;) {
      // Tasks stand by their last day, those without one at the end.
      const where = { ...scope, live: 'yes' };
      const { items, next } = await this.readModels.query(Tasks, { where, after, limit: PAGE_DOCUMENTS });
      const late = items.filter(({ dueOn }) => dueOn !== null && dueOn < today);
      for (const { subject } of late) entries.add(subject.entry);
      if (next === null || late.length < items.length) return [...entries];
      after = next;
    }
  }
}
