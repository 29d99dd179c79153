import type { Position, Recorded } from '#kernel';

/** Events of one page; some 2 kB each. */
export const PAGE_EVENTS = 2_000;
/**
 * Pages that one read brings. Between two reads the server waits for this process, and this process for the
 * server: reads of 4,000 events brought a fifth fewer in the same time than reads of 10,000, and longer ones
 * no more.
 */
export const READ_PAGES = 4;
/** Full pages that are kept for those who come behind: what is read ahead leaves the one before it there. */
const PAGES_MAX = 2 * READ_PAGES;

type Page = Readonly<{ from: Position; to: Position; events: readonly Recorded[] }>;
/** Gives what it reads as it comes. */
type Read = (position: Position, limit: number, take: (event: Recorded) => void) => Promise<void>;

/** A page that is being read. */
class Coming {
  readonly events: Recorded[] = [];
  readonly whole: Promise<readonly Recorded[]>;
  end!: () => void;
  fail!: (error: unknown) => void;

  constructor(readonly from: Position) {
    this.whole = new Promise((resolve, reject) => {
      [this.end, this.fail] = [() => resolve(this.events), reject];
    });
    // It may be that nobody waits for it yet.
    this.whole.catch(() => undefined);
  }
}

/**
 * The log in large pages for all who catch up: read and decoded once for those who are close to each other,
 * several in one read, each given as soon as it is full, and the next while one is being handled. A full page
 * never changes; what stands at the end of the log is read anew each time.
 */
export class Pages {
  private pages: readonly Page[] = [];
  private readonly reading = new Map<Position, Coming>();

  constructor(private readonly read: Read) {}

  /** Events after a position: fewer than `limit` only where the log ends. */
  async after(position: Position, limit: number): Promise<readonly Recorded[]> {
    const known = this.pages.find(({ from, to }) => from <= position && position < to);
    if (known) this.ahead(known.to);
    const page = known?.events ?? (await this.come(position));
    const begin = known && known.from !== position ? firstBehind(page, position) : 0;
    const found = page.slice(begin, begin + limit);
    if (found.length === limit || page.length < PAGE_EVENTS) return found;
    return [...found, ...(await this.after(page[page.length - 1]!.position, limit - found.length))];
  }

  private async come(position: Position): Promise<readonly Recorded[]> {
    const coming = this.reading.get(position);
    if (!coming) return this.page(position);
    const under = await coming.whole.catch(() => []);
    if (under.length === PAGE_EVENTS) return under;
    // Somebody else asked for it before: it may lack what came since.
    const since = await this.page(under[under.length - 1]?.position ?? position);
    return [...under, ...since];
  }

  /** What nobody is reading and nobody has read. */
  private ahead(position: Position): void {
    if (this.reading.size > 0 || this.pages.some(({ from, to }) => from <= position && position < to)) return;
    void this.page(position);
  }

  /** The first of the pages that one read brings from here. */
  private page(position: Position): Promise<readonly Recorded[]> {
    const first = this.begin(position);
    let coming = first;
    let left = READ_PAGES;
    const take = (event: Recorded) => {
      coming.events.push(event);
      if (coming.events.length < PAGE_EVENTS) return;
      this.keep(coming, event.position);
      left -= 1;
      if (left > 0) coming = this.begin(event.position);
    };
    this.read(position, READ_PAGES * PAGE_EVENTS, take).then(
      () => this.over(coming, coming.end),
      (error: unknown) => this.over(coming, () => coming.fail(error)),
    );
    return first.whole;
  }

  private begin(from: Position): Coming {
    const coming = new Coming(from);
    this.reading.set(from, coming);
    return coming;
  }

  private keep(coming: Coming, to: Position): void {
    const { from, events } = coming;
    const others = this.pages.filter((page) => page.from !== from);
    this.pages = [...others, { from, to, events }].slice(-PAGES_MAX);
    this.over(coming, coming.end);
  }

  private over(coming: Coming, tell: () => void): void {
    if (this.reading.get(coming.from) === coming) this.reading.delete(coming.from);
    tell();
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
