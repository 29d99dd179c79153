import type { Response } from 'express';
import type { SignedIn } from '#access';
import type { Position } from '#kernel';
import { beginTelling, endTelling } from '../../http/listeners.js';
import type { Told } from './change-feed.js';
import { told } from './watched.js';

/** Proxies close a connection on which nothing comes for a minute. */
export const HEARTBEAT_MS = 15_000;
/** A session that has ended, in this process or another, is told nothing more after this time. */
export const SESSION_LOOK_MS = 5_000;
/** So long a browser waits before it connects again. */
export const RETRY_MS = 3_000;
/** Whoever reads so slowly that more than this waits for them is cut off, and resumes from there. */
export const UNSENT_BYTES_MAX = 65_536;

/** Whose stream it is, as far as it must be looked up again. */
export type Caller = Readonly<{ session: string; rights: SignedIn; onBehalfOf?: string }>;

/** One connection, as server-sent events. */
export class ChangeStream {
  private sentAt = performance.now();
  /** Up to here everything that this caller may know has been sent. */
  private reached: Position | undefined;
  isEnded = false;

  constructor(
    private readonly response: Response,
    public caller: Caller,
  ) {
    response.once('close', () => (this.isEnded = true));
  }

  /** What waits for whoever reads slowly. */
  get unsentBytes(): number {
    return this.response.writableLength;
  }

  /** Says where the caller is, and what they have missed. */
  begin(missed: Told): void {
    if (!this.response.headersSent) beginTelling(this.response, RETRY_MS, String(missed.position));
    if (missed.isReset) this.write(`event: reset\nid: ${missed.position}\ndata: {}\n\n`);
    this.tell(missed);
  }

  tell({ changes, position }: Told): void {
    this.reached = position;
    const items = told(changes, this.caller.rights);
    if (items.length > 0) this.write(`id: ${position}\ndata: ${JSON.stringify({ items })}\n\n`);
  }

  /** Still signed in: with these rights from now on, and with a sign of life when nothing was to be told. */
  goOn(rights: SignedIn): void {
    this.caller = { ...this.caller, rights };
    if (this.reached !== undefined && performance.now() - this.sentAt >= HEARTBEAT_MS - SESSION_LOOK_MS)
      this.write(`: here\nid: ${this.reached}\n\n`);
  }

  end(): void {
    this.isEnded = true;
    endTelling(this.response);
  }

  private write(text: string): void {
    if (this.isEnded) return;
    this.sentAt = performance.now();
    this.response.write(text);
    if (this.unsentBytes > UNSENT_BYTES_MAX) this.response.destroy();
  }
}
