import type { EventStore } from '../log/event-store.js';
import { START } from '../messages/messages.js';
import type { Position } from '../messages/messages.js';
import type { KeyValues } from '../read-models/key-values.js';
import type { Subscriptions } from '../following/subscriptions.js';

/** Where the places are kept. Positions are those of one installation's log: a move leaves them behind. */
export const SAGA_PLACES = 'saga-places';
/** Set once all sagas of the first release that kept places have theirs; no method can have this name. */
const KEPT = '*';
const KEYS_MAX = 10_000;

/**
 * What a saga was not shown begins after the one position and ends with the other. Neither is ever changed,
 * only removed.
 */
const behind = (saga: string) => `${saga}/behind`;
const until = (saga: string) => `${saga}/until`;
const isPlace = (key: string) => key !== KEPT && !key.includes('/');

export type Arrears = Readonly<{ saga: string; after: Position; until: Position }>;
export type Settled = Readonly<{
  /** After which position each saga reacts in the common run. */
  places: ReadonlyMap<string, Position>;
  /** What has to be shown to a saga beside the common run. */
  arrears: readonly Arrears[];
}>;
type Named = Readonly<{ name: string; fromTheBeginning: boolean }>;

/**
 * From where on each saga follows the log, by its name: written once, by whichever engine is first, before it
 * reacts.
 */
export class SagaPlaces {
  constructor(
    private readonly keyValues: KeyValues,
    private readonly store: EventStore,
    private readonly subscriptions: Subscriptions,
    private readonly common: string,
  ) {}

  /**
   * Gives each saga its place. One that the installation has never seen reacts to what comes after the head
   * of now; an installation that kept no places yet has followed its sagas from the start, and one of them
   * that wants the beginning is caught up even so, because nobody knows whether it was there. `undefined`:
   * there is a new saga, and engines of a release without it are at work; what they follow would be lost to
   * it, so ask again when they have stopped.
   */
  async settle(sagas: readonly Named[]): Promise<Settled | undefined> {
    const known = await this.kept();
    const fresh = sagas.filter(({ name }) => !known.has(name));
    if (fresh.length > 0 && (await this.subscriptions.others(this.common)) > 0) return undefined;
    await this.place(fresh, !known.has(KEPT));
    await this.leave(
      [...known.keys()].filter((key) => isPlace(key) && sagas.every(({ name }) => name !== key)),
    );
    // Where two were first, what was written counts and not what one meant to write.
    const now = await this.kept();
    return {
      places: new Map(sagas.map(({ name }) => [name, now.get(name)!])),
      arrears: await this.arrears(sagas, now),
    };
  }

  private async place(fresh: readonly Named[], first: boolean): Promise<void> {
    const head = await this.store.head();
    for (const { name, fromTheBeginning } of fresh) {
      // Before the place: a place says that all was thought of.
      if (fromTheBeginning && head > START) await this.write(behind(name), START);
      await this.write(name, first && !fromTheBeginning ? START : head);
    }
    if (first) await this.write(KEPT, START);
  }

  /** This release has not these sagas: whatever it follows they are to be shown if they come back. */
  private async leave(absent: readonly string[]): Promise<void> {
    if (absent.length === 0) return;
    const checkpoints = (await this.subscriptions.progress())
      .filter(({ subscription }) => subscription === this.common)
      .map(({ position }) => position);
    const followed = checkpoints.reduce(
      (least, position) => (position < least ? position : least),
      checkpoints[0] ?? START,
    );
    for (const name of absent) await this.write(behind(name), followed);
  }

  private async arrears(
    sagas: readonly Named[],
    now: ReadonlyMap<string, Position>,
  ): Promise<readonly Arrears[]> {
    const late = sagas.filter(({ name }) => now.has(behind(name)));
    if (late.length === 0) return [];
    const head = await this.store.head(); // Never before any place.
    for (const { name } of late) await this.write(until(name), head);
    const written = await this.kept();
    return late.map(({ name }) => ({
      saga: name,
      after: now.get(behind(name))!,
      until: written.get(until(name)) ?? head,
    }));
  }

  async isCaughtUp(saga: string): Promise<boolean> {
    return (await this.keyValues.get(SAGA_PLACES, behind(saga))) === undefined;
  }

  async noteCaughtUp(saga: string): Promise<void> {
    for (const key of [until(saga), behind(saga)]) await this.keyValues.remove(SAGA_PLACES, key);
  }

  private async write(key: string, position: Position): Promise<void> {
    await this.keyValues.insert(SAGA_PLACES, key, { after: String(position) });
  }

  private async kept(): Promise<ReadonlyMap<string, Position>> {
    const rows = await this.keyValues.list<{ after: string }>(SAGA_PLACES, undefined, KEYS_MAX);
    return new Map(rows.map(({ key, value }) => [key, BigInt(value.after)]));
  }
}
