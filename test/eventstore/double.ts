/**
 * A server that speaks the client's own gRPC service definitions and keeps its log in memory. It does on
 * demand what a real one does when it must: swallow an append, lose an answer, mix up the order, drop a
 * subscription, go away and come back. What it does not prove, a real server must: the suite runs against one
 * where EVENTSTORE_URL is set.
 */
import type * as Grpc from '@grpc/grpc-js';
import type * as Gossip from '@eventstore/db-client/generated/gossip_pb.js';
import type * as Features from '@eventstore/db-client/generated/serverfeatures_pb.js';
import { Appends } from './double/appends.js';
import { Groups } from './double/groups.js';
import { DoubleLog } from './double/log.js';
import {
  GossipService,
  PersistentSubscriptionsService,
  ServerFeaturesService,
  StreamsService,
  features,
  gossip,
  grpc,
} from './double/messages.js';
import { Reads } from './double/reads.js';

export type DoubleOptions = Readonly<{
  /** Whether it says that it takes many appends on one stream, as every server since 21.10 does. */
  batches?: boolean;
  /** Of another double: two nodes of one cluster. */
  log?: DoubleLog;
}>;

export class EventStoreDouble {
  readonly log: DoubleLog;
  readonly appends: Appends;
  readonly reads: Reads;
  readonly groups: Groups;
  private readonly batches: boolean;
  private server: Grpc.Server | undefined;
  port = 0;
  /** Who leads, as this node tells it; nobody during an election. */
  leader: EventStoreDouble | undefined;
  /** How often it was asked for the leader. */
  gossiped = 0;
  private hung = false;

  private constructor({ batches = true, log = new DoubleLog() }: DoubleOptions) {
    this.batches = batches;
    this.log = log;
    this.appends = new Appends(log);
    this.reads = new Reads(log);
    this.groups = new Groups(log);
  }

  static async start(options: DoubleOptions = {}): Promise<EventStoreDouble> {
    const double = new EventStoreDouble(options);
    // Events that are not ours stand in $all as well.
    double.log.foreign(1);
    double.log.foreign(1);
    await double.listen();
    return double;
  }

  get url(): string {
    return `esdb://127.0.0.1:${this.port}?tls=false`;
  }

  async listen(): Promise<void> {
    const server = new grpc.Server();
    server.addService(StreamsService, {
      append: this.unlessHung(this.appends.plain),
      batchAppend: this.unlessHung(this.appends.batch),
      read: this.unlessHung(this.reads.read),
    });
    server.addService(GossipService, {
      read: this.unlessHung((_call: unknown, answer: (error: null, response: Gossip.ClusterInfo) => void) =>
        answer(null, this.cluster()),
      ),
    });
    server.addService(PersistentSubscriptionsService, {
      create: this.groups.create,
      delete: this.groups.delete,
      list: this.groups.list,
      read: this.groups.read,
    });
    server.addService(ServerFeaturesService, {
      getSupportedMethods: this.unlessHung(
        (_call: unknown, answer: (error: null, response: Features.SupportedMethods) => void) =>
          answer(null, this.supported()),
      ),
    });
    this.port = await new Promise<number>((resolve, reject) =>
      server.bindAsync(`127.0.0.1:${this.port}`, grpc.ServerCredentials.createInsecure(), (error, port) =>
        error ? reject(error) : resolve(port),
      ),
    );
    this.server = server;
  }

  /** Gone at once, with every call that was under way; the log stays. */
  stop(): void {
    this.server?.forceShutdown();
    this.server = undefined;
  }

  /**
   * From now on nothing is answered, and no connection is closed: a process that was paused, a network that
   * swallows.
   */
  hang(): void {
    this.hung = true;
    this.appends.swallow = Infinity;
    this.reads.silent = true;
  }

  private unlessHung<A extends readonly unknown[]>(handle: (...call: A) => void): (...call: A) => void {
    return (...call) => void (this.hung || handle(...call));
  }

  private cluster(): Gossip.ClusterInfo {
    this.gossiped += 1;
    const told = new gossip.ClusterInfo();
    if (!this.leader) return told;
    const at = new gossip.EndPoint().setAddress('127.0.0.1').setPort(this.leader.port);
    const { LEADER } = gossip.MemberInfo.VNodeState;
    return told.setMembersList([
      new gossip.MemberInfo().setState(LEADER).setIsAlive(true).setHttpEndPoint(at),
    ]);
  }

  /** What the client may use: names in small letters, as a real server tells them (ServerFeatures.cs). */
  private supported(): Features.SupportedMethods {
    const told = new features.SupportedMethods().setEventStoreServerVersion('23.10.0');
    const add = (service: string, method: string, of: string[]) =>
      told.addMethods(
        new features.SupportedMethod()
          .setServiceName(`event_store.client.${service}`)
          .setMethodName(method)
          .setFeaturesList(of),
      );
    if (this.batches) add('streams.streams', 'batchappend', ['deadline_duration']);
    for (const method of ['create', 'delete', 'list', 'read'])
      add('persistent_subscriptions.persistentsubscriptions', method, ['stream', 'all']);
    return told;
  }
}
