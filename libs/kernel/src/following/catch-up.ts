import { Logger } from '@nestjs/common';
import type { EventStore } from '../log/event-store.js';
import { pause } from './back-off.js';
import { followInLanes } from './lanes.js';
import type { LanesOptions, LanesRunner } from './lanes.js';
import type { Position } from '../messages/messages.js';
import type { SagaPlaces } from '../sagas/saga-places.js';
import { CHECKPOINT_MS } from './subscription-runner.js';
import type { Subscriptions } from './subscriptions.js';

export type CatchUpOptions = LanesOptions &
  Readonly<{ saga: string; /** The last position that is shown. */ until: Position }>;

/**
 * Shows one saga what the common run did not: in lanes of its own, with checkpoints and leases, so that
 * engines share the work and a killed one's part goes on. Beside the common run: an entry's old facts may be
 * followed after a new one, as with any work that was done before its task was opened. What both show is done
 * once, by the ids of the commands.
 */
export class CatchUp {
  private readonly log = new Logger(CatchUp.name);
  private readonly stopping = new AbortController();
  readonly lanes: LanesRunner;

  constructor(
    store: EventStore,
    private readonly subscriptions: Subscriptions,
    private readonly places: SagaPlaces,
    private readonly options: CatchUpOptions,
  ) {
    const { until, handle } = options;
    this.lanes = followInLanes(store, subscriptions, {
      ...options,
      handle: async (event) => (event.position <= until ? handle(event) : undefined),
    });
  }

  /** Resolves when the whole installation has caught up, or this process stops. */
  async run(): Promise<void> {
    this.lanes.start();
    while (!this.stopping.signal.aborted) {
      try {
        if (await this.ended()) break;
      } catch (error) {
        this.log.warn(`how far ${this.options.saga} has come could not be read: ${String(error)}`);
      }
      await pause(CHECKPOINT_MS, this.stopping.signal);
    }
    await this.lanes.stop();
    if (!this.stopping.signal.aborted) await this.forget();
  }

  stop(): void {
    this.stopping.abort();
  }

  /** Another engine may have noted it, and begun to forget the checkpoints, before this one looked. */
  private async ended(): Promise<boolean> {
    const { saga, name, partitions, until } = this.options;
    if (await this.places.isCaughtUp(saga)) return true;
    const own = (await this.subscriptions.progress()).filter(({ subscription }) => subscription === name);
    if (own.length < partitions || own.some(({ position }) => position < until)) return false;
    await this.places.noteCaughtUp(saga);
    return true;
  }

  /** Each engine forgets after its own lanes have ended, so the last one leaves nothing. */
  private async forget(): Promise<void> {
    await this.subscriptions
      .forget(this.options.name)
      .catch((error: unknown) =>
        this.log.warn(`old checkpoints stay until the next start: ${String(error)}`),
      );
  }
}
