import { afterEach, describe, expect, it } from '@jest/globals';
import { setImmediate as turn } from 'node:timers/promises';
import { ENGINE, START } from '#kernel';
import type { Position, Recorded } from '#kernel';
import { PAGE_EVENTS, Pages, READ_PAGES } from './pages.js';

const eventAt = (position: number): Recorded => ({
  id: `a@${position}`,
  stream: 'a',
  version: position,
  position: BigInt(position),
  type: 'Told',
  data: {},
  meta: {
    correlation: 'a',
    causation: 'a',
    command: 'a',
    actor: ENGINE,
    occurredAt: '2026-03-01T08:00:00.000Z',
    policy: 'jinan@2026.1',
    schema: 1,
  },
  recordedAt: '2026-03-01T08:00:00.000Z',
});

/** A log of events at 1, 2, 3, …, read as the tests say. */
class Log {
  readonly reads: Position[] = [];
  length = 0;
  /** A read brings so many and then waits to be told on, or fails. */
  stopsAfter = Infinity;
  private go: (() => void) | undefined;
  private lose: ((error: Error) => void) | undefined;

  readonly pages = new Pages(async (after, limit, take) => {
    this.reads.push(after);
    const to = Math.min(Number(after) + limit, this.length);
    for (let position = Number(after) + 1; position <= to; position++) {
      if (position === this.stopsAfter + 1)
        await new Promise<void>((go, lose) => ([this.go, this.lose] = [go, lose]));
      take(eventAt(position));
    }
  });

  goOn(): void {
    this.stopsAfter = Infinity;
    this.go?.();
  }

  fail(): void {
    this.stopsAfter = Infinity;
    this.lose?.(new Error('away'));
  }

  /** First and last place of what is read after one. */
  async span(after: number, limit = PAGE_EVENTS): Promise<readonly [number, number] | undefined> {
    const page = await this.pages.after(BigInt(after), limit);
    return page.length > 0 ? [page[0]!.version, page[page.length - 1]!.version] : undefined;
  }
}

describe('a log read in pages', () => {
  let log = new Log();
  afterEach(() => {
    log = new Log();
  });

  it('gives a page as soon as it is full, while the same read goes on', async () => {
    [log.length, log.stopsAfter] = [2 * PAGE_EVENTS, PAGE_EVENTS + 1];
    expect(await log.span(0)).toEqual([1, PAGE_EVENTS]);
    const second = log.span(PAGE_EVENTS);
    log.goOn();
    expect(await second).toEqual([PAGE_EVENTS + 1, 2 * PAGE_EVENTS]);
    expect(log.reads).toEqual([START]);
  });

  it('is read once for all who come at the same time or close behind', async () => {
    log.length = READ_PAGES * PAGE_EVENTS;
    const spans = await Promise.all([log.span(0), log.span(0, 1_000), log.span(0)]);
    expect(spans).toEqual([
      [1, PAGE_EVENTS],
      [1, 1_000],
      [1, PAGE_EVENTS],
    ]);
    expect(await log.span(PAGE_EVENTS + 500, 100)).toEqual([PAGE_EVENTS + 501, PAGE_EVENTS + 600]);
    expect(log.reads).toEqual([START]);
  });

  it('is read on from the last page that is known, which stays for whoever is in it', async () => {
    const read = READ_PAGES * PAGE_EVENTS;
    log.length = 3 * read;
    for (let after = 0; after < read - PAGE_EVENTS; after += PAGE_EVENTS) {
      await log.span(after);
      expect(log.reads).toEqual([START]);
    }
    expect(await log.span(read - PAGE_EVENTS)).toEqual([read - PAGE_EVENTS + 1, read]);
    await turn();
    expect(await log.span(read - 1, 1)).toEqual([read, read]);
    expect(await log.span(read)).toEqual([read + 1, read + PAGE_EVENTS]);
    expect(log.reads).toEqual([START, BigInt(read)]);
  });

  it('brings as many as were asked for, wherever a page ends, or all there are', async () => {
    log.length = 2 * PAGE_EVENTS + 3;
    await log.span(0);
    expect(await log.span(PAGE_EVENTS - 10, 100)).toEqual([PAGE_EVENTS - 9, PAGE_EVENTS + 90]);
    expect(await log.span(PAGE_EVENTS - 10)).toEqual([PAGE_EVENTS - 9, 2 * PAGE_EVENTS - 10]);
    expect(await log.span(0, 3 * PAGE_EVENTS)).toEqual([1, log.length]);
    expect(await log.span(2 * PAGE_EVENTS - 1, 100)).toEqual([2 * PAGE_EVENTS, log.length]);
  });

  it('reads the end of the log anew each time', async () => {
    log.length = PAGE_EVENTS + 3;
    expect(await log.span(0)).toEqual([1, PAGE_EVENTS]);
    expect(await log.span(PAGE_EVENTS)).toEqual([PAGE_EVENTS + 1, PAGE_EVENTS + 3]);
    log.length += 1;
    expect(await log.span(PAGE_EVENTS)).toEqual([PAGE_EVENTS + 1, PAGE_EVENTS + 4]);
    expect(await log.span(log.length)).toBeUndefined();
  });

  it('whose server goes away in the midst of a read keeps the pages that were full', async () => {
    [log.length, log.stopsAfter] = [2 * PAGE_EVENTS, PAGE_EVENTS + 1];
    expect(await log.span(0)).toEqual([1, PAGE_EVENTS]);
    log.fail();
    await turn();
    expect(await log.span(0)).toEqual([1, PAGE_EVENTS]);
    expect(log.reads).toEqual([START, BigInt(PAGE_EVENTS)]);
    expect(await log.span(PAGE_EVENTS)).toEqual([PAGE_EVENTS + 1, 2 * PAGE_EVENTS]);
  });

  it('whose server goes away before the first page is full tells so', async () => {
    [log.length, log.stopsAfter] = [PAGE_EVENTS, 1];
    const page = log.span(0);
    await turn();
    log.fail();
    await expect(page).rejects.toThrow('away');
    expect(await log.span(0)).toEqual([1, PAGE_EVENTS]);
  });
});
