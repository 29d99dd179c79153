/** What a request is to the house. Who waits is let in in this order: people before machines, reads before reports. */
export const CLASSES = ['write', 'read', 'machine', 'report'] as const;
export type Kind = (typeof CLASSES)[number] | 'sign-in';

/** `abreast`: of all at work, so many may be of this class. `waiting`: more are turned away at once. */
export type Room = Readonly<{ abreast: number; waiting: number; waitMsMax: number }>;
export type Rooms = Readonly<{ abreast: number; kinds: Readonly<Record<Kind, Room>> }>;

/** Nobody knows sooner whether there is room again. */
export const RETRY_SECONDS = 1;
const RETRY_SECONDS_MAX = 30;
/** Turning somebody away is work too: of so many in a second each is asked to wait a second longer. */
const TURNED_AWAY_PER_SECOND = 100;
const SECOND_MS = 1_000;

/** When somebody who is turned away may ask again: the later, the more there are, so that they do not all come back at once. */
export class Patience {
  private since = 0;
  private before = 0;
  private count = 0;

  constructor(private readonly now: () => number) {}

  seconds(): number {
    const passed = this.now() - this.since;
    if (passed >= SECOND_MS) {
      this.before = passed < 2 * SECOND_MS ? this.count : 0;
      this.since = this.now();
      this.count = 0;
    }
    this.count += 1;
    return Math.min(RETRY_SECONDS_MAX, RETRY_SECONDS + Math.floor(Math.max(this.before, this.count) / TURNED_AWAY_PER_SECOND));
  }
}

type Waiting = Readonly<{ since: number; admit: (admitted: boolean) => void }>;

/**
 * Lets so many requests work at a time and so many wait, each for a short time at most; everybody else is told at once
 * to come again. So whoever is admitted is answered soon, however many come. Signing in has a room of its own: it is
 * work of the processor, and must neither hold up others nor be held up by them.
 */
export class Admission {
  private readonly working: Record<Kind, number> = { write: 0, read: 0, machine: 0, report: 0, 'sign-in': 0 };
  private readonly lines: Record<Kind, Waiting[]> = { write: [], read: [], machine: [], report: [], 'sign-in': [] };

  constructor(
    private readonly rooms: Rooms,
    private readonly now: () => number,
  ) {}

  /** Answers when there is room, with whether the request is admitted; then it must {@link leave}. */
  enter(kind: Kind): Promise<boolean> {
    if (this.lines[kind].length === 0 && this.hasRoom(kind)) {
      this.working[kind] += 1;
      return Promise.resolve(true);
    }
    if (this.lines[kind].length >= this.rooms.kinds[kind].waiting) return Promise.resolve(false);
    return new Promise((admit) => this.lines[kind].push({ since: this.now(), admit }));
  }

  leave(kind: Kind): void {
    this.working[kind] -= 1;
    this.settle();
  }

  /** Turns away who has waited too long, and admits whoever is next. To be called now and then: nobody may be leaving. */
  settle(): void {
    for (const kind of [...CLASSES, 'sign-in'] as const) {
      const line = this.lines[kind];
      while (line.length > 0 && this.now() - line[0]!.since > this.rooms.kinds[kind].waitMsMax) line.shift()!.admit(false);
      while (line.length > 0 && this.hasRoom(kind)) {
        this.working[kind] += 1;
        line.shift()!.admit(true);
      }
    }
  }

  private hasRoom(kind: Kind): boolean {
    if (this.working[kind] >= this.rooms.kinds[kind].abreast) return false;
    if (kind === 'sign-in') return true;
    return CLASSES.reduce((sum, one) => sum + this.working[one], 0) < this.rooms.abreast;
  }

  /** How many are at work and how many wait, for the metrics. */
  counts(): readonly Readonly<{ kind: Kind; working: number; waiting: number }>[] {
    return ([...CLASSES, 'sign-in'] as const).map((kind) => ({ kind, working: this.working[kind], waiting: this.lines[kind].length }));
  }
}
