import { Inject, Injectable } from '@nestjs/common';
import { pause } from '../following/back-off.js';
import { Subscriptions } from '../following/subscriptions.js';
import { EventStore } from '../log/event-store.js';
import { START } from '../messages/messages.js';
import type { Position, Recorded } from '../messages/messages.js';
import { followedBy } from './projection.js';
import type { Projection } from './projection.js';
import { Projector, subscriptionOf } from './projector.js';
import { ReadModels } from './read-models.js';

/** Facts that are read from the log at a time. */
const PAGE_FACTS = 500;
/** How often it is asked how far the read models have come, while the log is ahead of them. */
const SHOWN_LOOK_MS = 50;

/**
 * The facts that read models have taken in, in the order of the log: whoever is told of one finds it when
 * they ask. A read model that passes over a fact is not waited for. It makes no difference which process
 * writes the read models: their checkpoints are what counts.
 */
@Injectable()
export class ShownFacts {
  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(Subscriptions) private readonly subscriptions: Subscriptions,
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(Projector) private readonly projector: Projector,
  ) {}

  /** A position whose facts are all shown; some facts after it may be shown as well. */
  async position(models: readonly string[]): Promise<Position> {
    const reached = [...(await this.reached(models)).values()];
    return reached.reduce((least, one) => (one < least ? one : least), reached[0] ?? START);
  }

  /** The shown facts after a position, at most so many. */
  async after(position: Position, models: readonly string[], limit: number): Promise<readonly Recorded[]> {
    return this.shownOf(await this.store.readAll(position, limit), models);
  }

  /** Whether the log ends before a position: then it is none of this log. */
  async isBeyond(position: Position): Promise<boolean> {
    return position > (await this.store.head());
  }

  /** {@link after} for ever, a page at a time, until `signal` aborts. */
  async *follow(
    after: Position,
    models: readonly string[],
    signal: AbortSignal,
  ): AsyncGenerator<readonly Recorded[]> {
    for (let position = after; !signal.aborted;) {
      const page = await this.store.readAll(position, PAGE_FACTS);
      if (page.length === 0) {
        await this.store.changed(position, signal);
        continue;
      }
      const shown = await this.shownOf(page, models);
      const last = shown.at(-1);
      if (!last) {
        await pause(SHOWN_LOOK_MS, signal);
        continue;
      }
      position = last.position;
      yield shown;
    }
  }

  /** The first of a page, up to the one that some read model has not taken in yet. */
  private async shownOf(page: readonly Recorded[], models: readonly string[]): Promise<readonly Recorded[]> {
    const reached = await this.reached(models);
    const following = [...reached].map(([model, position]) => ({
      position,
      follows: followedBy(this.projection(model)),
    }));
    const end = page.findIndex((fact) =>
      following.some(({ position, follows }) => position < fact.position && follows(fact.type)),
    );
    return end < 0 ? page : page.slice(0, end);
  }

  /** @throws Error when no projection writes the read model */
  projection(model: string): Projection {
    const found = this.projector.projections.find(({ name }) => name === model);
    if (!found) throw new Error(`No projection is named ${model}.`);
    return found;
  }

  private async reached(models: readonly string[]): Promise<ReadonlyMap<string, Position>> {
    const progress = new Map(
      (await this.subscriptions.progress()).map(({ subscription, position }) => [subscription, position]),
    );
    const lives = await Promise.all(models.map((model) => this.readModels.live(model)));
    return new Map(
      models.map((model, index) => [model, progress.get(subscriptionOf(model, lives[index]!)) ?? START]),
    );
  }
}
