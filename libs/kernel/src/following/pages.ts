import { footingOf } from '../log/footing.js';
import type { Footing } from '../log/footing.js';
import type { EventStore } from '../log/event-store.js';
import type { Position, Recorded } from '../messages/messages.js';
import type { Run, Strategy } from './strategy.js';
import { SubscriptionRunner } from './subscription-runner.js';
import type { Lease, Subscriptions } from './subscriptions.js';

export const PAGE_EVENTS = 1_000;
/**
 * After a page the next one is given at least this long to grow: many small transactions cost more than they
 * bring.
 */
export const LINGER_MS = 8;
/**
 * Under load it gets longer, so that saving takes at most a third of the time and a document is written once
 * for many of its events …
 */
const LINGER_PER_SAVING = 2;
/** … but readers never wait longer than this for what a page brings, unless the handler says so. */
const LINGER_MS_MAX = 100;

/** So many full pages one after the other: nobody waits for a handler that has so much before it. */
const FAR_BEHIND_PAGES = 10;

export type PageHandler = Readonly<{
  name: string;
  handles: (type: string) => boolean;
  /** Applies the page's events and moves the checkpoint in one transaction. */
  save: (lease: Lease, position: Position, events: readonly Recorded[], footing: Footing) => Promise<void>;
  /** The lease was taken (again): whatever was remembered may be old. */
  begin?: () => void;
  /** After a page the next one grows at least this long, where nobody waits for what it brings. */
  lingerMs?: number;
}>;

export type PagesRunner = SubscriptionRunner<Pages>;

/** Feeds whole pages to one handler, in one process at a time. */
export const followInPages = (
  store: EventStore,
  subscriptions: Subscriptions,
  handler: PageHandler,
): PagesRunner =>
  new SubscriptionRunner(store, subscriptions, { name: handler.name, partitions: 1 }, new Pages(handler));

/**
 * Works through events a whole page at a time: what follows from a page and the checkpoint behind it are
 * saved together, so every failure goes back to the checkpoint.
 */
export class Pages implements Strategy {
  readonly pageEvents = PAGE_EVENTS;
  readonly startsOver = true;
  /** Events read since the start, those of no interest too: how a rebuild tells how far it has come. */
  read = 0;
  private fullPages = 0;

  constructor(private readonly handler: PageHandler) {}

  /** Whether there is still very much to catch up with. */
  get farBehind(): boolean {
    return this.fullPages >= FAR_BEHIND_PAGES;
  }

  begin(): void {
    this.handler.begin?.();
  }

  async work(page: readonly Recorded[], { partitions }: Run): Promise<number> {
    const partition = partitions.get(0);
    if (!partition) return 0;
    const last = page[page.length - 1]!;
    const events = page.filter(({ type }) => this.handler.handles(type));
    const began = performance.now();
    if (events.length > 0) {
      await this.handler.save(partition.fence, last.position, events, footingOf(last));
      partition.wasStored(last.position);
    }
    this.read += page.length;
    this.fullPages = page.length < PAGE_EVENTS ? 0 : this.fullPages + 1;
    partition.reached(last);
    partitions.moved();
    const { lingerMs = LINGER_MS } = this.handler;
    return page.length < PAGE_EVENTS ? Math.max(lingerMs, lingerAfter(performance.now() - began)) : 0;
  }
}

const lingerAfter = (savingMs: number) =>
  Math.min(Math.max(LINGER_MS, LINGER_PER_SAVING * savingMs), LINGER_MS_MAX);
