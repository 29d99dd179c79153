/** Time as a port: a decision gets its "now" from here, and a simulation turns the hands. */
export abstract class Clock {
  /** ISO 8601 in UTC, milliseconds. */
  abstract now(): string;
  /** Whether real time passes by itself, so that alarms are worth setting. */
  abstract readonly ticking: boolean;
}

export class SystemClock extends Clock {
  readonly ticking = true;
  now(): string {
    return new Date().toISOString();
  }
}

/** Stands still until it is told otherwise, and never runs backward. Demo seeding and tests only. */
export class SimulatedClock extends Clock {
  readonly ticking = false;
  /** Whether time passes by it between two turns. */
  readonly runs: boolean = false;
  constructor(private current: string) {
    super();
  }
  now(): string {
    return this.current;
  }
  set(instant: string): void {
    if (instant > this.current) this.current = instant;
  }
}

/**
 * The clock of a demonstration: time passes as it does, and people turn it forward besides. Its distance from
 * the real one is what its turns came to, so it goes on through a restart.
 */
export class RunningClock extends SimulatedClock {
  override readonly runs = true;
  private aheadMs = 0;

  constructor(private readonly real: Clock = new SystemClock()) {
    super(real.now());
  }

  override now(): string {
    // The real one may be set back by whoever sets it right; this one then stands until it has caught up.
    super.set(this.shifted());
    return super.now();
  }

  override set(instant: string): void {
    if (instant <= this.now()) return;
    this.aheadMs = Date.parse(instant) - Date.parse(this.real.now());
    super.set(instant);
  }

  /** A turn that was made before a restart. */
  turned({ from, to }: Readonly<{ from: string; to: string }>): void {
    this.aheadMs += Date.parse(to) - Date.parse(from);
    this.set(to);
  }

  private shifted(): string {
    return new Date(Date.parse(this.real.now()) + this.aheadMs).toISOString();
  }
}
