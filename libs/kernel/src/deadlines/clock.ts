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
