import { START } from '#kernel';
import type { EventStore, Position, Recorded } from '#kernel';

const PAGE = 1_000;

/** Every event of a log after a position, in its order, read page by page. */
export async function* logEvents(store: EventStore, after: Position = START): AsyncGenerator<Recorded> {
  for (let position = after; ;) {
    const page = await store.readAll(position, PAGE);
    if (page.length === 0) return;
    yield* page;
    position = page[page.length - 1]!.position;
  }
}
