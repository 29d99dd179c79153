import { createHash } from 'node:crypto';
import type * as Grpc from '@grpc/grpc-js';
import type * as Persistent from '@eventstore/db-client/generated/persistent_pb.js';
import { DoubleLog } from './log.js';
import type { Stored } from './log.js';
import { deliveryOf, grpc, persistent, refusal } from './messages.js';
import type { Refusal } from './messages.js';

type Reading = Grpc.ServerDuplexStream<Persistent.ReadReq, Persistent.ReadResp>;
type Unary<Req, Resp> = Grpc.handleUnaryCall<Req, Resp>;
type Delivery = Readonly<{ event: Stored; retries: number }>;
type Consumer = Readonly<{ call: Reading; slots: number; inFlight: Map<string, Delivery> }>;

/** As many as a real server has (PinnedConsumerState.cs). */
const BUCKETS = 1_024;
const STRATEGIES: Readonly<Record<number, string>> = { 0: 'DispatchToSingle', 1: 'RoundRobin', 2: 'Pinned' };

/**
 * One group over $all whose consumers are pinned: a stream belongs to a bucket, a bucket to a consumer. What
 * is neither acknowledged nor refused stays with its consumer until that one goes; this server has no
 * patience to lose.
 */
class Group {
  readonly consumers = new Set<Consumer>();
  private readonly buckets = new Map<number, Consumer>();
  private waiting: readonly Delivery[] = [];
  private readonly parked: Stored[] = [];
  private readonly settings: Persistent.CreateReq.Settings;
  private readonly prefixes: readonly string[];
  private next: number;
  private readonly fromEnd: boolean;
  readonly close: () => void;

  constructor(
    private readonly name: string,
    options: Persistent.CreateReq.Options,
    private readonly log: DoubleLog,
  ) {
    const all = options.getAll()!;
    this.settings = options.getSettings()!;
    this.prefixes = all.getFilter()?.getStreamIdentifier()?.getPrefixList() ?? [''];
    this.fromEnd = all.hasEnd();
    this.next = all.hasEnd()
      ? log.all.length
      : all.hasPosition()
        ? DoubleLog.indexAfter(BigInt(all.getPosition()!.getCommitPosition()))
        : 0;
    this.close = log.whenAppended(() => this.push());
  }

  get full(): boolean {
    return (
      this.settings.getMaxSubscriberCount() > 0 &&
      this.consumers.size >= this.settings.getMaxSubscriberCount()
    );
  }

  join(call: Reading, slots: number): Consumer {
    const consumer = { call, slots, inFlight: new Map<string, Delivery>() };
    this.consumers.add(consumer);
    // Who has more than a fair part of the buckets gives some to the new one.
    const fair = Math.ceil(this.buckets.size / this.consumers.size);
    for (const other of this.consumers)
      for (const bucket of this.bucketsOf(other).slice(fair)) this.buckets.set(bucket, consumer);
    this.push();
    return consumer;
  }

  /** What the one that goes was about to do, others do. */
  leave(consumer: Consumer): void {
    if (!this.consumers.delete(consumer)) return;
    for (const bucket of this.bucketsOf(consumer)) this.buckets.delete(bucket);
    this.waiting = [...consumer.inFlight.values(), ...this.waiting];
    this.push();
  }

  acknowledged({ inFlight }: Consumer, ids: readonly string[]): void {
    for (const id of ids) inFlight.delete(id);
    this.push();
  }

  refused({ inFlight }: Consumer, ids: readonly string[], action: Persistent.ReadReq.Nack.Action): void {
    const { PARK, SKIP } = persistent.ReadReq.Nack.Action;
    for (const id of ids) {
      const delivery = inFlight.get(id);
      if (!delivery) continue;
      inFlight.delete(id);
      if (action === SKIP) continue;
      if (action === PARK || delivery.retries >= this.settings.getMaxRetryCount())
        this.parked.push(delivery.event);
      else this.waiting = [{ ...delivery, retries: delivery.retries + 1 }, ...this.waiting];
    }
    this.push();
  }

  private push(): void {
    for (; this.next < this.log.all.length; this.next++) {
      const event = this.log.all[this.next]!;
      if (this.prefixes.some((prefix) => event.stream.startsWith(prefix)))
        this.waiting = [...this.waiting, { event, retries: 0 }];
    }
    this.waiting = this.waiting.filter((delivery) => !this.delivered(delivery));
  }

  private delivered({ event, retries }: Delivery): boolean {
    const bucket = createHash('md5').update(event.stream).digest().readUInt32BE(0) % BUCKETS;
    const consumer = this.buckets.get(bucket) ?? this.leastPinned();
    if (!consumer || consumer.inFlight.size >= consumer.slots) return false;
    this.buckets.set(bucket, consumer);
    consumer.inFlight.set(event.id, { event, retries });
    consumer.call.write(deliveryOf(event, retries));
    return true;
  }

  private leastPinned(): Consumer | undefined {
    return [...this.consumers].sort((a, b) => this.bucketsOf(a).length - this.bucketsOf(b).length)[0];
  }

  private bucketsOf(consumer: Consumer): readonly number[] {
    return [...this.buckets].filter(([, owner]) => owner === consumer).map(([bucket]) => bucket);
  }

  get info(): Persistent.SubscriptionInfo {
    const inFlight = [...this.consumers].reduce((sum, consumer) => sum + consumer.inFlight.size, 0);
    const info = new persistent.SubscriptionInfo()
      .setEventSource('$all')
      .setGroupName(this.name)
      .setStatus(this.consumers.size > 0 ? 'Live' : 'NotReady');
    info
      .setStartFrom(this.fromEnd ? 'C:-1/P:-1' : 'C:0/P:0')
      .setNamedConsumerStrategy(STRATEGIES[this.settings.getNamedConsumerStrategy()]!);
    info
      .setMessageTimeoutMilliseconds(this.settings.getMessageTimeoutMs())
      .setMaxRetryCount(this.settings.getMaxRetryCount())
      .setMaxSubscriberCount(this.settings.getMaxSubscriberCount());
    info
      .setTotalItems('0')
      .setCountSinceLastMeasurement('0')
      .setLiveBufferCount(String(this.waiting.length))
      .setTotalInFlightMessages(inFlight)
      .setParkedMessageCount(String(this.parked.length));
    for (const { slots, inFlight } of this.consumers)
      info.addConnections(
        new persistent.SubscriptionInfo.ConnectionInfo()
          .setTotalItems('0')
          .setCountSinceLastMeasurement('0')
          .setAvailableSlots(slots - inFlight.size)
          .setInFlightMessages(inFlight.size),
      );
    return info;
  }
}

/** Persistent subscriptions to $all, as far as the client's own calls for groups go. */
export class Groups {
  private readonly groups = new Map<string, Group>();
  /** How the next call about groups is refused. */
  refusal: Refusal | undefined;

  constructor(private readonly log: DoubleLog) {}

  readonly create: Unary<Persistent.CreateReq, Persistent.CreateResp> = ({ request }, answer) => {
    const options = request.getOptions()!;
    const name = options.getGroupName();
    const refused =
      this.refused() ??
      (this.groups.has(name)
        ? failing(grpc.status.ALREADY_EXISTS, 'persistent-subscription-exists', name, 'exists')
        : undefined);
    if (refused) return answer(refused);
    this.groups.set(name, new Group(name, options, this.log));
    answer(null, new persistent.CreateResp());
  };

  readonly delete: Unary<Persistent.DeleteReq, Persistent.DeleteResp> = ({ request }, answer) => {
    const name = request.getOptions()!.getGroupName();
    const group = this.groups.get(name);
    const refused = this.refused() ?? (group ? undefined : missing(name));
    if (refused) return answer(refused);
    this.groups.delete(name);
    group!.close();
    for (const { call } of group!.consumers) call.emit('error', dropped(name));
    answer(null, new persistent.DeleteResp());
  };

  /**
   * Without any group a real server knows no such group, instead of telling none
   * (PersistentSubscriptions.Info.cs).
   */
  readonly list: Unary<Persistent.ListReq, Persistent.ListResp> = (_call, answer) => {
    const refused = this.refused() ?? (this.groups.size === 0 ? missing('') : undefined);
    if (refused) return answer(refused);
    answer(
      null,
      new persistent.ListResp().setSubscriptionsList([...this.groups.values()].map(({ info }) => info)),
    );
  };

  readonly read = (call: Reading): void => {
    let group: Group | undefined;
    let consumer: Consumer | undefined;
    call.on('data', (request: Persistent.ReadReq) => {
      const options = request.getOptions();
      if (options) {
        const name = options.getGroupName();
        group = this.groups.get(name);
        if (!group) return void call.emit('error', missing(name));
        if (group.full)
          return void call.emit(
            'error',
            failing(
              grpc.status.FAILED_PRECONDITION,
              'maximum-subscribers-reached',
              name,
              'has all its consumers',
            ),
          );
        call.write(
          new persistent.ReadResp().setSubscriptionConfirmation(
            new persistent.ReadResp.SubscriptionConfirmation().setSubscriptionId(`$all::${name}`),
          ),
        );
        consumer = group.join(call, options.getBufferSize());
      }
      const idsOf = (answer: Persistent.ReadReq.Ack | Persistent.ReadReq.Nack) =>
        answer.getIdsList().map((id) => id.getString());
      const [ack, nack] = [request.getAck(), request.getNack()];
      if (ack) group!.acknowledged(consumer!, idsOf(ack));
      if (nack) group!.refused(consumer!, idsOf(nack), nack.getAction());
    });
    for (const name of ['cancelled', 'error', 'close', 'end'] as const)
      call.on(name, () => consumer && group!.leave(consumer));
  };

  private refused(): Refusal | undefined {
    const refused = this.refusal;
    this.refusal = undefined;
    return refused;
  }
}

const failing = (code: Grpc.status, exception: string, group: string, what: string) =>
  refusal(code, `Subscription group ${group} on stream $all ${what}.`, {
    exception,
    'stream-name': '$all',
    'group-name': group,
  });
/** In the words of a real server. */
const dropped = (group: string) =>
  refusal(grpc.status.CANCELLED, `Subscription group ${group} on stream $all was dropped.`);
const missing = (group: string) =>
  failing(grpc.status.NOT_FOUND, 'persistent-subscription-does-not-exist', group, 'does not exist');
