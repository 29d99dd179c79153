import { Inject, Injectable } from '@nestjs/common';
import { Settings } from '../settings.js';
import { Problem } from '../http/problems.js';
import { contextOf } from '../http/request-context.js';
import type { RushiRequest } from '../http/request-context.js';
import { KeyWatch } from './key-watch.js';
import type { Watched } from './key-watch.js';

const BUSY_RETRY_SECONDS = 10;

/**
 * The answers that machines wait for and the streams that they listen to, counted together in each process:
 * one machine holds so many of them at the most, whatever it has of keys and tokens, so that the others find
 * room.
 */
@Injectable()
export class MachineListeners {
  private readonly open = new Map<string, number>();

  constructor(
    @Inject(KeyWatch) private readonly keys: KeyWatch,
    @Inject(Settings) private readonly settings: Settings,
  ) {}

  /** Of all machines. */
  get count(): number {
    return [...this.open.values()].reduce((sum, one) => sum + one, 0);
  }

  /**
   * Takes a place for as long as the work lasts. Counted before anything is waited for: many may come
   * together.
   * @throws Problem `rate.listeners`
   */
  async hold<T>(request: RushiRequest, work: (watched: Watched) => Promise<T>): Promise<T> {
    const { user } = contextOf(request).person!;
    const count = this.open.get(user) ?? 0;
    if (count >= this.settings.MACHINE_LISTENERS_MAX)
      throw new Problem('rate.listeners', { retryAfterSeconds: BUSY_RETRY_SECONDS });
    this.open.set(user, count + 1);
    const watched = this.keys.watch(contextOf(request).machine!.shown);
    try {
      return await work(watched);
    } finally {
      watched.end();
      const left = this.open.get(user)! - 1;
      if (left > 0) this.open.set(user, left);
      else this.open.delete(user);
    }
  }
}
