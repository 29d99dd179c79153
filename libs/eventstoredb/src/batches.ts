import { randomUUID } from 'node:crypto';
import messages from '@eventstore/db-client/generated/streams_pb.js';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { NO_STREAM } from '#kernel';
import type { Position } from '#kernel';
import type { Appending, Streams, Wire } from './wire.js';

/** An event as the server stores it. */
export type Written = Readonly<{ id: string; type: string; data: Buffer; metadata: Buffer }>;
/** Its last event, or the version at which the stream really is. */
export type Outcome = Readonly<{ version: number; position: Position | undefined } | { current: number }>;

type Answer = InstanceType<typeof messages.BatchAppendResp>;
type Request = InstanceType<typeof messages.BatchAppendReq>;
type Pending = Readonly<{
  sentAt: number;
  resolve: (answer: Answer) => void;
  reject: (error: unknown) => void;
}>;

/** More are kept here until some are answered: what hangs costs no more memory than this. */
export const IN_FLIGHT_MAX = 1_000;
/**
 * After a stream that was lost the next may lead to the same node that hangs, because the others still take
 * it for the leader: so many are given only so long for their first answer. The one after them has the whole
 * time, for a server that is merely slow.
 */
export const PROBES = 5;
export const PROBE_MS = 1_000;

/** What the names of a refusal mean in the words of the client's errors (see {@link mayBeRetried}). */
const TYPES: Readonly<Record<string, string>> = {
  Timeout: 'timeout',
  AccessDenied: 'access-denied',
  StreamDeleted: 'stream-deleted',
  MaximumAppendSizeExceeded: 'maximum-append-size-exceeded',
};
/** Refusals that only words tell (Streams.BatchAppend.cs): the node cannot take it now. */
const NOT_NOW = /Server Is (Not Ready|Busy)|No leader info available/;
/** Codes of gRPC that concern every call of this user: UNAUTHENTICATED, PERMISSION_DENIED, UNIMPLEMENTED. */
const FOR_GOOD: readonly unknown[] = [16, 7, 12];

const fault = (type: string, text: string, cause?: unknown) =>
  Object.assign(new Error(text, { cause }), { type });

/**
 * Many appends under way on one stream of calls, each known by its correlation. What is not answered in time
 * has an unknown outcome, and so has everything else on its stream: the stream and the connection are left,
 * and whoever asked asks again with the same ids. Each stream has a table of its own; one that is lost takes
 * nothing else with it.
 */
export class Batches {
  private line: Promise<Line> | undefined;
  /** Streams that were lost since anything was answered. */
  private lost = 0;

  constructor(
    private readonly wire: Wire,
    private readonly answerMs: number,
  ) {}

  async append(stream: string, expected: number, events: readonly Written[]): Promise<Outcome> {
    const line = await (this.line ??= this.open());
    return outcomeOf(await line.send(requestOf(stream, expected, events)));
  }

  private open(): Promise<Line> {
    const forget = () => {
      if (this.line === opening) this.line = undefined;
    };
    const { answerMs } = this;
    const firstMs = this.lost % (PROBES + 1) === 0 ? answerMs : Math.min(PROBE_MS, answerMs);
    const answered = () => (this.lost = 0);
    const gone = () => {
      this.lost += 1;
      forget();
    };
    const opening = this.wire
      .streams()
      .then((streams) => new Line(this.wire, streams, { firstMs, answerMs, answered, gone }));
    opening.catch(forget);
    return opening;
  }

  async close(): Promise<void> {
    const line = await this.line?.catch(() => undefined);
    line?.end();
  }
}

type LineOptions = Readonly<{
  /** How long the first answer may take, and every other. */
  firstMs: number;
  answerMs: number;
  answered: () => void;
  gone: () => void;
}>;

/** One stream of appends, from its opening until it ends, fails or hangs. */
class Line {
  private readonly call: Appending;
  private readonly pending = new Map<string, Pending>();
  private readonly queued: (() => void)[] = [];
  private watching: NodeJS.Timeout | undefined;
  private over: Error | undefined;
  private limitMs: number;

  constructor(
    private readonly wire: Wire,
    private readonly streams: Streams,
    private readonly options: LineOptions,
  ) {
    this.limitMs = options.firstMs;
    this.call = wire.appending(streams);
    this.call.on('data', (answer: Answer) => this.answered(answer));
    this.call.on('error', (error: Error & { code?: number }) => {
      this.wire.failed(streams, error);
      const lost = fault('unavailable', `The stream of appends was lost: ${error.message}`, error);
      this.finish(FOR_GOOD.includes(error.code) ? error : lost);
    });
    this.call.on('end', () => this.finish(fault('cancelled', 'The server ended the stream of appends.')));
  }

  send(request: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const go = () => {
        if (this.over) return reject(this.over);
        const correlation = randomUUID();
        this.pending.set(correlation, { sentAt: performance.now(), resolve, reject });
        this.call.write(request.setCorrelationId(new shared.UUID().setString(correlation)));
        this.watching ??= setTimeout(() => this.watch(), this.limitMs);
      };
      if (this.pending.size < IN_FLIGHT_MAX) go();
      else this.queued.push(go);
    });
  }

  private answered(answer: Answer): void {
    this.limitMs = this.options.answerMs;
    this.options.answered();
    const correlation = answer.getCorrelationId()?.getString() ?? '';
    this.pending.get(correlation)?.resolve(answer);
    this.pending.delete(correlation);
    this.queued.shift()?.();
  }

  /**
   * One timer for all: they are answered roughly in the order in which they were sent, and the oldest stands
   * first.
   */
  private watch(): void {
    this.watching = undefined;
    const oldest = this.pending.values().next().value;
    if (!oldest) return;
    const left = oldest.sentAt + this.limitMs - performance.now();
    if (left > 0) this.watching = setTimeout(() => this.watch(), left);
    // After a pause of this process its timers come before the answers that have long been there.
    else setImmediate(() => this.unlessAnswered(oldest));
  }

  private unlessAnswered(oldest: Pending): void {
    if (this.pending.values().next().value !== oldest) return this.watch();
    this.wire.leave(this.streams);
    this.finish(fault('timeout', `no answer to an append within ${this.limitMs} ms`));
  }

  private finish(error: Error): void {
    if (this.over) return;
    this.over = error;
    this.options.gone();
    clearTimeout(this.watching);
    this.call.on('error', () => undefined);
    this.call.cancel();
    for (const { reject } of this.pending.values()) reject(error);
    this.pending.clear();
    for (const go of this.queued.splice(0)) go();
  }

  end(): void {
    this.finish(fault('cancelled', 'The log was closed.'));
  }
}

function requestOf(stream: string, expected: number, events: readonly Written[]): Request {
  const { Options, ProposedMessage } = messages.BatchAppendReq;
  const options = new Options().setStreamIdentifier(
    new shared.StreamIdentifier().setStreamName(Buffer.from(stream)),
  );
  // The server's empty message of the same form; it is the form that is sent.
  if (expected === NO_STREAM) options.setNoStream(new shared.Empty());
  else options.setStreamPosition(String(expected));
  const proposed = events.map(({ id, type, data, metadata }) => {
    const message = new ProposedMessage()
      .setId(new shared.UUID().setString(id))
      .setData(data)
      .setCustomMetadata(metadata);
    message.getMetadataMap().set('type', type).set('content-type', 'application/json');
    return message;
  });
  return new messages.BatchAppendReq().setOptions(options).setProposedMessagesList(proposed).setIsFinal(true);
}

/** @throws Error whose `type` says what it means, as in the client's errors */
function outcomeOf(answer: Answer): Outcome {
  const success = answer.getSuccess();
  if (success) {
    const position = success.getPosition()?.getCommitPosition();
    return {
      version: Number(success.getCurrentRevision()),
      position: position === undefined ? undefined : BigInt(position),
    };
  }
  const status = answer.getError();
  const details = status?.getDetails();
  const name = details?.getTypeName().split('.').pop() ?? '';
  if (details && name === 'WrongExpectedVersion') {
    const wrong = shared.WrongExpectedVersion.deserializeBinary(details.getValue_asU8());
    return {
      current: wrong.hasCurrentStreamRevision() ? Number(wrong.getCurrentStreamRevision()) : NO_STREAM,
    };
  }
  const said = (status?.getMessage() || name).replace(/([a-z])([A-Z])/g, '$1 $2');
  throw fault(
    TYPES[name] ?? (NOT_NOW.test(said) ? 'unavailable' : 'unknown'),
    `EventStoreDB refused an append: ${said}`,
  );
}
