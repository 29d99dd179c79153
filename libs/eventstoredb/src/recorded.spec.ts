import shared from '@eventstore/db-client/generated/shared_pb.js';
import messages from '@eventstore/db-client/generated/streams_pb.js';
import { describe, expect, it } from '@jest/globals';
import { toldOf } from './recorded.js';

const { ReadResp } = messages;
const { RecordedEvent } = ReadResp.ReadEvent;
const OURS = Buffer.from('rushi-');
const META = { correlation: 'entry-1', command: 'c1' };
const CREATED = Date.parse('2026-03-01T08:00:00.123Z');

type Given = Readonly<{
  stream?: string;
  revision?: string;
  commit?: string;
  data?: object;
  kind?: string;
  created?: number;
}>;
/** An answer as the client's own definitions write it. */
function answerOf(given: Given): Buffer {
  const { stream = 'rushi-a', revision = '0', commit = '97', data = {}, created = CREATED } = given;
  const { kind = 'application/json' } = given;
  const record = new RecordedEvent()
    .setId(new shared.UUID().setString('00000000-0000-5000-a000-00000000000a'))
    .setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from(stream)))
    .setStreamRevision(revision)
    .setPreparePosition(commit)
    .setCommitPosition(commit)
    .setCustomMetadata(Buffer.from(JSON.stringify({ meta: META, $correlationId: 'entry-1' })))
    .setData(Buffer.from(JSON.stringify(data)));
  record.getMetadataMap().set('type', 'Told').set('created', `${created}4567`).set('content-type', kind);
  const event = new ReadResp.ReadEvent().setEvent(record).setCommitPosition(commit);
  return Buffer.from(new ReadResp().setEvent(event).serializeBinary());
}

describe('an answer of the server, read straight from its bytes', () => {
  it('is the event that the client would have made of it', () => {
    const data = { text: '入市方案'.repeat(100), n: 1 };
    expect(toldOf(OURS, answerOf({ revision: '41', data }))).toEqual({
      event: {
        id: 'a@41',
        stream: 'a',
        version: 41,
        position: 97n,
        type: 'Told',
        data,
        meta: META,
        recordedAt: '2026-03-01T08:00:00.123Z',
      },
    });
  });

  it.each(['1', '127', '128', '16384', '4294967296', '9007199254740993', '18446744073709551615'])(
    'has its position to the last figure: %s',
    (commit) => expect(toldOf(OURS, answerOf({ commit })).event!.position).toBe(BigInt(commit)),
  );

  it.each([
    '2026-03-01T08:00:00.000Z',
    '2026-03-01T08:00:00.007Z',
    '2026-03-01T08:00:00.999Z',
    '2026-03-01T08:00:01.000Z',
    '2026-03-01T07:59:59.080Z',
  ])('has the moment it was recorded at, whatever the one before it had: %s', (moment) =>
    expect(toldOf(OURS, answerOf({ created: Date.parse(moment) })).event!.recordedAt).toBe(moment),
  );

  it('has the version of a long stream', () =>
    expect(toldOf(OURS, answerOf({ revision: '9007199254740991' })).event!.version).toBe(
      Number.MAX_SAFE_INTEGER,
    ));

  it('is read whichever of an entry comes first, its key or its value', () => {
    const entry = (first: string, second: string) => Buffer.from(`${first}${second}`, 'latin1');
    const [key, value] = ['\x0a\x04type', '\x12\x04Told'];
    const answer = answerOf({});
    const at = answer.indexOf(entry(key, value));
    expect(at).toBeGreaterThan(0);
    entry(value, key).copy(answer, at);
    expect(toldOf(OURS, answer).event!.type).toBe('Told');
  });

  it.each([
    { stream: 'other-a' },
    { stream: 'rush' },
    { kind: 'application/octet-stream' },
    { kind: 'application/jsonx' },
  ])('is nothing where the event is none of ours: %j', (given) =>
    expect(toldOf(OURS, answerOf(given))).toEqual({}),
  );

  it('tells how far the server has come, that it listens, and nothing of what concerns nobody here', () => {
    const checkpoint = new ReadResp.Checkpoint().setCommitPosition('970').setPreparePosition('970');
    const bytes = (answer: { serializeBinary(): Uint8Array }) => Buffer.from(answer.serializeBinary());
    expect(toldOf(OURS, bytes(new ReadResp().setCheckpoint(checkpoint)))).toEqual({ checkpoint: 970n });
    const confirmation = new ReadResp.SubscriptionConfirmation().setSubscriptionId('s');
    expect(toldOf(OURS, bytes(new ReadResp().setConfirmation(confirmation)))).toEqual({
      confirmed: true,
    });
    expect(toldOf(OURS, bytes(new ReadResp().setCaughtUp(new ReadResp.CaughtUp())))).toEqual({});
    expect(toldOf(OURS, Buffer.alloc(0))).toEqual({});
  });

  it('that breaks off is no answer', () => {
    const whole = answerOf({});
    expect(() => toldOf(OURS, whole.subarray(0, whole.length - 3))).toThrow(RangeError);
  });
});
