/*
 * Shows: whoever waits for the feed is told of a fact as soon as the feed shows it, whenever he has come.
 * How: the feed on a log in memory; saving of the read model is held up until somebody has looked in vain.
 */
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ENGINE, EventStore, NO_STREAM, ReadModels } from '#kernel';
import type { NewEvent } from '#kernel';
import { startInMemory, until } from '#kernel/testing';
import { FeedModule } from '../feed.module.js';
import { Feed } from './feed.js';

/** More than a test may last: who is not woken comes back too late. */
const LONG_SECONDS = 3_600;
const SIGHT = { to: 'platform' } as const;

const lifted = (n: number): NewEvent => ({
  type: 'ListingHoldLifted',
  data: {
    subject: {
      ...{ entry: `370114001018JB0001${n}-1`, parcel: `370114001018JB0001${n}`, district: '370114' },
      ...{ township: '370114-01', planYear: 2026 },
    },
    burdenId: `限〔2026〕${n}号`,
  },
  meta: {
    ...{ correlation: 'c', causation: 'c', command: `lift-${n}`, actor: ENGINE },
    ...{ occurredAt: '2026-03-02T02:00:00.000Z', policy: 'p@1', schema: 1 },
  },
});

describe('whoever waits for the feed', () => {
  let app: Awaited<ReturnType<typeof startInMemory>>;
  /** How often the read model was asked; what is saved of it waits for `shown`. */
  let looks: number;
  let show: () => void;

  beforeEach(async () => {
    app = await startInMemory(FeedModule);
    const readModels = app.get(ReadModels);
    const [save, query] = [readModels.save.bind(readModels), readModels.query.bind(readModels)];
    [looks, ending] = [0, new AbortController()];
    const shown = new Promise<void>((resolve) => (show = resolve));
    readModels.save = (...saved) => shown.then(() => save(...saved));
    readModels.query = (...asked) => query(...asked).finally(() => (looks += 1));
  });
  let ending: AbortController;
  afterEach(async () => {
    ending.abort();
    show();
    await app.close();
  });

  const publish = (n: number) => app.get(EventStore).append(`listing-${n}`, NO_STREAM, [lifted(n)]);
  const waiting = (after?: string) =>
    app.get(Feed).waitFor(SIGHT, { ...(after ? { after } : {}) }, LONG_SECONDS, ending.signal);

  it('is told of a fact that the log had before and the feed shows later', async () => {
    await publish(1);
    const told = waiting();
    await until(() => looks > 0);
    show();
    expect(await told).toMatchObject([{ id: 'listing-1@0:listing.hold-lifted.v1' }]);
  });

  it('is told of it as well where the feed was behind for longer than it is waited for', async () => {
    await publish(1);
    const told = waiting();
    await until(() => looks > 2);
    show();
    expect(await told).toMatchObject([{ id: 'listing-1@0:listing.hold-lifted.v1' }]);
  });

  it('is told of the next one as well, which came while the one before was told', async () => {
    show();
    await publish(1);
    const [first] = await waiting();
    const told = waiting(first!.id);
    await publish(2);
    expect(await told).toMatchObject([{ id: 'listing-2@0:listing.hold-lifted.v1' }]);
  });
});
