import { setTimeout as sleep } from 'node:timers/promises';
import { Logger } from '@nestjs/common';
import { footingOf } from '../log/footing.js';
import type { Footing } from '../log/footing.js';
import type { EventStore } from '../log/event-store.js';
import { START } from '../messages/messages.js';
import type { Position, Recorded } from '../messages/messages.js';
import { LEASE_RENEW_MS, LeaseLost } from './subscriptions.js';
import type { Lease, Subscriptions } from './subscriptions.js';
import { BACKOFF_MS_FIRST, BACKOFF_MS_MAX, CHECKPOINT_MS } from './lanes.js';

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
/** … but readers never wait longer than this for what a page brings. */
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
}>;

/** Feeds whole pages to one handler in one process at a time; every failure goes back to the checkpoint. */
export class PageRunner {
  private readonly log: Logger;
  private readonly stopping = new AbortController();
  private running: Promise<void> | undefined;
  private waiters: { position: Position; resolve: () => void }[] = [];
  private at: Position | undefined;
  /** The last event that was read, which the checkpoint will stand on. */
  private last: Recorded | undefined;
  private stored: Position = START;
  /** Events read since the start, those of no interest too: how a rebuild tells how far it has come. */
  read = 0;
  private fullPages = 0;
  fault: string | undefined;

  constructor(
    private readonly store: EventStore,
    private readonly subscriptions: Subscriptions,
    private readonly handler: PageHandler,
  ) {
    this.log = new Logger(handler.name);
  }

  start(): void {
    this.running = this.run();
  }

  async stop(): Promise<void> {
    this.stopping.abort();
    await this.running;
    await this.subscriptions.release(this.handler.name).catch(() => undefined);
  }

  /** Whether this process does the work; otherwise another one does. */
  get held(): boolean {
    return this.at !== undefined;
  }

  /** Whether there is still very much to catch up with. */
  get farBehind(): boolean {
    return this.fullPages >= FAR_BEHIND_PAGES;
  }

  async passed(position: Position): Promise<void> {
    if (this.at !== undefined && this.at >= position) return;
    await new Promise<void>((resolve) => this.waiters.push({ position, resolve }));
  }

  private async run(): Promise<void> {
    for (let failures = 0; !this.stopping.signal.aborted;) {
      if (this.store.disowned) {
        this.fault = this.store.disowned.message;
        await pause(LEASE_RENEW_MS, this.stopping.signal);
        continue;
      }
      try {
        const [lease] = await this.subscriptions.acquire(this.handler.name, 1);
        if (lease) {
          await this.work(lease, () => (failures = 0));
        } else await pause(LEASE_RENEW_MS, this.stopping.signal);
      } catch (error) {
        this.fault = String(error);
        this.log.error(
          'goes back to its checkpoint: ' +
            `${error instanceof Error ? (error.stack ?? error.message) : String(error)}`,
        );
        await pause(Math.min(BACKOFF_MS_FIRST * 2 ** failures++, BACKOFF_MS_MAX), this.stopping.signal);
      }
      this.at = undefined;
    }
  }

  private async work(lease: Lease, succeeded: () => void): Promise<void> {
    this.handler.begin?.();
    this.moved(lease.position);
    const lost = new AbortController();
    const signal = AbortSignal.any([this.stopping.signal, lost.signal]);
    const renewing = this.renew(lease, lost);
    this.stored = lease.position;
    const trailing = this.trail(lease, lost);
    try {
      for await (const page of this.store.follow(lease.position, signal, PAGE_EVENTS)) {
        if (this.store.disowned) return;
        const last = page[page.length - 1]!;
        const { position } = last;
        const events = page.filter(({ type }) => this.handler.handles(type));
        const began = performance.now();
        if (events.length > 0) {
          // The checkpoint that is known to be stored goes along: one that a crash took back is noticed, not
          // overtaken.
          await this.save({ ...lease, position: this.stored }, last, events);
          this.stored = position;
        }
        this.read += page.length;
        this.fullPages = page.length < PAGE_EVENTS ? 0 : this.fullPages + 1;
        this.last = last;
        this.moved(position);
        this.fault = undefined;
        succeeded();
        if (page.length < PAGE_EVENTS)
          await pause(
            Math.min(Math.max(LINGER_MS, LINGER_PER_SAVING * (performance.now() - began)), LINGER_MS_MAX),
            signal,
          );
      }
    } finally {
      lost.abort();
      await Promise.all([renewing, trailing]);
    }
  }

  /**
   * A process that was paused may find what its successor has stored meanwhile, and not understand it: then
   * the lease says why.
   */
  private async save(lease: Lease, last: Recorded, events: readonly Recorded[]): Promise<void> {
    try {
      await this.handler.save(lease, last.position, events, footingOf(last));
    } catch (error) {
      await this.subscriptions.advance(lease, lease.position);
      throw error;
    }
  }

  /**
   * Pages without anything of interest move the checkpoint too, only a little later: other processes read in
   * it how far this one has come, and wait for it.
   */
  private async trail(lease: Lease, lost: AbortController): Promise<void> {
    for (let last = false; !last;) {
      await pause(CHECKPOINT_MS, lost.signal);
      last = lost.signal.aborted;
      const { at, last: event } = this;
      if (at === undefined || at <= this.stored || this.store.disowned) continue;
      const footing = event?.position === at ? footingOf(event) : undefined;
      await this.subscriptions.advance({ ...lease, position: this.stored }, at, footing).then(
        () => (this.stored = at > this.stored ? at : this.stored),
        // Of any other failure the next round makes up for it.
        (error: unknown) => error instanceof LeaseLost && lost.abort(),
      );
    }
  }

  /**
   * Also where nothing happens any more: a crash may have taken back the last pages, and no later one would
   * notice.
   */
  private async renew(lease: Lease, lost: AbortController): Promise<void> {
    while (!lost.signal.aborted) {
      await pause(LEASE_RENEW_MS, AbortSignal.any([lost.signal, this.stopping.signal]));
      if (lost.signal.aborted || this.stopping.signal.aborted) return;
      const known = this.stored;
      const held = await this.subscriptions.acquire(this.handler.name, 1).catch(() => undefined);
      if (held && (held[0]?.token !== lease.token || held[0].position < known)) lost.abort();
    }
  }

  private moved(position: Position): void {
    this.at = position;
    if (this.waiters.length === 0) return;
    const left: typeof this.waiters = [];
    for (const waiter of this.waiters) {
      if (waiter.position <= position) waiter.resolve();
      else left.push(waiter);
    }
    this.waiters = left;
  }

  get position(): Position {
    return this.at ?? START;
  }
}

const pause = (ms: number, signal: AbortSignal) => sleep(ms, undefined, { signal }).catch(() => undefined);
