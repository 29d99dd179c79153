import { setTimeout as pause } from 'node:timers/promises';
import { Inject, Injectable, Logger } from '@nestjs/common';
import type { BeforeApplicationShutdown } from '@nestjs/common';
import { ReadModels, ShownFacts, START, followedBy } from '#kernel';
import type { Position, Recorded } from '#kernel';
import { SHOWN_BY, WATCHED } from './watched.js';
import type { Placed } from './watched.js';

/** Whoever has missed more facts than this looks at everything again, which is less work than being told. */
export const MISSED_FACTS_MAX = 1_000;

/** While the log or the database is away. */
const AGAIN_MS = 1_000;

export type Told = Readonly<{
  changes: readonly Placed[];
  /** Up to here everything has been told. */
  position: Position;
  /** Too much was missed: anything may have changed. */
  isReset?: true;
}>;
type Listener = (told: Told) => void;

/**
 * What changed in the lists and cases of the house, told when the read models show it. A process follows the
 * log once, for all that listen, and only while somebody does.
 */
@Injectable()
export class ChangeFeed implements BeforeApplicationShutdown {
  private readonly logger = new Logger(ChangeFeed.name);
  private readonly listeners = new Set<Listener>();
  private told: Position = START;
  private following: AbortController | undefined;
  private ended: Promise<void> | undefined;

  constructor(
    @Inject(ShownFacts) private readonly facts: ShownFacts,
    @Inject(ReadModels) private readonly readModels: ReadModels,
  ) {}

  /** What changed after a position; without one, nothing, and where to go on from. */
  async since(after: Position | undefined): Promise<Told> {
    const now = await this.facts.position(SHOWN_BY);
    if (after === undefined) {
      // A read model that passes over the newest facts lags behind what is shown: nobody is told of old news.
      const shown = await this.facts.after(now, SHOWN_BY, MISSED_FACTS_MAX);
      return { changes: [], position: shown.at(-1)?.position ?? now };
    }
    const facts = await this.facts.after(after, SHOWN_BY, MISSED_FACTS_MAX);
    const last = facts.at(-1);
    // A position ahead of the log is one of another log.
    const isOfAnother = !last && after > now && (await this.facts.isBeyond(after));
    if (isOfAnother || facts.length === MISSED_FACTS_MAX)
      return { changes: [], position: now, isReset: true };
    return { changes: await this.changesOf(facts), position: last?.position ?? after };
  }

  /**
   * Tells `missed` what changed after a position and `listener` of everything from there on, without a gap.
   * Answers with the way to stop.
   */
  async listen(after: Position | undefined, missed: Listener, listener: Listener): Promise<() => void> {
    let position = after;
    do {
      const told = await this.since(position);
      position = told.position;
      missed(told);
    } while (this.following && position < this.told);
    const hear: Listener = (told) => {
      if (told.position > position) listener(told);
    };
    this.listeners.add(hear);
    if (!this.following) this.begin(position);
    return () => {
      if (this.listeners.delete(hear) && this.listeners.size === 0) this.stop();
    };
  }

  private begin(position: Position): void {
    this.told = position;
    const following = new AbortController();
    this.following = following;
    this.ended = this.follow(following.signal);
  }

  private stop(): void {
    this.following?.abort();
    this.following = undefined;
  }

  private async follow(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        for await (const facts of this.facts.follow(this.told, SHOWN_BY, signal)) {
          const changes = await this.changesOf(facts);
          if (signal.aborted) return;
          this.told = facts.at(-1)!.position;
          for (const listener of this.listeners) listener({ changes, position: this.told });
        }
      } catch (error) {
        if (signal.aborted) return;
        this.logger.warn(`could not follow what changes, and tries again: ${String(error)}`);
        await pause(AGAIN_MS, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** Each thing once, with where it lies; what is not there any more is told to nobody. */
  private async changesOf(facts: readonly Recorded[]): Promise<readonly Placed[]> {
    const changes = await Promise.all(
      WATCHED.map(async ({ kind, model, placeOf, audienceOf, more }) => {
        const projection = this.facts.projection(model);
        const follows = followedBy(projection);
        const ids = new Set(
          facts.flatMap((fact) => [
            ...(follows(fact.type) ? projection.ids(fact) : []),
            ...(more?.(fact) ?? []),
          ]),
        );
        const documents = await this.readModels.load(model, await this.readModels.live(model), [...ids]);
        return [...documents].map(([id, document]) => ({
          kind,
          id,
          place: placeOf(document),
          ...(audienceOf ? { audience: audienceOf(document) } : {}),
        }));
      }),
    );
    return changes.flat();
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stop();
    await this.ended;
  }
}
