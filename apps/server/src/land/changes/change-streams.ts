import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import type { Response } from 'express';
import { AccessRefused, Delegations, Sessions } from '#access';
import type { SignedIn } from '#access';
import type { Position } from '#kernel';
import { Door } from '../../http/admit.js';
import { Drain } from '../../http/drain.js';
import { goneFrom } from '../../http/listeners.js';
import { Problem } from '../../http/problems.js';
import { ChangeFeed } from './change-feed.js';
import type { Told } from './change-feed.js';
import { ChangeStream, SESSION_LOOK_MS } from './change-stream.js';
import type { Caller } from './change-stream.js';

/** A browser has one; its tabs have one each where they cannot share it. */
export const STREAMS_PER_SESSION_MAX = 6;
/** Each costs some kilobytes and, now and then, a look at its session. */
export const STREAMS_MAX = 2_000;
/** Until one of the other streams has ended, most likely. */
const BUSY_RETRY_SECONDS = 10;

/** The open connections on which pages are told what changed. */
@Injectable()
export class ChangeStreams implements OnModuleDestroy {
  private readonly streams = new Set<ChangeStream>();
  private readonly timer = setInterval(() => void this.look(), SESSION_LOOK_MS).unref();
  private isLooking = false;

  constructor(
    @Inject(ChangeFeed) private readonly feed: ChangeFeed,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Delegations) private readonly delegations: Delegations,
    @Inject(Drain) private readonly drain: Drain,
    @Inject(Door) private readonly door: Door,
  ) {
    drain.signal.addEventListener('abort', () => this.endAll());
  }

  get count(): number {
    return this.streams.size;
  }

  /**
   * Begins to tell on a response what changes after a position. @throws Problem `rate.limited`,
   * `service.busy`
   */
  async open(response: Response, caller: Caller, after: Position | undefined): Promise<void> {
    const ofSession = [...this.streams].filter((stream) => stream.caller.session === caller.session);
    if (ofSession.length >= STREAMS_PER_SESSION_MAX)
      throw new Problem('rate.limited', { retryAfterSeconds: BUSY_RETRY_SECONDS });
    if (this.streams.size >= STREAMS_MAX || this.drain.isBegun)
      throw new Problem('service.busy', { retryAfterSeconds: BUSY_RETRY_SECONDS });
    const gone = goneFrom(response);
    if (gone.aborted) return;
    const stream = new ChangeStream(response, caller);
    this.streams.add(stream);
    gone.addEventListener('abort', () => this.streams.delete(stream));
    try {
      const tell = (news: Told) => stream.tell(news);
      const stop = await this.feed.listen(after, (missed) => stream.begin(missed), tell);
      if (stream.isEnded) stop();
      else gone.addEventListener('abort', stop);
      this.door.release(response);
    } catch (error) {
      this.streams.delete(stream);
      // What has begun cannot be refused any more: it ends, and is asked for again from where it was.
      if (!response.headersSent) throw error;
      stream.end();
    }
  }

  /** Ends what nobody is signed in for any more, and goes by the rights of this moment. */
  private async look(): Promise<void> {
    if (this.isLooking) return;
    this.isLooking = true;
    await Promise.all([...this.streams].map((stream) => this.lookAt(stream))).finally(
      () => (this.isLooking = false),
    );
  }

  private async lookAt(stream: ChangeStream): Promise<void> {
    // What cannot be looked up just now is looked up next time.
    const rights = await this.rightsOf(stream.caller).catch(() => stream.caller.rights);
    if (rights) stream.goOn(rights);
    else stream.end();
  }

  private async rightsOf({ session, onBehalfOf }: Caller): Promise<SignedIn | undefined> {
    const found = await this.sessions.stillOpen(session);
    if (!found) return undefined;
    try {
      return (await this.delegations.actorFor(found.person, onBehalfOf)).rights;
    } catch (error) {
      if (error instanceof AccessRefused) return undefined;
      throw error;
    }
  }

  private endAll(): void {
    for (const stream of this.streams) stream.end();
  }

  onModuleDestroy(): void {
    clearInterval(this.timer);
    this.endAll();
  }
}
