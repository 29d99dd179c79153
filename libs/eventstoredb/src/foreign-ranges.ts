import { START } from '#kernel';
import type { Position } from '#kernel';

/** A stretch of $all, behind `from` and up to `to` (inclusive), in which nothing is ours. */
export type Stretch = Readonly<{
  from: Position;
  to: Position;
  /** What stands at `from` is ours, or the log begins there; otherwise nobody looked. */
  own: boolean;
}>;

/** More are hardly worth a place: the shortest are forgotten, and walked again when somebody comes by. */
export const STRETCHES_MAX = 64;

/**
 * What is known of the parts of $all that hold nothing of ours, so that other people's events are walked over
 * once, not at every look. A log never changes and shows its positions in order: what was true of a stretch
 * once is true for ever, in whatever order one hears of it.
 */
export class ForeignRanges {
  /** Apart from each other, in order. The last reaches the furthest that anybody has looked. */
  private stretches: readonly Stretch[] = [];

  learn(stretch: Stretch): void {
    const joined = this.stretches.filter((known) => touch(known, stretch)).reduce(joinedOf, stretch);
    const all = [...this.stretches.filter((known) => !touch(known, stretch)), joined].sort((a, b) =>
      a.to < b.to ? -1 : 1,
    );
    const kept = all.filter((known, index) => !isStale(known, all[index + 1]));
    this.stretches = kept.length > STRETCHES_MAX ? withoutShortest(kept) : kept;
  }

  /** Where to look for what comes after a position: there, or further on. */
  skip(after: Position): Position {
    return this.stretches.find(({ from, to }) => from <= after && after < to)?.to ?? after;
  }

  /** The stretch that holds a position. */
  around(at: Position): Stretch | undefined {
    return this.stretches.find(({ from, to }) => from < at && at <= to);
  }

  /** The last event of ours that anybody has seen. */
  get lastOwn(): Position {
    return this.stretches.findLast(({ own }) => own)?.from ?? START;
  }

  /** How far anybody has looked. */
  get end(): Position | undefined {
    return this.stretches[this.stretches.length - 1]?.to;
  }
}

const touch = (a: Stretch, b: Stretch): boolean => a.from <= b.to && b.from <= a.to;

function joinedOf(a: Stretch, b: Stretch): Stretch {
  const [first, second] = a.from <= b.from ? [a, b] : [b, a];
  return {
    from: first.from,
    to: first.to > second.to ? first.to : second.to,
    own: first.own || (first.from === second.from && second.own),
  };
}

/**
 * One without length tells only that an event is ours, and how far somebody has looked: not once that is
 * known of a later one.
 */
const isStale = ({ from, to }: Stretch, next: Stretch | undefined): boolean =>
  from === to && next !== undefined && next.own;

function withoutShortest(stretches: readonly Stretch[]): readonly Stretch[] {
  const older = stretches.slice(0, -1);
  const shortest = older.reduce((least, stretch) =>
    stretch.to - stretch.from < least.to - least.from ? stretch : least,
  );
  return stretches.filter((stretch) => stretch !== shortest);
}
