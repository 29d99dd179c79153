import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import type { Response } from 'express';
import { Feed } from '#feed';
import type { Asked, PublishedEvent, Sight } from '#feed';
import { Door } from '../http/admit.js';
import { Drain } from '../http/drain.js';
import { beginTelling, endTelling, goneFrom } from '../http/listeners.js';
import { Problem } from '../http/problems.js';
import type { RushiRequest } from '../http/request-context.js';
import type { Watched } from './key-watch.js';
import { MachineListeners } from './machine-listeners.js';

export const FEED_STREAMS_MAX = 500;
/** Proxies close a connection on which nothing comes for a minute. */
export const FEED_HEARTBEAT_MS = 15_000;
/** Then the consumer connects again, perhaps to another process. */
export const FEED_STREAM_MS_MAX = 600_000;
export const FEED_RETRY_MS = 3_000;
/** Whoever reads so slowly that more than this waits for them is cut off, and goes on from there. */
export const FEED_UNSENT_BYTES_MAX = 1_048_576;
const BUSY_RETRY_SECONDS = 10;

type Begun = Readonly<{ first: readonly PublishedEvent[]; gone: AbortSignal; watched: Watched }>;

/** The open connections on which machines are told what is published. */
@Injectable()
export class FeedStreams implements OnModuleDestroy {
  private readonly connections = new Set<Response>();
  private readonly ending = new AbortController();

  constructor(
    @Inject(Feed) private readonly feed: Feed,
    @Inject(MachineListeners) private readonly listeners: MachineListeners,
    @Inject(Door) private readonly door: Door,
    @Inject(Drain) private readonly drain: Drain,
  ) {}

  get count(): number {
    return this.connections.size;
  }

  /**
   * Tells everything after a place and everything that comes, until either side ends it, or the machine's key
   * is revoked.
   * @throws Problem `rate.listeners`, `service.busy`; UnknownCursor
   */
  async open(request: RushiRequest, response: Response, sight: Sight, asked: Asked): Promise<void> {
    if (this.connections.size >= FEED_STREAMS_MAX || this.drain.isBegun)
      throw new Problem('service.busy', { retryAfterSeconds: BUSY_RETRY_SECONDS });
    const gone = goneFrom(response);
    if (gone.aborted) return;
    await this.listeners.hold(request, async (watched) => {
      // Before anything is waited for: many may come together.
      this.connections.add(response);
      try {
        const first = await this.feed.page(sight, asked);
        await this.tell(response, sight, { ...asked, gone, first, watched });
      } finally {
        this.connections.delete(response);
      }
    });
  }

  private async tell(
    response: Response,
    sight: Sight,
    { first, gone, watched, ...asked }: Asked & Begun,
  ): Promise<void> {
    const over = new AbortController();
    const late = setTimeout(() => over.abort(), FEED_STREAM_MS_MAX).unref();
    const signal = AbortSignal.any([
      gone,
      over.signal,
      watched.signal,
      this.drain.signal,
      this.ending.signal,
    ]);
    this.door.release(response);
    beginTelling(response, FEED_RETRY_MS);
    const beating = setInterval(() => beat(response), FEED_HEARTBEAT_MS).unref();
    try {
      send(response, first);
      const after = first.at(-1)?.id ?? asked.after;
      for await (const page of this.feed.follow(sight, { ...asked, after }, signal)) {
        await watched.demandGood();
        if (signal.aborted) break;
        send(response, page);
      }
    } finally {
      clearInterval(beating);
      clearTimeout(late);
      endTelling(response);
    }
  }

  onModuleDestroy(): void {
    this.ending.abort();
  }
}

function beat(response: Response): void {
  if (!response.writableEnded) response.write(': here\n\n');
}

function send(response: Response, events: readonly PublishedEvent[]): void {
  for (const event of events) response.write(`id: ${event.id}\ndata: ${JSON.stringify(event)}\n\n`);
  if (response.writableLength > FEED_UNSENT_BYTES_MAX) response.destroy();
}
