import { Inject, Injectable } from '@nestjs/common';
import { KeyValues } from '#kernel';
import { rowsOf } from './rows.js';

const SPACE = 'webhook-cursors';

/**
 * How far each webhook has followed the feed. A place is a row of its own and the farthest counts, so a
 * process that was paused and goes on with an old place moves nothing back.
 */
@Injectable()
export class Cursors {
  constructor(@Inject(KeyValues) private readonly keyValues: KeyValues) {}

  /** The sequence of the last event that the webhook has taken over. */
  async of(id: string): Promise<string | undefined> {
    return (await this.places(id)).at(-1);
  }

  async move(id: string, sequence: string): Promise<void> {
    await this.keyValues.insert(SPACE, `${id} ${sequence}`, {});
    for (const place of await this.places(id))
      if (place < sequence) await this.keyValues.remove(SPACE, `${id} ${place}`);
  }

  async forget(id: string): Promise<void> {
    for (const place of await this.places(id)) await this.keyValues.remove(SPACE, `${id} ${place}`);
  }

  private async places(id: string): Promise<readonly string[]> {
    const places: string[] = [];
    for await (const { key } of rowsOf(this.keyValues, SPACE, `${id} `))
      places.push(key.slice(id.length + 1));
    return places;
  }
}
