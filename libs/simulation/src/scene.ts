import { Rejected } from '#kernel/messages';
import type { Actor, CommandMeta, Envelope } from '#kernel/messages';
import { addDays } from '#policy';
import type { CivilDate, WorkingCalendar } from '#policy';
import type { Engine, EventStore, SimulatedClock } from '#kernel';
import type { LandEvent } from '#land';
import { Agenda } from './agenda.js';
import { Chance } from './random.js';

export type SimulationOptions = Readonly<{
  parcels: number;
  seed: number;
  /** First day; schemes are handed in during the `spreadDays` after it. */
  from: CivilDate;
  spreadDays: number;
  /** `rising`: ever more of them towards the end, so that the early stages are as full as the late ones. */
  pace?: 'even' | 'rising';
  /** Nothing happens after this day; what is still under way then stays so. */
  until: CivilDate;
  policy: string;
  /** Of the pack: a trade opens on a working day. */
  calendar: WorkingCalendar;
  /** m² of the supply plan of each district and plan year: scarce enough that somebody waits. */
  supplyM2: string;
  /**
   * Whether from this fact on everybody leaves the `n`th entry lie, so that it can be seen where it stands.
   */
  rests?: (n: number, fact: LandEvent['type']) => boolean;
  onProgress?: (done: number, today: CivilDate) => void;
}>;

/** Where officials are at work: 10:00 in Jinan. */
const OFFICE_HOUR = 'T02:00:00.000Z';

/** Where simulated people act: the engine, the log, the clock, what is planned, and the dice. */
export class Scene {
  readonly agenda = new Agenda();
  readonly chance: Chance;
  /** Entries that everybody leaves lying. */
  readonly resting = new Set<string>();
  /** Commands that came too late, as they do in life: refused, with their codes. */
  readonly refusals = new Map<string, number>();

  constructor(
    readonly engine: Engine,
    readonly store: EventStore,
    readonly clock: SimulatedClock,
    readonly options: SimulationOptions,
  ) {
    this.chance = new Chance(options.seed);
  }

  at(
    day: CivilDate,
    daysLater: number,
    entry: string,
    name: string,
    run: () => Promise<void>,
    alone = false,
  ): void {
    const at = `${addDays(day, daysLater)}${OFFICE_HOUR}`;
    this.agenda.plan({ at: at > this.clock.now() ? at : this.clock.now(), entry, name, run, alone });
  }

  meta(actor: Actor, correlation: string, id: string): CommandMeta {
    return {
      id: `simulation/${id}`,
      correlation,
      causation: `simulation/${id}`,
      actor,
      at: this.clock.now(),
      policy: this.options.policy,
    };
  }

  async give(command: Envelope): Promise<void> {
    if (this.resting.has(command.meta.correlation)) return;
    try {
      await this.engine.execute(command);
    } catch (error) {
      if (!(error instanceof Rejected)) throw error;
      this.refusals.set(error.code, (this.refusals.get(error.code) ?? 0) + 1);
    }
  }
}
