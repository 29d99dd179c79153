import { Inject, Injectable } from '@nestjs/common';
import { KeyValues, positionText } from '#kernel';

const ONE_BY_ONE = 'news-read';
const UP_TO = 'news-read-to';

/**
 * What each person has read of what they were told: up to a place of the log, and some things after it one by
 * one. A place is a row of its own and the farthest counts, so a tab that was asleep moves nothing back.
 */
@Injectable()
export class ReadMarks {
  constructor(@Inject(KeyValues) private readonly keyValues: KeyValues) {}

  /** Place in the log up to which everything is read, as `positionText`; that of its beginning at first. */
  async upTo(user: string): Promise<string> {
    return (await this.places(user)).at(-1) ?? positionText('0');
  }

  /** Does nothing where more has been read already. */
  async readUpTo(user: string, sequence: string): Promise<void> {
    if (sequence <= (await this.upTo(user))) return;
    await this.keyValues.insert(UP_TO, `${user} ${sequence}`, {});
    const places = await this.places(user);
    for (const place of places.slice(0, -1)) await this.keyValues.remove(UP_TO, `${user} ${place}`);
  }

  /** One by one; twice is once. */
  async read(user: string, ids: readonly string[]): Promise<void> {
    for (const id of ids) await this.keyValues.insert(ONE_BY_ONE, `${user} ${id}`, {});
  }

  async areRead(user: string, ids: readonly string[]): Promise<ReadonlySet<string>> {
    const found = await Promise.all(
      ids.map(async (id) => [id, await this.keyValues.get(ONE_BY_ONE, `${user} ${id}`)] as const),
    );
    return new Set(found.flatMap(([id, mark]) => (mark ? [id] : [])));
  }

  /** In their order, which is that of the log. */
  private async places(user: string): Promise<readonly string[]> {
    const prefix = `${user} `;
    const rows = await this.keyValues.list(UP_TO, prefix);
    return rows.flatMap(({ key }) => (key.startsWith(prefix) ? [key.slice(prefix.length)] : []));
  }
}
