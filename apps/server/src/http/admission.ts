/**
 * What a request is to the house. Who waits is let in in this order: people before machines, reads before
 * reports.
 */
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

/**
 * When somebody who is turned away may ask again: the later, the more there are, so that they do not all come
 * back at once.
 */
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
    return Math.min(
      RETRY_SECONDS_MAX,
      RETRY_SECONDS + Math.floor(Math.max(this.before, this.count) / TURNED_AWAY_PER_SECOND),
    );
  }
}

/**
 * Reads that take longer than this, waiting not counted, are too many at a time for this machine at this
 * moment.
 */
const SLOW_MS = 300;
/**
 * What fits one machine in its best hour does not fit each in every: the room shrinks to a part of itself, by
 * steps.
 */
const [SHARE_MIN, SHRINK, GROW] = [1 / 16, 0.8, 1 / 16];

type Waiting = Readonly<{ since: number; admit: (admitted: boolean) => void }>;

/**
 * Lets so many requests work at a time and so many wait, each for a short time at most; everybody else is
 * told at once to come again. So whoever is admitted is answered soon, however many come. Signing in has a
 * room of its own: it is work of the processor, and must neither hold up others nor be held up by them.
 */
export class Admission {
  private readonly working: Record<Kind, number> = { write: 0, read: 0, machine: 0, report: 0, 'sign-in': 0 };
  private readonly lines: Record<Kind, Waiting[]> = {
    write: [],
    read: [],
    machine: [],
    report: [],
    'sign-in': [],
  };
  /** Of the room, what is used: as much as lets those at work be done soon. */
  private share = 1;
  private reads = { count: 0, ms: 0 };

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

  /** `ms`: how long it was at work. */
  leave(kind: Kind, ms = 0): void {
    this.working[kind] -= 1;
    if (kind === 'read') this.reads = { count: this.reads.count + 1, ms: this.reads.ms + ms };
    this.settle();
  }

  /**
   * Whether it would be turned away at once. `lateMs`: so long it has waited already, in a process that comes
   * round to its connections late; then only who need not wait is let in.
   */
  isFull(kind: Kind, lateMs: number): boolean {
    const { waiting, waitMsMax } = this.rooms.kinds[kind];
    const line = this.lines[kind].length;
    return line >= waiting || (lateMs > waitMsMax && (line > 0 || !this.hasRoom(kind)));
  }

  /**
   * Makes the room fit, from time to time: writes may wait for engines and reports for much, but a read that
   * takes long means that too much is done at a time.
   */
  fit(): void {
    const { count, ms } = this.reads;
    this.reads = { count: 0, ms: 0 };
    if (count === 0) return;
    if (ms / count > SLOW_MS) this.share = Math.max(SHARE_MIN, this.share * SHRINK);
    else if (ms / count < SLOW_MS / 2) this.share = Math.min(1, this.share + GROW);
  }

  /**
   * Turns away who has waited too long, and admits whoever is next. To be called now and then: nobody may be
   * leaving.
   */
  settle(): void {
    for (const kind of [...CLASSES, 'sign-in'] as const) {
      const line = this.lines[kind];
      while (line.length > 0 && this.now() - line[0]!.since > this.rooms.kinds[kind].waitMsMax)
        line.shift()!.admit(false);
      while (line.length > 0 && this.hasRoom(kind)) {
        this.working[kind] += 1;
        line.shift()!.admit(true);
      }
    }
  }

  private hasRoom(kind: Kind): boolean {
    if (kind === 'sign-in') return this.working[kind] < this.rooms.kinds[kind].abreast;
    if (this.working[kind] >= this.fitting(this.rooms.kinds[kind].abreast)) return false;
    return CLASSES.reduce((sum, one) => sum + this.working[one], 0) < this.fitting(this.rooms.abreast);
  }

  private fitting(abreast: number): number {
    return Math.max(1, Math.floor(abreast * this.share));
  }

  /** How many are at work and how many wait, for the metrics. */
  counts(): readonly Readonly<{ kind: Kind; working: number; waiting: number }>[] {
    return ([...CLASSES, 'sign-in'] as const).map((kind) => ({
      kind,
      working: this.working[kind],
      waiting: this.lines[kind].length,
    }));
  }
}
