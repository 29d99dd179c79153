import { once } from 'node:events';
import { connect } from 'node:http2';
import { createConnection } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Logger } from '@nestjs/common';
import { EventStoreDbLog } from '#eventstoredb';
import { AppendTooLarge, NO_STREAM, VersionConflict } from '#kernel';
import { fact, freshStream } from '../../libs/kernel/testing/event-store.contract.js';
import { HANGS_MS, until } from '../../libs/kernel/testing/patience.js';
import { EventStoreDouble } from './double.js';
import { followed } from './followed.js';
import { StreamsService, grpc, identifierOf, refusal, shared, streams } from './double/messages.js';
import type { Refusal } from './double/messages.js';

/** Far more than an append takes that is answered. */
const APPEND_MS = 1_000;

describe.each([
  ['of many at a time', true, 'batch'],
  ['of one call each, on a server too old for many', false, 'plain'],
] as const)('appends %s', (_way, batches, way) => {
  let double: EventStoreDouble;
  let store: EventStoreDbLog;
  beforeAll(async () => {
    double = await EventStoreDouble.start({ batches });
    store = new EventStoreDbLog({ url: double.url, appendMs: APPEND_MS });
  });
  afterAll(async () => {
    await store.close();
    double.stop();
  });

  const typesOf = async (stream: string) => (await store.read(stream)).map(({ type }) => type);

  describe('an append whose outcome nobody tells', () => {
    it('was taken, and is not taken again: the answer was lost', async () => {
      const stream = freshStream();
      double.appends.loseAnswers = 2;
      const appended = await store.append(stream, NO_STREAM, [fact('A', 'c1'), fact('B', 'c1')]);
      expect(appended.version).toBe(1);
      expect(await typesOf(stream)).toEqual(['A', 'B']);
    });

    it('was swallowed, and is asked for again', async () => {
      const stream = freshStream();
      double.appends.swallow = 2;
      const before = double.appends.asked[way];
      expect((await store.append(stream, NO_STREAM, [fact('A', 'c1')])).version).toBe(0);
      expect(double.appends.asked[way] - before).toBe(3);
      expect(await store.read(stream)).toHaveLength(1);
    });

    it('is taken long after it was asked for again, and nothing stands there twice', async () => {
      const stream = freshStream();
      double.appends.keepBack = 1;
      const appended = await store.append(stream, NO_STREAM, [fact('A', 'c1'), fact('B', 'c1')]);
      await store.append(stream, 1, [fact('C', 'c2')]);
      double.appends.takeKeptBack();
      expect(await typesOf(stream)).toEqual(['A', 'B', 'C']);
      expect((await store.read(stream))[1]!.position).toBe(appended.position);
    });

    it('is a conflict when another was first meanwhile, and stays one when it is taken at last', async () => {
      const stream = freshStream();
      const elsewhere = new EventStoreDbLog({ url: double.url });
      double.appends.keepBack = 1;
      const append = store.append(stream, NO_STREAM, [fact('A', 'c1')]);
      await until(() => double.appends.keepBack === 0);
      await elsewhere.append(stream, NO_STREAM, [fact('X', 'c9')]);
      await expect(append).rejects.toBeInstanceOf(VersionConflict);
      double.appends.takeKeptBack();
      expect(await typesOf(stream)).toEqual(['X']);
      await elsewhere.close();
    });

    it('waits for a server that went away, and is there once when it comes back', async () => {
      const stream = freshStream();
      await store.append(stream, NO_STREAM, [fact('A', 'c1')]);
      double.stop();
      // A log of its own: each says, once in a while, that it asks in vain.
      const said = jest.spyOn(Logger.prototype, 'warn').mockImplementation(() => undefined);
      const elsewhere = new EventStoreDbLog({ url: double.url, appendMs: APPEND_MS });
      const append = elsewhere.append(stream, 0, [fact('B', 'c2')]);
      const read = elsewhere.read(stream);
      await until(() => said.mock.calls.length > 0);
      said.mockRestore();
      await double.listen();
      expect((await append).version).toBe(1);
      expect((await read).length).toBeGreaterThanOrEqual(1);
      expect(await typesOf(stream)).toEqual(['A', 'B']);
      await elsewhere.close();
    });
  });

  describe('appends side by side', () => {
    it.each([
      ['taken', 'takeReversed'],
      ['answered', 'answerReversed'],
    ] as const)('each get their own place, though the server has %s them last first', async (_, reversed) => {
      const streams = [freshStream(), freshStream(), freshStream()];
      double.appends[reversed] = streams.length;
      const appended = await Promise.all(
        streams.map((stream) => store.append(stream, NO_STREAM, [fact('A', stream)])),
      );
      for (const [index, stream] of streams.entries())
        expect(await store.read(stream)).toMatchObject([
          { type: 'A', version: 0, position: appended[index]!.position },
        ]);
    });

    it('stay in order on one stream, whose next waits for the one before', async () => {
      const stream = freshStream();
      double.appends.swallow = 1;
      const appends = ['A', 'B', 'C'].map((type, index) =>
        store.append(stream, index - 1, [fact(type, type)]),
      );
      expect((await Promise.all(appends)).map(({ version }) => version)).toEqual([0, 1, 2]);
      expect(await typesOf(stream)).toEqual(['A', 'B', 'C']);
    });

    it('go by the way that the server offers, and by no other', () => {
      expect(double.appends.asked[way]).toBeGreaterThan(0);
      expect(double.appends.asked[way === 'batch' ? 'plain' : 'batch']).toBe(0);
    });
  });

  describe('a server that refuses', () => {
    it.each<[string, () => Refusal]>([
      ['because it is not ready', () => refusal(grpc.status.UNAVAILABLE, 'Server Is Not Ready')],
      [
        'because the write timed out among its nodes',
        () => refusal(grpc.status.ABORTED, 'Operation timed out: commit'),
      ],
      [
        'because an election is going on',
        () => refusal(grpc.status.UNKNOWN, 'No leader info available in response'),
      ],
    ])('%s is asked again', async (_, refused) => {
      const stream = freshStream();
      double.appends.refusals.push(refused());
      expect((await store.append(stream, NO_STREAM, [fact('A', 'c1')])).version).toBe(0);
      expect(await typesOf(stream)).toEqual(['A']);
    });

    it('because another node leads is left for that one', async () => {
      const leader = await EventStoreDouble.start({ log: double.log, batches });
      const follower = new EventStoreDbLog({ url: double.url });
      const stream = freshStream();
      double.appends.refusals.push(
        refusal(grpc.status.NOT_FOUND, 'Leader info available', {
          exception: 'not-leader',
          'leader-endpoint-host': '127.0.0.1',
          'leader-endpoint-port': String(leader.port),
        }),
      );
      expect((await follower.append(stream, NO_STREAM, [fact('A', 'c1')])).version).toBe(0);
      expect(leader.appends.asked[way]).toBe(1);
      expect(await typesOf(stream)).toEqual(['A']);
      await follower.close();
      leader.stop();
    });

    it('for want of a right is not asked again: the error is told', async () => {
      double.appends.refusals.push(
        refusal(grpc.status.PERMISSION_DENIED, 'Access Denied', { exception: 'access-denied' }),
      );
      const before = double.appends.asked[way];
      await expect(store.append(freshStream(), NO_STREAM, [fact('A', 'c1')])).rejects.toThrow(
        'Access Denied',
      );
      expect(double.appends.asked[way] - before).toBe(1);
    });

    it('because its operator allows less in one append than we do, keeps nothing of it', async () => {
      const stream = freshStream();
      double.appends.bytesMax = 1_000;
      await expect(
        store.append(stream, NO_STREAM, [fact('A', 'c1'), fact('B', 'c1', { text: 'x'.repeat(1_000) })]),
      ).rejects.toBeInstanceOf(AppendTooLarge);
      expect(await store.read(stream)).toEqual([]);
      expect((await store.append(stream, NO_STREAM, [fact('A', 'c1')])).version).toBe(0);
    });
  });
});

describe('a server that no longer takes many appends on one stream', () => {
  it('gets each by a call of its own, and none is lost or doubled', async () => {
    const double = await EventStoreDouble.start();
    const store = new EventStoreDbLog({ url: double.url });
    const streams = Array.from({ length: 20 }, freshStream);
    await Promise.all(streams.map((stream) => store.append(stream, NO_STREAM, [fact('A', 'c1')])));
    double.appends.noBatches = true;
    double.appends.breakBatches(refusal(grpc.status.UNAVAILABLE, 'restarted'));
    const appended = await Promise.all(
      streams.map((stream) => store.append(stream, 0, [fact('B', 'c2'), fact('C', 'c2')])),
    );
    expect(appended.map(({ version }) => version)).toEqual(streams.map(() => 2));
    for (const stream of streams)
      expect((await store.read(stream)).map(({ type }) => type)).toEqual(['A', 'B', 'C']);
    expect(double.appends.asked).toEqual({ plain: streams.length, batch: streams.length });
    await store.close();
    double.stop();
  });
});

/** A message as gRPC frames it on the wire: not compressed, its length, its bytes. */
function framed(message: Readonly<{ serializeBinary(): Uint8Array }>): Buffer {
  const body = message.serializeBinary();
  const head = Buffer.alloc(5);
  head.writeUInt32BE(body.length, 1);
  return Buffer.concat([head, body]);
}

describe('an append in the middle of which its client dies', () => {
  let double: EventStoreDouble;
  beforeAll(async () => {
    double = await EventStoreDouble.start();
  });
  afterAll(() => double.stop());

  it.each([0, 1])('leaves nothing of it on the server: %i of its events had come', async (come) => {
    const stream = freshStream();
    const { pieces, brokenOff } = double.appends;
    const socket = createConnection(double.port, '127.0.0.1');
    const session = connect(`http://127.0.0.1:${double.port}`, { createConnection: () => socket });
    session.on('error', () => undefined);
    const call = session.request({
      ':method': 'POST',
      ':path': StreamsService.append!.path,
      'content-type': 'application/grpc',
      te: 'trailers',
    });
    call.on('error', () => undefined);
    call.write(
      framed(
        new streams.AppendReq().setOptions(
          new streams.AppendReq.Options()
            .setStreamIdentifier(identifierOf(stream))
            .setNoStream(new shared.Empty()),
        ),
      ),
    );
    const event = new streams.AppendReq.ProposedMessage()
      .setId(new shared.UUID().setString('00000000-0000-5000-a000-00000000000a'))
      .setData(Buffer.from('{}'));
    event.getMetadataMap().set('type', 'A').set('content-type', 'application/json');
    if (come > 0) call.write(framed(new streams.AppendReq().setProposedMessage(event)));
    await until(() => double.appends.pieces === pieces + 1 + come);
    socket.destroy();
    await once(session, 'close');
    await until(() => double.appends.brokenOff > brokenOff);
    expect(double.log.stream(stream) ?? []).toEqual([]);
  });
});

describe('a leader that hangs with its connections open', () => {
  let leader: EventStoreDouble;
  let other: EventStoreDouble;
  let cluster: EventStoreDbLog;
  beforeEach(async () => {
    leader = await EventStoreDouble.start();
    other = await EventStoreDouble.start({ log: leader.log });
    leader.leader = other.leader = leader;
    const seeds = [leader, other].map(({ port }) => `127.0.0.1:${port}`);
    const url = `esdb://${seeds.join(',')}?tls=false&gossipTimeout=1&discoveryInterval=10`;
    cluster = new EventStoreDbLog({ url, appendMs: APPEND_MS, pollMs: HANGS_MS });
  });
  afterEach(async () => {
    await cluster.close();
    leader.stop();
    other.stop();
  });

  it('is left for the one that the others elect, and who follows goes along', async () => {
    const stream = freshStream();
    const follower = followed(cluster, await cluster.head());
    await cluster.append(stream, NO_STREAM, [fact('A', 'c1')]);
    await follower.until(1);
    expect(leader.appends.asked.batch).toBe(1);
    leader.hang();
    other.leader = undefined;
    const append = cluster.append(stream, 0, [fact('B', 'c2')]);
    // An election: whoever asks is told of nobody, until the client says that it failed to discover, and asks
    // anew.
    const before = other.gossiped;
    await until(() => other.gossiped > before + 10);
    other.leader = other;
    expect((await append).version).toBe(1);
    await cluster.append(stream, 1, [fact('C', 'c3')]);
    expect(other.appends.asked.batch).toBe(2);
    await follower.until(3);
    expect(follower.types).toEqual(['A', 'B', 'C']);
    await follower.stop();
  });
});
