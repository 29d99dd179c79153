export type Proposed = Readonly<{ id: string; type: string; data: Uint8Array; custom: Uint8Array }>;
export type Stored = Proposed &
  Readonly<{ stream: string; revision: number; position: bigint; created: string }>;
/**
 * What became of an append: its last event, or the revision at which the stream really is (-1: there is
 * none).
 */
export type Outcome = Readonly<{ last: Stored } | { current: number }>;

/** Commit positions are byte offsets: sparse. */
const STEP = 97n;
/** .NET ticks per millisecond, in which the server tells times. */
const TICKS = 10_000n;

/** The log of the double, in memory: $all, its streams, and who waits for more of it. */
export class DoubleLog {
  readonly all: Stored[] = [];
  private readonly byStream = new Map<string, Stored[]>();
  private readonly waiting = new Set<() => void>();
  private foreigners = 0;

  /**
   * Appends at the expected revision (-1: no stream yet), or tells that an earlier try did, or where the
   * stream is.
   */
  append(stream: string, expected: number, proposed: readonly Proposed[]): Outcome {
    const own = this.byStream.get(stream) ?? [];
    const current = own.length - 1;
    if (expected === current) return { last: this.take(stream, proposed) };
    // The same ids at the expected place were written by an earlier try (IndexWriter.CheckCommit).
    const there = own.slice(expected + 1, expected + 1 + proposed.length);
    const last = there[there.length - 1];
    if (
      expected < current &&
      last &&
      there.length === proposed.length &&
      there.every(({ id }, index) => id === proposed[index]!.id)
    )
      return { last };
    return { current };
  }

  private take(stream: string, proposed: readonly Proposed[]): Stored {
    const own = this.byStream.get(stream) ?? [];
    this.byStream.set(stream, own);
    for (const event of proposed) {
      const stored = {
        ...event,
        stream,
        revision: own.length,
        position: BigInt(this.all.length + 1) * STEP,
        created: String(BigInt(Date.now()) * TICKS),
      };
      own.push(stored);
      this.all.push(stored);
    }
    for (const wake of [...this.waiting]) wake();
    return own[own.length - 1]!;
  }

  /** Events of other people, and of the server itself. */
  foreign(count: number): void {
    const proposed = Array.from({ length: count }, () => ({
      id: `00000000-0000-5000-a000-${String(++this.foreigners).padStart(12, '0')}`,
      type: 'Other',
      data: Buffer.from('{}'),
      custom: new Uint8Array(),
    }));
    if (count > 0) this.take(this.foreigners % 2 === 0 ? 'somebody-else' : '$stats-127.0.0.1', proposed);
  }

  stream(name: string): readonly Stored[] | undefined {
    return this.byStream.get(name);
  }

  /** Calls `wake` after every append, until the returned function is called. */
  whenAppended(wake: () => void): () => void {
    this.waiting.add(wake);
    return () => void this.waiting.delete(wake);
  }

  /** Whether an event stands at a position. */
  isPlace(position: bigint): boolean {
    return position > 0n && position % STEP === 0n && position <= BigInt(this.all.length) * STEP;
  }

  /** The place in $all of the first event after a position. */
  static indexAfter(position: bigint): number {
    return Number(position / STEP);
  }
}
