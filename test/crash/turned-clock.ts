import { readFileSync, writeFileSync } from 'node:fs';
import { Clock } from '#kernel';

/**
 * The machine's clock, set forward by as much as a file says, for every process that is given the file. It
 * runs on as before, so alarms are set and ring as anywhere.
 */
export class TurnedClock extends Clock {
  readonly ticking = true;

  constructor(private readonly file: string) {
    super();
  }

  now(): string {
    return new Date(Date.now() + this.aheadMs).toISOString();
  }

  /** Sets it forward for all of them. */
  turn(ms: number): void {
    writeFileSync(this.file, String(this.aheadMs + ms));
  }

  private get aheadMs(): number {
    try {
      return Number(readFileSync(this.file, 'utf8'));
    } catch {
      return 0; // Nobody has turned it yet.
    }
  }
}
