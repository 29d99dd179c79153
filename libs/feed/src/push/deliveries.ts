import { Inject, Injectable } from '@nestjs/common';
import { KeyValues } from '#kernel';
import type { PublishedEvent } from '../out/published.js';
import { rowsOf } from './rows.js';
import type { SendFault } from './sender.js';

export const DELIVERY_STATES = ['pending', 'parked', 'delivered'] as const;
export type DeliveryState = (typeof DELIVERY_STATES)[number];

const SPACES: Readonly<Record<DeliveryState, string>> = {
  pending: 'webhook-queue',
  parked: 'webhook-parked',
  delivered: 'webhook-delivered',
};
/** What was delivered is shown so long, and can be sent again without the feed being asked. */
export const DELIVERED_KEPT_MS = 30 * 24 * 3_600_000;

/** An event on its way to a webhook. */
export type Delivery = Readonly<{
  /** `<webhook>.<sequence>`, or of a ping `<webhook>.ping-<time>`. */
  id: string;
  webhook: string;
  event: string;
  type: string;
  /** Deliveries of one subject never overtake each other. */
  subject: string;
  /** Tries since it was last put into the queue. */
  tries: number;
  /** Not before then. */
  dueAt: string;
  last: Try | null;
  /** It was asked for again, so having been delivered before is no reason to leave it out. */
  again: boolean;
  /** Of what is not in the feed, such as a ping. */
  content?: PublishedEvent;
}>;
export type Try = Readonly<{ at: string; status: number | null; fault: SendFault | 'unseen' | null }>;
export type Page = Readonly<{ items: readonly Delivery[]; next: string | null }>;

export const deliveryId = (webhook: string, sequence: string) => `${webhook}.${sequence}`;
const prefixOf = (webhook: string) => `${webhook}.`;

/**
 * Queues of deliveries: a row lies in the space of its state, and goes into the new one before it leaves the
 * old one, so a crash between the two sends once more and loses nothing.
 */
@Injectable()
export class Deliveries {
  constructor(@Inject(KeyValues) private readonly keyValues: KeyValues) {}

  /** Puts an event into the queue, unless it is there. */
  queue(delivery: Delivery): Promise<boolean> {
    return this.keyValues.insert(SPACES.pending, delivery.id, delivery);
  }

  async pending(webhook: string): Promise<readonly Delivery[]> {
    const pending: Delivery[] = [];
    for await (const { value } of rowsOf<Delivery>(this.keyValues, SPACES.pending, prefixOf(webhook)))
      pending.push(value);
    return pending;
  }

  /** Those of a webhook that are in a state, the oldest first. */
  async *of(webhook: string, state: DeliveryState): AsyncGenerator<Delivery> {
    for await (const { value } of rowsOf<Delivery>(this.keyValues, SPACES[state], prefixOf(webhook)))
      yield value;
  }

  async count(webhook: string, state: DeliveryState): Promise<number> {
    let count = 0;
    for await (const { webhook: its } of this.of(webhook, state)) count += Number(its === webhook);
    return count;
  }

  wasDelivered(id: string): Promise<Delivery | undefined> {
    return this.keyValues.get<Delivery>(SPACES.delivered, id);
  }

  async find(id: string): Promise<Readonly<{ state: DeliveryState; delivery: Delivery }> | undefined> {
    for (const state of DELIVERY_STATES) {
      const delivery = await this.keyValues.get<Delivery>(SPACES[state], id);
      if (delivery) return { state, delivery };
    }
    return undefined;
  }

  /** Waits for its next try. */
  async wait(delivery: Delivery): Promise<void> {
    await this.keyValues.put(SPACES.pending, delivery.id, delivery);
  }

  async end(delivery: Delivery, state: 'parked' | 'delivered', nowMs: number): Promise<void> {
    const until = state === 'delivered' ? new Date(nowMs + DELIVERED_KEPT_MS).toISOString() : undefined;
    await this.keyValues.put(SPACES[state], delivery.id, delivery, until);
    await this.leave('pending', delivery.id);
  }

  /** A ping, or what an earlier process has delivered already, leaves the queue without a trace. */
  leave(state: DeliveryState, id: string): Promise<void> {
    return this.keyValues.remove(SPACES[state], id);
  }

  /** Once more from the first try on; what waits goes at once. */
  async again(delivery: Delivery, at: string): Promise<Delivery> {
    const fresh: Delivery = { ...delivery, tries: 0, dueAt: at, again: true };
    await this.keyValues.put(SPACES.pending, fresh.id, fresh);
    for (const state of ['parked', 'delivered'] as const) await this.leave(state, fresh.id);
    return fresh;
  }

  async page(webhook: string, state: DeliveryState, after: string | undefined, limit: number): Promise<Page> {
    const prefix = prefixOf(webhook);
    const place = after !== undefined && after.startsWith(prefix) ? after : prefix;
    const rows = await this.keyValues.list<Delivery>(SPACES[state], place, limit + 1);
    const items = rows.filter(({ key }) => key.startsWith(prefix)).map(({ value }) => value);
    return {
      items: items.slice(0, limit),
      next: items.length > limit ? items[limit - 1]!.id : null,
    };
  }

  async forget(webhook: string): Promise<void> {
    for (const state of DELIVERY_STATES)
      for await (const { key } of rowsOf(this.keyValues, SPACES[state], prefixOf(webhook)))
        await this.leave(state, key);
  }
}
