import { userInfo } from 'node:os';
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStoreDBClient, PARK, RETRY } from '@eventstore/db-client';
import type { PersistentSubscriptionToAllResolvedEvent } from '@eventstore/db-client';
import { ConsumerGroups, EventStoreDbLog } from '#eventstoredb';
import { INSTALLATION, NO_STREAM, operationsOf } from '#kernel';
import { fact, freshStream } from '../../libs/kernel/testing/event-store.contract.js';
import { openTestDatabase } from '../../libs/postgres/testing/index.js';
import type { TestDatabase } from '../../libs/postgres/testing/index.js';
import { until } from '../kernel/app.js';
import { EventStoreDouble } from './double.js';
import { grpc, refusal } from './double/messages.js';
import { rushiOn } from './rushi-on.js';

const STREAMS = 12;
const PER_STREAM = 5;

let double: EventStoreDouble;
let store: EventStoreDbLog;
let groups: ConsumerGroups;
beforeAll(async () => {
  double = await EventStoreDouble.start();
  store = new EventStoreDbLog({ url: double.url });
  groups = new ConsumerGroups({ url: double.url });
});
afterAll(async () => {
  await Promise.all([store.close(), groups.close()]);
  double.stop();
});

type Delivered = PersistentSubscriptionToAllResolvedEvent;
type Handle = (delivered: Delivered, consumer: Consumer) => Promise<void>;

/** A program of somebody else: the plain client, one connection, and what it does with an event. */
class Consumer {
  readonly seen: string[] = [];
  private readonly client = EventStoreDBClient.connectionString(double.url);
  readonly subscription;
  error: Error | undefined;

  constructor(group: string, handle: Handle = (delivered, { subscription }) => subscription.ack(delivered)) {
    this.subscription = this.client.subscribeToPersistentSubscriptionToAll(group, {
      bufferSize: STREAMS * PER_STREAM,
    });
    this.subscription.on('data', (delivered: Delivered) => {
      const { streamId, revision } = delivered.event!;
      this.seen.push(`${streamId}@${revision}`);
      void handle(delivered, this);
    });
    this.subscription.on('error', (error) => (this.error = error));
    consumers.push(this);
  }

  get streams(): ReadonlySet<string> {
    return new Set(this.seen.map((id) => id.split('@')[0]!));
  }

  connected(): Promise<void> {
    return new Promise((resolve) => this.subscription.once('confirmation', resolve));
  }

  /** Without a word: whatever it has not acknowledged stays unacknowledged. */
  dies(): Promise<void> {
    return this.subscription.unsubscribe();
  }
}

const consumers: Consumer[] = [];
afterEach(async () => {
  await Promise.all(consumers.splice(0).map((consumer) => consumer.dies()));
});

/** Says nothing to what it gets. */
const silent: Handle = async () => undefined;

let named = 0;
const freshGroup = () => groups.create(`group-${++named}`, { fromStart: false });

async function writeOn(streams: readonly string[], from = NO_STREAM): Promise<string[]> {
  const types = Array.from({ length: PER_STREAM }, (_, index) => `T${index}`);
  await Promise.all(
    streams.map((stream) =>
      store.append(
        stream,
        from,
        types.map((type) => fact(type, `${stream}/${from}`)),
      ),
    ),
  );
  return streams.flatMap((stream) => types.map((_, index) => `rushi-${stream}@${from + 1 + index}`));
}
const freshStreams = (count = STREAMS) => Array.from({ length: count }, () => freshStream());

describe('a group of consumers', () => {
  it('shares the events among them: a stream to one consumer, each event once and in order', async () => {
    const group = await freshGroup();
    const [one, two] = [new Consumer(group), new Consumer(group)];
    await Promise.all([one.connected(), two.connected()]);
    const streams = freshStreams();
    const written = await writeOn(streams);
    double.log.foreign(50);
    await until(() => one.seen.length + two.seen.length >= written.length);
    expect([...one.seen, ...two.seen].sort()).toEqual([...written].sort());
    expect([...one.streams].filter((stream) => two.streams.has(stream))).toEqual([]);
    expect(Math.min(one.streams.size, two.streams.size)).toBeGreaterThan(STREAMS / 4);
    for (const stream of streams)
      expect([...one.seen, ...two.seen].filter((id) => id.startsWith(`rushi-${stream}@`))).toEqual(
        written.filter((id) => id.startsWith(`rushi-${stream}@`)),
      );
    const more = await writeOn(streams, PER_STREAM - 1);
    await until(() => one.seen.length + two.seen.length >= written.length + more.length);
    expect([...one.streams].filter((stream) => two.streams.has(stream))).toEqual([]);
  });

  it('gets an event again that it refused, until it acknowledges it, and then never', async () => {
    const group = await freshGroup();
    const retries: number[] = [];
    const consumer = new Consumer(group, async (delivered, { subscription }) => {
      retries.push(delivered.retryCount);
      await (retries.length < 3
        ? subscription.nack(RETRY, 'not now', delivered)
        : subscription.ack(delivered));
    });
    await consumer.connected();
    const [stream] = freshStreams(1) as [string];
    await store.append(stream, NO_STREAM, [fact('A', 'c1')]);
    await until(() => retries.length === 3);
    expect(retries).toEqual([0, 1, 2]);
    await consumer.dies();
    const next = new Consumer(group);
    await next.connected();
    await store.append(stream, 0, [fact('B', 'c2')]);
    await until(() => next.seen.length > 0);
    expect(next.seen).toEqual([`rushi-${stream}@1`]);
  });

  it('hands the streams of a consumer that died to another, with what it had not acknowledged', async () => {
    const group = await freshGroup();
    const [one, two] = [new Consumer(group, silent), new Consumer(group)];
    await Promise.all([one.connected(), two.connected()]);
    const streams = freshStreams();
    const written = await writeOn(streams);
    await until(() => one.seen.length + two.seen.length >= written.length);
    expect(one.seen.length).toBeGreaterThan(0);
    await one.dies();
    await until(() => new Set(two.seen).size === written.length);
    const more = await writeOn(streams, PER_STREAM - 1);
    await until(() => new Set(two.seen).size === written.length + more.length);
    expect(two.seen).toHaveLength(written.length + more.length);
  });

  it('gives some of its streams to a consumer that comes later', async () => {
    const group = await freshGroup();
    const one = new Consumer(group);
    await one.connected();
    const streams = freshStreams();
    await writeOn(streams);
    await until(() => one.seen.length === STREAMS * PER_STREAM);
    const two = new Consumer(group);
    await two.connected();
    await writeOn(streams, PER_STREAM - 1);
    await until(() => one.seen.length + two.seen.length === 2 * STREAMS * PER_STREAM);
    expect(two.streams.size).toBeGreaterThan(0);
  });

  it('parks what a consumer gives up or refused too often where the operator sees it', async () => {
    const group = await freshGroup();
    const consumer = new Consumer(group, (delivered, { subscription }) =>
      subscription.nack(delivered.event!.type === 'A' ? PARK : RETRY, 'no', delivered),
    );
    await consumer.connected();
    const [stream] = freshStreams(1) as [string];
    await store.append(stream, NO_STREAM, [fact('A', 'c1'), fact('B', 'c1')]);
    await until(async () => (await groups.list()).find((known) => known.group === group)?.parked === 2);
    expect(consumer.seen.filter((id) => id.endsWith('@1'))).toHaveLength(11);
  });

  it('is told when it is removed', async () => {
    const group = await freshGroup();
    const consumer = new Consumer(group);
    await consumer.connected();
    await groups.remove(group.slice('rushi-'.length));
    await until(() => consumer.error !== undefined);
    expect(String(consumer.error)).toMatch(/1 CANCELLED: Subscription group rushi-.* was dropped/);
  });

  it('that begins at the start gets what was written before it was made', async () => {
    const [stream] = freshStreams(1) as [string];
    await store.append(stream, NO_STREAM, [fact('A', 'c1')]);
    const consumer = new Consumer(await groups.create('from-start', { fromStart: true }));
    await until(() => consumer.seen.includes(`rushi-${stream}@0`));
  });
});

describe('the operator of an installation', () => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await openTestDatabase();
  });
  afterAll(() => database.drop());
  const consumersOn = (...args: string[]) =>
    rushiOn(double.url, 'consumers', ...args, ...(args[0] === 'list' ? [] : ['--database', database.url]));

  it('makes a group, sees it, and removes it', async () => {
    await store.append(freshStream(), NO_STREAM, [fact('A', 'c1')]);
    expect(await consumersOn('create', 'ledger', '--from-start')).toMatchObject({
      status: 0,
      out: expect.stringContaining('“rushi-ledger”'),
    });
    const consumer = new Consumer('rushi-ledger', silent);
    await until(() => consumer.seen.length > 0);
    const listed = JSON.parse((await consumersOn('list', '--json')).out) as {
      name: string;
      inFlight: number;
    }[];
    const known = listed.find(({ name }) => name === 'ledger');
    expect(known).toEqual({
      name: 'ledger',
      group: 'rushi-ledger',
      from: 'start',
      strategy: 'Pinned',
      consumers: 1,
      inFlight: known!.inFlight,
      parked: 0,
      status: 'Live',
    });
    await until(() => consumer.seen.length === known!.inFlight);
    expect((await consumersOn('list')).out).toMatch(/ledger\s+rushi-ledger\s+第一个事件\s+1\s/);
    expect((await consumersOn('remove', 'ledger')).out).toContain('已删除消费组 ledger');
    expect((await consumersOn('list')).out).not.toContain('ledger');
    const actor = { person: `machine:${userInfo().username}`, role: 'operator', office: 'machine' };
    const acts = (await store.read(operationsOf(INSTALLATION))).map(({ type, data, meta }) => ({
      type,
      data,
      actor: meta.actor,
    }));
    expect(acts).toEqual([
      { type: 'ConsumerGroupCreated', data: { name: 'ledger', fromStart: true }, actor },
      { type: 'ConsumerGroupRemoved', data: { name: 'ledger' }, actor },
    ]);
  });

  it('is not shown the groups of another installation on the same server', async () => {
    const other = new ConsumerGroups({ url: double.url, prefix: 'elsewhere-' });
    await other.create('theirs', { fromStart: false });
    expect((await consumersOn('list')).out).not.toContain('theirs');
    expect((await other.list()).map(({ name }) => name)).toEqual(['theirs']);
    await other.remove('theirs');
    await other.close();
  });

  it.each([
    ['a name that is taken', () => consumersOn('create', 'taken'), '消费组 taken 已经存在', 1],
    ['a group that is not there', () => consumersOn('remove', 'nowhere'), '没有名为 nowhere 的消费组', 1],
    ['a name that cannot be one', () => consumersOn('create', 'A::B'), '不能作消费组的名称', 2],
    ['a log on PostgreSQL', () => rushiOn(undefined, 'consumers', 'list'), '日志由 PostgreSQL 保存', 1],
    [
      'a server that is away',
      () => rushiOn('esdb://127.0.0.1:1?tls=false', 'consumers', 'list'),
      '连接不上 EventStoreDB',
      1,
    ],
  ])('is refused %s, and told what to do', async (_, ask, said, status) => {
    await groups.create('taken', { fromStart: false }).catch(() => undefined);
    expect(await ask()).toMatchObject({ status, err: expect.stringContaining(said) });
  });

  it('is told of a right that the account has not', async () => {
    double.groups.refusal = refusal(grpc.status.PERMISSION_DENIED, 'Access Denied', {
      exception: 'access-denied',
    });
    expect(await consumersOn('create', 'denied')).toMatchObject({
      status: 1,
      err: expect.stringContaining('不允许这个账户'),
    });
  });

  it('reaches the leader through a node that only names it', async () => {
    const leader = await EventStoreDouble.start();
    double.groups.refusal = refusal(grpc.status.NOT_FOUND, 'Leader info available', {
      exception: 'not-leader',
      'leader-endpoint-host': '127.0.0.1',
      'leader-endpoint-port': String(leader.port),
    });
    expect((await consumersOn('create', 'by-the-leader')).status).toBe(0);
    expect((await rushiOn(leader.url, 'consumers', 'list')).out).toContain('by-the-leader');
    leader.stop();
  });

  it('has no groups on a server that has none', async () => {
    const fresh = await EventStoreDouble.start();
    expect(await rushiOn(fresh.url, 'consumers', 'list')).toMatchObject({
      status: 0,
      out: expect.stringContaining('没有消费组'),
    });
    fresh.stop();
  });
});
