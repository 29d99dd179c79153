import type { EventStore } from './event-store.js';
import { START } from './messages.js';
import type { Position } from './messages.js';
import type { Records } from './records.js';

/** Where the places are kept. Positions are those of one installation's log: a move leaves them behind. */
export const SAGA_PLACES = 'saga-places';
/** Set once all sagas of the first release that kept places have theirs; no method can have this name. */
const KEPT = '*';
const SAGAS_MAX = 10_000;

const caughtUp = (saga: string) => `${saga}/caught-up`;

/** From where on each saga follows the log, by its name: written once, by whichever engine is first, before it reacts. */
export class SagaPlaces {
  constructor(
    private readonly records: Records,
    private readonly store: EventStore,
  ) {}

  /**
   * The position after which each saga reacts. One that the installation has never seen reacts to what comes after the
   * head of now. An installation that kept no places yet has followed its sagas from the start; a saga of it that wants
   * the beginning is caught up even so, because nobody knows whether it was there.
   */
  async settle(sagas: readonly Readonly<{ name: string; fromTheBeginning: boolean }>[]): Promise<ReadonlyMap<string, Position>> {
    const head = await this.store.head();
    const known = await this.kept();
    const first = !known.has(KEPT);
    for (const { name, fromTheBeginning } of sagas) {
      if (!known.has(name)) await this.records.insert(SAGA_PLACES, name, { after: String(first && !fromTheBeginning ? START : head) });
    }
    if (first) await this.records.insert(SAGA_PLACES, KEPT, { after: String(START) });
    const settled = await this.kept(); // Where two were first, what was written counts and not what one meant to write.
    return new Map(sagas.map(({ name }) => [name, settled.get(name)!]));
  }

  async isCaughtUp(saga: string): Promise<boolean> {
    return (await this.records.get(SAGA_PLACES, caughtUp(saga))) !== undefined;
  }

  async noteCaughtUp(saga: string, until: Position): Promise<void> {
    await this.records.put(SAGA_PLACES, caughtUp(saga), { after: String(until) });
  }

  private async kept(): Promise<ReadonlyMap<string, Position>> {
    const rows = await this.records.list<{ after: string }>(SAGA_PLACES, undefined, SAGAS_MAX);
    return new Map(rows.map(({ key, value }) => [key, BigInt(value.after)]));
  }
}
