import type { Position, Recorded } from '#kernel';

/** Events of one page; some 2 kB each. */
export const PAGE_EVENTS = 4_000;
/** Full pages that are kept for those who come behind. */
const PAGES_MAX = 4;

type Page = Readonly<{ from: Position; to: Position; events: readonly Recorded[] }>;
type Read = (position: Position, limit: number) => Promise<readonly Recorded[]>;

/**
 * The log in large pages for all who catch up: read and decoded once for those who are close to each other,
 * and the next while one is being handled. A full page never changes; what stands at the end of the log is
 * read anew each time.
 */
export class Pages {
  private pages: readonly Page[] = [];
  private readonly reading = new Map<Position, Promise<readonly Recorded[]>>();

  constructor(private readonly read: Read) {}

  async after(position: Position, limit: number): Promise<readonly Recorded[]> {
    const known = this.pages.find(({ from, to }) => from <= position && position < to);
    if (!known) {
      // What somebody else asked for before may lack what came since: only a full page is good for both.
      const under = await this.reading.get(position)?.catch(() => undefined);
      const page = under?.length === PAGE_EVENTS ? under : await this.page(position);
      return page.slice(0, limit);
    }
    this.ahead(known.to);
    const begin = known.from === position ? 0 : firstBehind(known.events, position);
    return known.events.slice(begin, begin + limit);
  }

  /** What nobody is reading and nobody has read. */
  private ahead(position: Position): void {
    if (this.reading.size > 0 || this.pages.some(({ from, to }) => from <= position && position < to)) return;
    void this.page(position).catch(() => undefined);
  }

  private page(position: Position): Promise<readonly Recorded[]> {
    const reading: Promise<readonly Recorded[]> = this.read(position, PAGE_EVENTS)
      .then((events) => {
        const last = events[events.length - 1];
        if (!last || events.length < PAGE_EVENTS) return events;
        this.pages = [...this.pages, { from: position, to: last.position, events }].slice(-PAGES_MAX);
        return events;
      })
      .finally(() => this.reading.get(position) === reading && this.reading.delete(position));
    this.reading.set(position, reading);
    return reading;
  }
}

function firstBehind(events: readonly Recorded[], position: Position): number {
  let [low, high] = [0, events.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (events[middle]!.position <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}
