import type { Sight } from '../out/feed.js';
import type { PublishedEvent } from '../out/published.js';
import { deliveryId } from './deliveries.js';
import type { Delivery, Try } from './deliveries.js';
import type { Rounds } from './rounds.js';
import { retryAfterMs, waitAfter } from './schedule.js';
import { send } from './sender.js';
import type { Sent } from './sender.js';
import { messageId, timestampOf } from './signing.js';
import type { Webhook } from './webhooks.js';

/** Deliveries of one webhook that are on their way together, each of another subject. */
export const DELIVERIES_AT_ONCE_MAX = 16;
/** What waits for one webhook before it follows the feed no further: the feed keeps the rest. */
export const DELIVERIES_PENDING_MAX = 1_000;
/** Events taken over from the feed at a time. */
const TAKEN_AT_ONCE = 100;
/** A round ends after this time at the latest, so that the claim on it never grows old. */
const ROUND_MS_MAX = 60_000;
/** The round, its last tries, and air: longer than any round lasts. */
const CLAIM_SECONDS_MAX = 120;

const [DELIVERED_FROM, DELIVERED_BELOW, GONE] = [200, 300, 410];
const MEDIA_TYPE = 'application/cloudevents+json; charset=utf-8';

/** Whether there is more to do at once, or when. */
export type RoundEnd = Readonly<{ again: boolean; dueInMs?: number }>;

/**
 * What one process does for one webhook while it holds the claim: takes over what is new in the feed, and
 * tries what is due. Of each subject only the first delivery is tried, until it was delivered or parked.
 */
export class Round {
  private readonly queue = new Map<string, Delivery>();
  /** By subject. */
  private readonly onTheirWay = new Map<string, Readonly<{ id: string; ended: Promise<void> }>>();
  /** Whether the queue may hold what this process has not seen, and the feed. */
  private isStale = true;
  private hasMore = true;
  private isWoken = false;
  private wake: () => void = () => undefined;
  private fault: Error | undefined;

  constructor(
    private readonly id: string,
    private readonly by: Rounds,
    private readonly ending: AbortSignal,
  ) {}

  /** Somebody has put something into the queue, or the feed has grown. */
  lookAgain(): void {
    this.isStale = this.hasMore = true;
    this.wakeUp();
  }

  async run(): Promise<RoundEnd> {
    const work = `webhook ${this.id}`;
    if (!(await this.by.claims.take(work, CLAIM_SECONDS_MAX))) return { again: false };
    try {
      return await this.work(AbortSignal.timeout(ROUND_MS_MAX));
    } finally {
      await this.allEnded();
      await this.by.claims.give(work);
    }
  }

  private async work(over: AbortSignal): Promise<RoundEnd> {
    while (this.fault === undefined && !this.ending.aborted) {
      if (over.aborted) return { again: true };
      this.isWoken = false;
      const sight = await this.sight();
      // Whoever turned it on again meanwhile has woken it.
      if (!sight) return { again: this.isWoken };
      if (this.isStale) await this.reload();
      this.startDue(sight);
      if (await this.takeOver(sight)) continue;
      if (this.onTheirWay.size === 0 && !this.isWoken) break;
      await this.untilWoken(over);
    }
    await this.allEnded();
    if (this.fault !== undefined) throw this.fault;
    return { again: this.isStale, ...this.nextDue() };
  }

  /** What its machine may see; nothing while nothing is to be sent. */
  private async sight(): Promise<Sight | undefined> {
    const webhook = await this.webhook();
    return webhook && this.by.recipients.sightOf(webhook.owner);
  }

  /** As it is now, if it is to be sent to. */
  private async webhook(): Promise<Webhook | undefined> {
    const [webhook, off] = await Promise.all([this.by.webhooks.find(this.id), this.by.webhooks.off(this.id)]);
    return webhook && !webhook.paused && !off ? webhook : undefined;
  }

  private async reload(): Promise<void> {
    this.isStale = false;
    // What is on its way now may be read as waiting, and have ended meanwhile.
    const busy = new Set([...this.onTheirWay.values()].map(({ id }) => id));
    for (const delivery of await this.by.deliveries.pending(this.id))
      if (!busy.has(delivery.id)) this.queue.set(delivery.id, delivery);
  }

  private startDue(sight: Sight): void {
    const now = this.nowIso();
    for (const delivery of this.firsts()) {
      if (this.onTheirWay.size >= DELIVERIES_AT_ONCE_MAX) return;
      const { id, subject, dueAt } = delivery;
      if (this.onTheirWay.has(subject) || dueAt > now) continue;
      const ended = this.try(delivery, sight)
        .catch((error: unknown) => void (this.fault = asError(error)))
        .then(() => {
          this.onTheirWay.delete(subject);
          this.wakeUp();
        });
      this.onTheirWay.set(subject, { id, ended });
    }
  }

  /** The first of each subject, in the order of the feed: the others wait for it. */
  private firsts(): readonly Delivery[] {
    const firsts = new Map<string, Delivery>();
    for (const delivery of this.queue.values()) {
      const known = firsts.get(delivery.subject);
      if (!known || delivery.id < known.id) firsts.set(delivery.subject, delivery);
    }
    return [...firsts.values()].sort((one, other) => (one.id < other.id ? -1 : 1));
  }

  /** Puts what is new into the queue, and only then moves the cursor. @returns whether there was anything */
  private async takeOver(sight: Sight): Promise<boolean> {
    if (!this.hasMore) return false;
    const room = DELIVERIES_PENDING_MAX - this.queue.size;
    const webhook = room > 0 ? await this.webhook() : undefined;
    const after = await this.by.cursors.of(this.id);
    if (!webhook || after === undefined) return false;
    this.hasMore = false;
    const { types } = webhook;
    const events = await this.by.feed.page(sight, {
      after,
      limit: Math.min(TAKEN_AT_ONCE, room),
      ...(types ? { types } : {}),
    });
    const deliveries = events.map((event) => firstOf(event, this.id, this.nowIso()));
    await Promise.all(deliveries.map((delivery) => this.by.deliveries.queue(delivery)));
    for (const delivery of deliveries)
      if (!this.queue.has(delivery.id)) this.queue.set(delivery.id, delivery);
    const last = events.at(-1);
    if (!last) return false;
    await this.by.cursors.move(this.id, last.sequence);
    this.hasMore = true;
    return true;
  }

  private async try(delivery: Delivery, sight: Sight): Promise<void> {
    const { deliveries, feed } = this.by;
    // A process that was paused may have taken over once more what others have delivered meanwhile.
    if (delivery.tries === 0 && !delivery.again && (await deliveries.wasDelivered(delivery.id)))
      return this.leave(delivery);
    const event = delivery.content ?? (await feed.find(sight, delivery.event));
    if (!event) return this.park(delivery, { at: this.nowIso(), status: null, fault: 'unseen' });
    const webhook = await this.webhook();
    if (!webhook) return;
    const sent = await this.send(webhook, event);
    // What was cut off by the end of this process is no try of the receiver's.
    if (this.ending.aborted && 'fault' in sent) return;
    // Taken back meanwhile: nothing is kept of it.
    if (!(await this.by.webhooks.find(this.id))) return this.leave(delivery);
    await this.settle(delivery, sent);
  }

  private async send({ url }: Webhook, event: PublishedEvent): Promise<Sent> {
    const nowMs = this.by.time.ms();
    const message = { id: messageId(event.id), atMs: nowMs, body: JSON.stringify(event) };
    const headers = {
      'content-type': MEDIA_TYPE,
      'user-agent': 'rushi-webhooks/1',
      'webhook-id': message.id,
      'webhook-timestamp': timestampOf(message),
      'webhook-signature': await this.by.webhooks.signaturesOf(this.id, message, nowMs),
    };
    return send({ url, headers, body: message.body }, this.by.options.guard, this.ending);
  }

  private async settle(delivery: Delivery, sent: Sent): Promise<void> {
    const nowMs = this.by.time.ms();
    const at = new Date(nowMs).toISOString();
    const status = 'status' in sent ? sent.status : null;
    const last: Try = { at, status, fault: 'fault' in sent ? sent.fault : null };
    const tried: Delivery = { ...delivery, tries: delivery.tries + 1, last };
    if (status !== null && status >= DELIVERED_FROM && status < DELIVERED_BELOW) {
      await this.by.deliveries.end(tried, 'delivered', nowMs);
      this.queue.delete(delivery.id);
      return;
    }
    if (status === GONE) {
      // Nothing is wrong with the delivery: whoever turns the webhook on again gets it then.
      await this.waitFor({ ...tried, tries: delivery.tries });
      await this.by.webhooks.turnOff(this.id, at);
      return;
    }
    const askedMs = retryAfterMs('retryAfter' in sent ? sent.retryAfter : undefined, nowMs);
    const waitMs = waitAfter(tried.tries, delivery.id, askedMs);
    if (waitMs === undefined) return this.park(tried, last);
    await this.waitFor({ ...tried, dueAt: new Date(nowMs + waitMs).toISOString() });
  }

  private async waitFor(delivery: Delivery): Promise<void> {
    await this.by.deliveries.wait(delivery);
    this.queue.set(delivery.id, delivery);
  }

  private async park(delivery: Delivery, last: Try): Promise<void> {
    await this.by.deliveries.end({ ...delivery, last }, 'parked', this.by.time.ms());
    this.queue.delete(delivery.id);
  }

  private async leave({ id }: Delivery): Promise<void> {
    await this.by.deliveries.leave('pending', id);
    this.queue.delete(id);
  }

  private wakeUp(): void {
    this.isWoken = true;
    this.wake();
  }

  private async untilWoken(over: AbortSignal): Promise<void> {
    const woken = new Promise<void>((resolve) => (this.wake = resolve));
    over.addEventListener('abort', this.wake, { once: true });
    if (!this.isWoken && !over.aborted) await woken;
    over.removeEventListener('abort', this.wake);
  }

  private async allEnded(): Promise<void> {
    await Promise.all([...this.onTheirWay.values()].map(({ ended }) => ended));
  }

  private nextDue(): Pick<RoundEnd, 'dueInMs'> {
    const due = this.firsts().map(({ dueAt }) => Date.parse(dueAt));
    return due.length === 0 ? {} : { dueInMs: Math.min(...due) - this.by.time.ms() };
  }

  private nowIso(): string {
    return new Date(this.by.time.ms()).toISOString();
  }
}

/** As it is first put into the queue. */
export const firstOf = ({ id, type, subject, sequence }: PublishedEvent, webhook: string, dueAt: string) =>
  ({
    id: deliveryId(webhook, sequence),
    webhook,
    event: id,
    type,
    subject,
    tries: 0,
    dueAt,
    last: null,
    again: false,
  }) satisfies Delivery;

const asError = (error: unknown): Error => (error instanceof Error ? error : new Error(String(error)));
