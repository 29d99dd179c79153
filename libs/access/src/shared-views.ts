import { Inject, Injectable } from '@nestjs/common';
import { KeyValues } from '#kernel';
import { Accounts } from './accounts.js';
import { AccessRefused } from './refusals.js';
import type { SignedIn } from './roles.js';
import { RealTime, iso } from './time.js';

const SPACE = 'shared-views';
export const SHARED_VIEWS_PER_OFFICE_MAX = 100;
/** More than an office can have where two share the last one at once. */
const ROWS_MAX = 2 * SHARED_VIEWS_PER_OFFICE_MAX;

/** Which page it is of, and what its address says: filters, and nothing that they find. */
export type ViewContent = Readonly<{ page: string; name: string; search: string }>;
type Kept = ViewContent & Readonly<{ by: string; savedAt: string }>;
export type SharedView = ViewContent &
  Readonly<{
    id: string;
    /** Who shared it, by the name of today. */
    by: string;
    own: boolean;
    savedAt: string;
  }>;

/**
 * Views that people of an office share. Only who shared one changes it or takes it back; where that person
 * has gone to another office, nobody sees it any more.
 */
@Injectable()
export class SharedViews {
  constructor(
    @Inject(KeyValues) private readonly keyValues: KeyValues,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(RealTime) private readonly time: RealTime,
  ) {}

  /** Those of one's office, by name. */
  async list({ user, office }: SignedIn): Promise<readonly SharedView[]> {
    const rows = await this.rowsOf(office);
    const writers = await Promise.all(
      [...new Set(rows.map(({ by }) => by))].map((by) => this.accounts.find(by)),
    );
    const names = new Map(
      writers.flatMap((one) => (one?.office === office ? [[one.user, one.name] as const] : [])),
    );
    return rows
      .flatMap(({ by, ...row }) => {
        const name = names.get(by);
        return name === undefined ? [] : [{ ...row, by: name, own: by === user }];
      })
      .sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  /** @throws AccessRefused `view.not-own`, `view.too-many` */
  async keep({ user, name, office }: SignedIn, id: string, content: ViewContent): Promise<SharedView> {
    const key = keyOf(office, id);
    const kept: Kept = { ...content, by: user, savedAt: iso(this.time.ms()) };
    const before = await this.keyValues.get<Kept>(SPACE, key);
    if (!before && (await this.rowsOf(office)).length >= SHARED_VIEWS_PER_OFFICE_MAX)
      throw new AccessRefused('view.too-many', { max: SHARED_VIEWS_PER_OFFICE_MAX });
    if (before) await this.change(key, before, kept);
    else if (!(await this.keyValues.insert(SPACE, key, kept))) throw new AccessRefused('view.not-own');
    return { ...kept, id, by: name, own: true };
  }

  private async change(key: string, { by }: Kept, kept: Kept): Promise<void> {
    if (by !== kept.by) throw new AccessRefused('view.not-own');
    await this.keyValues.put(SPACE, key, kept);
  }

  /** Does nothing where there is none. @throws AccessRefused `view.not-own` */
  async drop({ user, office }: SignedIn, id: string): Promise<void> {
    const before = await this.keyValues.get<Kept>(SPACE, keyOf(office, id));
    if (before && before.by !== user) throw new AccessRefused('view.not-own');
    await this.keyValues.remove(SPACE, keyOf(office, id));
  }

  private async rowsOf(office: string): Promise<readonly (Kept & Readonly<{ id: string }>)[]> {
    const prefix = keyOf(office, '');
    const rows = await this.keyValues.list<Kept>(SPACE, prefix, ROWS_MAX);
    return rows
      .filter(({ key }) => key.startsWith(prefix))
      .map(({ key, value }) => ({ id: key.slice(prefix.length), ...value }));
  }
}

/** Neither offices nor ids have a space in them. */
const keyOf = (office: string, id: string): string => `${office} ${id}`;
