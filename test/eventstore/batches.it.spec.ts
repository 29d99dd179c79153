import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  EventStoreDBClient,
  NO_STREAM,
  StreamNotFoundError,
  UnavailableError,
  WrongExpectedVersionError,
  jsonEvent,
} from '@eventstore/db-client';
import { EventStoreDbLog } from '#eventstoredb';
import { NO_STREAM as NOTHING } from '#kernel';
import { fact, freshStream } from '../../libs/kernel/testing/event-store.contract.js';
import { HANGS_MS, until } from '../../libs/kernel/testing/patience.js';
import { PROBES, PROBE_MS } from '../../libs/eventstoredb/src/batches.js';
import { connect } from '../../libs/eventstoredb/src/connect.js';
import { EventStoreDouble } from './double.js';
import { grpc, refusal } from './double/messages.js';

const TOLD_MS = 100;
const PATIENCE_MS = 500;

/**
 * What @eventstore/db-client 6.2.1 makes of the batches that every server offers. The log keeps away from
 * them (libs/eventstoredb/src/connect.ts); whoever upgrades the client and sees one of these fail may decide
 * again.
 */
describe('the batches of the client', () => {
  let double: EventStoreDouble;
  let other: EventStoreDouble;
  let client: EventStoreDBClient;
  let another: EventStoreDBClient;
  beforeAll(async () => {
    [double, other] = [await EventStoreDouble.start(), await EventStoreDouble.start()];
    [client, another] = [
      EventStoreDBClient.connectionString(double.url),
      EventStoreDBClient.connectionString(other.url),
    ];
  });
  afterAll(async () => {
    // One that has a stream which the server ended waits for it for ever.
    await Promise.race([Promise.all([client.dispose(), another.dispose()]), sleep(PATIENCE_MS)]);
    double.stop();
    other.stop();
  });

  const append = (to: EventStoreDBClient, stream = freshStream(), deadline?: number) =>
    to.appendToStream(stream, jsonEvent({ type: 'A', data: {} }), {
      expectedRevision: NO_STREAM,
      ...(deadline ? { deadline } : {}),
    });
  const read = async (from: EventStoreDBClient, stream: string) => {
    const types: string[] = [];
    for await (const { event } of from.readStream(stream)) types.push(event!.type);
    return types;
  };
  /** What an append has come to by now. */
  const stateOf = (appending: Promise<unknown>) =>
    Promise.race([
      appending.then(
        () => 'appended',
        (error: unknown) => String(error),
      ),
      sleep(PATIENCE_MS).then(() => 'waits'),
    ]);

  it('bring every answer to who asked, in whatever order they come', async () => {
    double.appends.answerReversed = 3;
    const asked = [freshStream(), freshStream(), freshStream()];
    const answers = await Promise.all(asked.map((stream) => append(client, stream)));
    expect(double.appends.asked).toEqual({ plain: 0, batch: 3 });
    expect(answers.map(({ position }) => position!.commit)).toEqual(
      asked.map((stream) => double.log.stream(stream)![0]!.position),
    );
    await expect(append(client, asked[0])).rejects.toBeInstanceOf(WrongExpectedVersionError);
  });

  it('only tell the server of a deadline: when it swallows the append, nobody is told', async () => {
    double.appends.swallow = 1;
    expect(await stateOf(append(client, freshStream(), TOLD_MS))).toBe('waits');
  });

  it('fail an append because the stream of another client, to another server, was lost', async () => {
    await append(another);
    other.appends.keepBack = 1;
    const appending = append(another).then(
      () => 'appended',
      (error: unknown) => String(error),
    );
    await append(client);
    double.appends.breakBatches(refusal(grpc.status.UNKNOWN, 'lost'));
    expect(await appending).toContain('lost');
    // That one's answer is kept back for good: the client has forgotten who asked, and its TypeError would
    // end the process.
  });

  it('are written into a stream that the server has ended, where nobody reads them', async () => {
    await append(client);
    double.appends.breakBatches();
    // What is answered on the same connection comes after the end of that stream.
    await expect(read(client, freshStream())).rejects.toBeInstanceOf(StreamNotFoundError);
    const before = double.appends.asked.batch;
    expect(await stateOf(append(client))).toBe('waits');
    expect(double.appends.asked.batch).toBe(before);
  });
});

describe('a stream of appends after one that was lost', () => {
  let double: EventStoreDouble;
  let log: EventStoreDbLog;
  beforeEach(async () => {
    double = await EventStoreDouble.start();
    // The first answer of all, and all once something was answered, may take for ever.
    log = new EventStoreDbLog({ url: double.url, appendMs: HANGS_MS });
    await log.append(freshStream(), NOTHING, [fact('A', 'c1')]);
  });
  afterEach(async () => {
    await log.close();
    double.stop();
  });

  /** Appends while so many streams in a row are silent: the first is broken off, those after it are left. */
  const appendThrough = async (silent: number) => {
    double.appends.swallow = silent;
    const appending = log.append(freshStream(), NOTHING, [fact('B', 'c2')]);
    await until(() => double.appends.swallow < silent);
    double.appends.breakBatches(refusal(grpc.status.UNAVAILABLE, 'gone'));
    return appending;
  };

  it('is left soon when nothing comes back: it may lead to the node that hangs', async () => {
    expect((await appendThrough(2)).version).toBe(0);
    expect(double.appends.asked.batch).toBe(4);
  });

  it('is given its whole time after some, because the server may only be slow', async () => {
    const asked = () => double.appends.asked.batch;
    const before = asked();
    const appending = appendThrough(1 + PROBES);
    await until(() => double.appends.swallow === 0);
    double.appends.keepBack = 1;
    await until(() => double.appends.keepBack === 0);
    await sleep(PROBE_MS + PATIENCE_MS);
    double.appends.takeKeptBack();
    expect((await appending).version).toBe(0);
    expect(asked() - before).toBe(1 + PROBES + 1);
  });
});

describe('a client of a cluster that nobody leads', () => {
  type Inside = Readonly<{
    getChannel(): Promise<unknown>;
    handleError(client: object, error: Error): Promise<void>;
  }>;

  it('looks for its next connection in vain without ending the process', async () => {
    const client = connect(
      'esdb://127.0.0.1:1,127.0.0.1:2?tls=false&maxDiscoverAttempts=1&discoveryInterval=1',
    );
    const inside = client as unknown as Inside;
    await expect(inside.getChannel()).rejects.toThrow('Failed to discover');
    // The client waits there for the connection that failed, and awaits itself nowhere.
    await expect(
      inside.handleError({ getChannel: () => undefined }, new UnavailableError()),
    ).resolves.toBeUndefined();
  });
});
