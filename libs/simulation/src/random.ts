import { createHash } from 'node:crypto';

/**
 * Repeatable chance: what happens to an entry depends on the seed and on a sentence about the occasion, never
 * on the order in which things happen to be computed.
 */
export class Chance {
  constructor(private readonly seed: number) {}

  /** From 0 (inclusive) to 1 (exclusive). */
  of(occasion: string): number {
    return createHash('sha256').update(`${this.seed}/${occasion}`).digest().readUInt32BE(0) / 2 ** 32;
  }

  /** Whether something with this probability comes true. */
  happens(occasion: string, probability: number): boolean {
    return this.of(occasion) < probability;
  }

  /** A whole number from `low` to `high`, both included. */
  between(occasion: string, low: number, high: number): number {
    return low + Math.floor(this.of(occasion) * (high - low + 1));
  }

  pick<T>(occasion: string, choices: readonly T[]): T {
    return choices[this.between(occasion, 0, choices.length - 1)]!;
  }
}
