import { Inject, Injectable } from '@nestjs/common';
import { KeyValues } from '#kernel';
import { AccessRefused } from './refusals.js';
import { DAY_MS, RealTime, iso } from './time.js';

const SPACE = 'drafts';
/** A draft that nobody has touched for so long is gone. */
export const DRAFT_DAYS = 90;
/** Of one draft's content as JSON in UTF-8. */
export const DRAFT_BYTES_MAX = 64 * 1024;
export const DRAFTS_PER_PERSON_MAX = 50;
/** More rows than one person can have: each version is a row, and the one before is removed at once. */
const ROWS_MAX = 4 * DRAFTS_PER_PERSON_MAX;
/** Versions are compared as text. */
const VERSION_DIGITS = 12;

export type Draft = Readonly<{
  id: string;
  /** Counts from 1; one more with each time it is kept. */
  version: number;
  /** When it was kept last, in UTC. */
  savedAt: string;
  /** What it is called in the list of somebody's drafts. */
  title: string;
  content: object;
}>;
export type DraftRow = Omit<Draft, 'content'>;
type Found = Readonly<{ key: string; value: Draft }>;

/**
 * What people have begun to write and not handed in: no facts, and each person's own. A version is a row of
 * its own and can be inserted once, so of two tabs that write upon the same version one is refused, whichever
 * processes they reach.
 */
@Injectable()
export class Drafts {
  constructor(
    @Inject(KeyValues) private readonly keyValues: KeyValues,
    @Inject(RealTime) private readonly time: RealTime,
  ) {}

  /** Somebody's drafts without their content, the one kept last first. */
  async list(user: string): Promise<readonly DraftRow[]> {
    return newestOf(await this.rowsUnder(`${user} `))
      .map(({ value: { id, version, savedAt, title } }) => ({ id, version, savedAt, title }))
      .sort((a, b) => (a.savedAt < b.savedAt ? 1 : -1));
  }

  async find(user: string, id: string): Promise<Draft | undefined> {
    return (await this.newest(user, id))?.value;
  }

  /** 0 where there is none. */
  async versionOf(user: string, id: string): Promise<number> {
    return (await this.find(user, id))?.version ?? 0;
  }

  /**
   * Keeps a draft upon the version that the writer has seen, 0 for a new one. Undefined where it is another
   * one by now: another tab or device was there. @throws AccessRefused `draft.too-large`, `draft.too-many`
   */
  async keep(
    user: string,
    id: string,
    seen: number,
    { title, content }: Pick<Draft, 'title' | 'content'>,
  ): Promise<DraftRow | undefined> {
    if (Buffer.byteLength(JSON.stringify(content)) > DRAFT_BYTES_MAX)
      throw new AccessRefused('draft.too-large', { max: DRAFT_BYTES_MAX });
    const before = await this.newest(user, id);
    if ((before?.value.version ?? 0) !== seen) return undefined;
    if (!before && (await this.list(user)).length >= DRAFTS_PER_PERSON_MAX)
      throw new AccessRefused('draft.too-many', { max: DRAFTS_PER_PERSON_MAX });
    const now = this.time.ms();
    const row: DraftRow = { id, version: seen + 1, savedAt: iso(now), title };
    const key = keyOf(user, id, row.version);
    if (!(await this.keyValues.insert(SPACE, key, { ...row, content }, iso(now + DRAFT_DAYS * DAY_MS))))
      return undefined;
    // Others may have gone on by two versions between the look and the insert, and freed this number.
    const newest = await this.newest(user, id);
    if (newest?.key !== key) {
      await this.keyValues.remove(SPACE, key);
      return undefined;
    }
    if (before) await this.keyValues.remove(SPACE, before.key);
    return row;
  }

  /** Does nothing where there is none. */
  async drop(user: string, id: string): Promise<void> {
    for (const { key } of await this.rowsUnder(`${user} ${id} `)) await this.keyValues.remove(SPACE, key);
  }

  private async newest(user: string, id: string): Promise<Found | undefined> {
    return (await this.rowsUnder(`${user} ${id} `)).at(-1);
  }

  private async rowsUnder(prefix: string): Promise<readonly Found[]> {
    const rows = await this.keyValues.list<Draft>(SPACE, prefix, ROWS_MAX);
    return rows.filter(({ key }) => key.startsWith(prefix));
  }
}

/** Neither users nor ids have a space in them. */
const keyOf = (user: string, id: string, version: number): string =>
  `${user} ${id} ${String(version).padStart(VERSION_DIGITS, '0')}`;

/** Rows come in the order of their keys, so that a later one of the same draft is the newer one. */
const newestOf = (rows: readonly Found[]): readonly Found[] => [
  ...new Map(rows.map((row) => [row.value.id, row])).values(),
];
