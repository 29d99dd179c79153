import { randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { EventStore, positionText } from '#kernel';
import { NAMESPACE } from '../language/promises.js';
import { Feed } from '../out/feed.js';
import type { Asked, Sight } from '../out/feed.js';
import type { PublishedEvent } from '../out/published.js';
import { Courier } from './courier.js';
import { Deliveries } from './deliveries.js';
import type { Delivery, DeliveryState, Page } from './deliveries.js';
import { checkedUrl } from './guard.js';
import { PushOptions, PushTime } from './ports.js';
import { firstOf } from './round.js';
import type { PublicJwk } from './signing.js';
import { WEBHOOKS_PER_MACHINE_MAX, Webhooks } from './webhooks.js';
import type { Changes, Off, Webhook } from './webhooks.js';

/** Events that are put into the queue once more at a time. */
export const REPLAY_MAX = 1_000;
const REPLAY_PAGE = 100;
const PING = 'webhook.ping.v1';
const PING_BYTES = 4;

/** A webhook as its machine sees it. */
export type WebhookView = Omit<Webhook, 'owner'> & Readonly<{ disabled: Off | null }>;
export type DeliveryView = Omit<Delivery, 'webhook' | 'again' | 'content'> &
  Readonly<{ state: DeliveryState }>;
export type Replay = Readonly<Pick<Asked, 'after' | 'types'> & { until?: string }>;

/** The machine has as many webhooks as it may have. */
export class TooManyWebhooks extends Error {
  constructor() {
    super(`A machine has at most ${WEBHOOKS_PER_MACHINE_MAX} webhooks.`);
    this.name = 'TooManyWebhooks';
  }
}

/** What a machine may ask about its own webhooks; those of others do not exist for it. */
@Injectable()
export class PushDesk {
  constructor(
    @Inject(Webhooks) private readonly webhooks: Webhooks,
    @Inject(Deliveries) private readonly deliveries: Deliveries,
    @Inject(Courier) private readonly courier: Courier,
    @Inject(Feed) private readonly feed: Feed,
    @Inject(EventStore) private readonly store: EventStore,
    @Inject(PushTime) private readonly time: PushTime,
    @Inject(PushOptions) private readonly options: PushOptions,
  ) {}

  async list(owner: string): Promise<readonly WebhookView[]> {
    return Promise.all((await this.ownedBy(owner)).map((webhook) => this.viewOf(webhook)));
  }

  /**
   * Pushes from now on; what was before is pulled or replayed.
   * @throws AddressRefused, TooManyWebhooks
   */
  async add(
    owner: string,
    { url, types }: Pick<Webhook, 'url' | 'types'>,
  ): Promise<Readonly<{ webhook: WebhookView; secret: string }>> {
    checkedUrl(url, this.options.guard);
    if ((await this.ownedBy(owner)).length >= WEBHOOKS_PER_MACHINE_MAX) throw new TooManyWebhooks();
    const place = positionText(await this.store.head());
    const { webhook, secret } = await this.webhooks.add({ owner, url, types }, place, this.time.ms());
    return { webhook: await this.viewOf(webhook), secret };
  }

  async find(owner: string, id: string): Promise<WebhookView | undefined> {
    const webhook = await this.own(owner, id);
    return webhook && this.viewOf(webhook);
  }

  /** @throws AddressRefused */
  async change(owner: string, id: string, changes: Changes): Promise<WebhookView | undefined> {
    if (changes.url !== undefined) checkedUrl(changes.url, this.options.guard);
    const webhook = await this.own(owner, id);
    if (!webhook) return undefined;
    const changed = await this.webhooks.change(webhook, changes);
    this.courier.wake(id);
    return this.viewOf(changed);
  }

  /** What waits for it goes with it. @returns whether there was one */
  async remove(owner: string, id: string): Promise<boolean> {
    if (!(await this.own(owner, id))) return false;
    await this.webhooks.remove(id);
    await this.deliveries.forget(id);
    return true;
  }

  async rotate(
    owner: string,
    id: string,
  ): Promise<Readonly<{ secret: string; oldUntil: string }> | undefined> {
    return (await this.own(owner, id)) && this.webhooks.rotate(id, this.time.ms());
  }

  /** Sends an event that says nothing, to see whether it comes. */
  async ping(owner: string, id: string, district: string): Promise<DeliveryView | undefined> {
    if (!(await this.own(owner, id))) return undefined;
    const event = this.pingOf(id, district);
    const delivery: Delivery = { ...firstOf(event, id, event.time), content: event };
    await this.deliveries.queue(delivery);
    this.courier.wake(id);
    return viewOfDelivery(delivery, 'pending');
  }

  private pingOf(id: string, district: string): PublishedEvent {
    const time = new Date(this.time.ms()).toISOString();
    const name = `ping-${time}-${randomBytes(PING_BYTES).toString('hex')}`;
    return {
      specversion: '1.0',
      id: `${id}:${name}`,
      source: '//rushi/webhooks',
      type: `${NAMESPACE}${PING}`,
      subject: name,
      time,
      recordedtime: time,
      // After all that is in the feed, with which it has nothing to do.
      sequence: name,
      partitionkey: name,
      district,
      dataschema: `urn:rushi:schema:${PING}`,
      datacontenttype: 'application/json',
      data: { webhook: id },
    };
  }

  /**
   * Puts a part of the feed into the queue once more, and what of it never was there; what waits already
   * goes on waiting. @returns how many, and after which event to go on where there were more than
   * {@link REPLAY_MAX}
   * @throws UnknownCursor
   */
  async replay(
    owner: string,
    id: string,
    sight: Sight,
    { after, until, types }: Replay,
  ): Promise<Readonly<{ replayed: number; next: string | null }> | undefined> {
    const webhook = await this.own(owner, id);
    if (!webhook) return undefined;
    const last = until === undefined ? undefined : await this.feed.sequenceAt(sight, until);
    const wanted = types ?? webhook.types ?? undefined;
    const at = new Date(this.time.ms()).toISOString();
    let replayed = 0;
    for (let place = after; ;) {
      const asked = { after: place, limit: REPLAY_PAGE, ...(wanted ? { types: wanted } : {}) };
      const page = await this.feed.page(sight, asked);
      const events = page.filter(({ sequence }) => last === undefined || sequence <= last);
      await Promise.all(events.map((event) => this.againOf(event, id, at)));
      replayed += events.length;
      place = page.at(-1)?.id;
      if (events.length < REPLAY_PAGE || replayed >= REPLAY_MAX) {
        this.courier.wake(id);
        return { replayed, next: events.length < REPLAY_PAGE ? null : place! };
      }
    }
  }

  private async againOf(event: PublishedEvent, id: string, at: string): Promise<void> {
    const delivery: Delivery = { ...firstOf(event, id, at), again: true };
    const found = await this.deliveries.find(delivery.id);
    if (found?.state === 'pending') return;
    await this.deliveries.again(found?.delivery ?? delivery, at);
  }

  async page(
    owner: string,
    id: string,
    state: DeliveryState,
    after: string | undefined,
    limit: number,
  ): Promise<Readonly<{ items: readonly DeliveryView[]; next: string | null }> | undefined> {
    if (!(await this.own(owner, id))) return undefined;
    const { items, next }: Page = await this.deliveries.page(id, state, after, limit);
    return { items: items.map((delivery) => viewOfDelivery(delivery, state)), next };
  }

  /** One delivery once more, at once: what was parked, delivered, or waits for its next try. */
  async redeliver(owner: string, deliveryId: string): Promise<DeliveryView | undefined> {
    const found = await this.deliveries.find(deliveryId);
    if (!found || !(await this.own(owner, found.delivery.webhook))) return undefined;
    const at = new Date(this.time.ms()).toISOString();
    const delivery = await this.deliveries.again(found.delivery, at);
    this.courier.wake(delivery.webhook);
    return viewOfDelivery(delivery, 'pending');
  }

  publicKeys(): Promise<readonly PublicJwk[]> {
    return this.webhooks.publicKeys();
  }

  private async own(owner: string, id: string): Promise<Webhook | undefined> {
    const webhook = await this.webhooks.find(id);
    return webhook?.owner === owner ? webhook : undefined;
  }

  private async ownedBy(owner: string): Promise<readonly Webhook[]> {
    return (await this.webhooks.all()).filter((webhook) => webhook.owner === owner);
  }

  private async viewOf({ owner: _, ...webhook }: Webhook): Promise<WebhookView> {
    return { ...webhook, disabled: (await this.webhooks.off(webhook.id)) ?? null };
  }
}

/** A delivery as its machine, or an operator, sees it. */
export const viewOfDelivery = (
  { webhook: _, again: __, content: ___, ...delivery }: Delivery,
  state: DeliveryState,
): DeliveryView => ({ ...delivery, state });
