import { MemoryKeyValues } from '#kernel/testing';
import { RealTime } from '../src/time.js';

/** Time that passes when a test says so. */
export class TestTime extends RealTime {
  constructor(private current = Date.parse('2026-03-02T02:00:00.000Z')) {
    super();
  }
  override ms(): number {
    return this.current;
  }
  pass(ms: number): void {
    this.current += ms;
  }
}

/** Keyed values in memory on the time of the test. */
export class InspectedKeyValues extends MemoryKeyValues {
  constructor(time: RealTime = new RealTime()) {
    super(() => time.ms());
  }

  /** Everything that is stored, as text: to look for secrets in. */
  dump(): string {
    return JSON.stringify([...this.spaces].map(([name, space]) => [name, [...space]]));
  }
}
