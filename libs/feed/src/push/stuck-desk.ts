import { Inject, Injectable } from '@nestjs/common';
import { Courier } from './courier.js';
import { Deliveries } from './deliveries.js';
import type { Delivery, Try } from './deliveries.js';
import { PushTime } from './ports.js';
import { viewOfDelivery } from './push-desk.js';
import type { DeliveryView } from './push-desk.js';
import { Webhooks } from './webhooks.js';
import type { Off, Webhook } from './webhooks.js';

/** What has not come: parked for a person to see, or waiting for its next try. */
export const STUCK_STATES = ['parked', 'pending'] as const;
export type StuckState = (typeof STUCK_STATES)[number];
/** Deliveries of one webhook that are shown one by one, the oldest first. */
export const STUCK_SHOWN_MAX = 20;
/** Deliveries that are sent again at a time. */
export const REDELIVER_MAX = 1_000;

/** What of one webhook has not come. */
export type StuckGroup = Readonly<{
  webhook: string;
  /** The machine. */
  owner: string;
  url: string;
  paused: boolean;
  disabled: Off | null;
  count: number;
  /** The newest try of any of them. */
  last: Try | null;
  deliveries: readonly DeliveryView[];
}>;

/** What an operator sees of the deliveries of all machines, and sends again. */
@Injectable()
export class StuckDesk {
  constructor(
    @Inject(Webhooks) private readonly webhooks: Webhooks,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(Courier) private readonly courier: Courier,
    @Inject(PushTime) private readonly time: PushTime,
  ) {}

  /** Webhooks that have any, by their ids. */
  async page(
    state: StuckState,
    after: string | undefined,
    limit: number,
  ): Promise<Readonly<{ items: readonly StuckGroup[]; next: string | null }>> {
    const items: StuckGroup[] = [];
    for (const webhook of await this.webhooks.all()) {
      if (after !== undefined && webhook.id <= after) continue;
      const group = await this.groupOf(webhook, state);
      if (!group) continue;
      if (items.length === limit) return { items, next: items.at(-1)!.webhook };
      items.push(group);
    }
    return { items, next: null };
  }

  private async groupOf(webhook: Webhook, state: StuckState): Promise<StuckGroup | undefined> {
    let count = 0;
    let last: Try | null = null;
    const shown: DeliveryView[] = [];
    for await (const delivery of this.deliveries.of(webhook.id, state)) {
      count += 1;
      last = newerOf(last, delivery.last);
      if (shown.length < STUCK_SHOWN_MAX) shown.push(viewOfDelivery(delivery, state));
    }
    if (count === 0) return undefined;
    const { id, owner, url, paused } = webhook;
    const disabled = (await this.webhooks.off(id)) ?? null;
    return { webhook: id, owner, url, paused, disabled, count, last, deliveries: shown };
  }

  /** How many are parked, of all webhooks. */
  async parked(): Promise<number> {
    let count = 0;
    for (const { id } of await this.webhooks.all()) count += await this.deliveries.count(id, 'parked');
    return count;
  }

  /** Who a delivery is for, where it is parked or waits. */
  async ownerOf(deliveryId: string): Promise<string | undefined> {
    const found = await this.deliveries.find(deliveryId);
    return found && (await this.webhooks.find(found.delivery.webhook))?.owner;
  }

  /** One once more, at once, whatever became of it. */
  async redeliver(deliveryId: string): Promise<DeliveryView | undefined> {
    const found = await this.deliveries.find(deliveryId);
    if (!found || !(await this.webhooks.find(found.delivery.webhook))) return undefined;
    const delivery = await this.deliveries.again(found.delivery, this.now());
    this.courier.wake(delivery.webhook);
    return viewOfDelivery(delivery, 'pending');
  }

  /**
   * All that are parked, of one webhook or of all, {@link REDELIVER_MAX} at the most; the order of each
   * subject is kept. @returns how many by the machine, and whether there are more
   */
  async redeliverAll(
    only: string | undefined,
  ): Promise<Readonly<{ byOwner: ReadonlyMap<string, number>; more: boolean }>> {
    const byOwner = new Map<string, number>();
    let room = REDELIVER_MAX;
    for (const { id, owner } of await this.webhooks.all()) {
      if (only !== undefined && id !== only) continue;
      const parked: Delivery[] = [];
      for await (const delivery of this.deliveries.of(id, 'parked')) {
        if (room === parked.length) break;
        parked.push(delivery);
      }
      for (const delivery of parked) await this.deliveries.again(delivery, this.now());
      if (parked.length > 0) {
        byOwner.set(owner, (byOwner.get(owner) ?? 0) + parked.length);
        this.courier.wake(id);
      }
      room -= parked.length;
    }
    return { byOwner, more: room === 0 && (await this.parked()) > 0 };
  }

  private now(): string {
    return new Date(this.time.ms()).toISOString();
  }
}

const newerOf = (one: Try | null, other: Try | null): Try | null =>
  one && (!other || other.at <= one.at) ? one : other;
