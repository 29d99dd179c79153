import type * as Grpc from '@grpc/grpc-js';
import type * as Shared from '@eventstore/db-client/generated/shared_pb.js';
import type * as Streams from '@eventstore/db-client/generated/streams_pb.js';
import type { Message } from 'google-protobuf';
import type { DoubleLog, Outcome, Proposed } from './log.js';
import {
  anything,
  grpc,
  identifierOf,
  nameOf,
  nothing,
  refusal,
  shared,
  status,
  streams,
} from './messages.js';
import type { Refusal } from './messages.js';

/** An append that came in: taking it gives its answer, which is sent at once, later, or never. */
type Arrived = () => () => void;
type Batching = Grpc.ServerDuplexStream<Streams.BatchAppendReq, Streams.BatchAppendResp>;

/** The server's own default, in bytes. */
const APPEND_BYTES_MAX = 1_048_576;

/** Both ways to append, one call an append or many on one stream, and what may go wrong with them. */
export class Appends {
  /** How many of the next appends are taken and never answered. */
  loseAnswers = 0;
  /** How many of the next appends are neither taken nor answered. */
  swallow = 0;
  /** How many of the next appends are kept back until {@link takeKeptBack}. */
  keepBack = 0;
  /** As many of the next appends are waited for, and then taken last first. */
  takeReversed = 0;
  /** As many of the next appends are taken as they come, and answered last first. */
  answerReversed = 0;
  /** How the next appends are refused. */
  readonly refusals: Refusal[] = [];
  bytesMax = APPEND_BYTES_MAX;
  /** Whether many appends on one stream are refused, though they were offered. */
  noBatches = false;
  /** How many were asked for, by each way. */
  readonly asked = { plain: 0, batch: 0 };
  /**
   * Pieces of appends by a call of their own that have come in, and such calls whose client went away in the
   * middle.
   */
  pieces = 0;
  brokenOff = 0;
  private readonly keptBack: Arrived[] = [];
  private readonly gathered: Arrived[] = [];
  private readonly unanswered: (() => void)[] = [];
  private readonly batches = new Set<Batching>();

  constructor(private readonly log: DoubleLog) {}

  readonly plain = (
    call: Grpc.ServerReadableStream<Streams.AppendReq, Streams.AppendResp>,
    answer: (error: Refusal | null, response?: Streams.AppendResp) => void,
  ): void => {
    let options: Streams.AppendReq.Options | undefined;
    const proposed: Proposed[] = [];
    call.on('data', (request: Streams.AppendReq) => {
      this.pieces += 1;
      options = request.getOptions() ?? options;
      const message = request.getProposedMessage();
      if (message) proposed.push(proposedOf(message));
    });
    call.on('error', () => undefined);
    const asked = () => {
      this.asked.plain += 1;
      const refused = this.refusals.shift();
      if (refused) return answer(refused);
      const [stream, expected] = [
        nameOf(options!.getStreamIdentifier()!),
        options!.hasNoStream() ? -1 : Number(options!.getRevision()),
      ];
      this.arrived(() => {
        if (sizeOf(proposed) > this.bytesMax) return () => answer(tooLarge(this.bytesMax));
        const outcome = this.log.append(stream, expected, proposed);
        return () => answer(null, plainAnswer(outcome, expected));
      });
    };
    // A client that dies in the middle of its append ends its stream too, and is found gone a moment later:
    // nothing of it is taken.
    call.on('cancelled', () => setImmediate(() => setImmediate(() => (this.brokenOff += 1))));
    call.on('end', () => setImmediate(() => void (call.cancelled || proposed.length === 0 || asked())));
  };

  /** One append may come in several pieces; the last says so. */
  readonly batch = (call: Batching): void => {
    if (this.noBatches) return void call.emit('error', refusal(grpc.status.UNIMPLEMENTED, 'unknown method'));
    const pieces = new Map<string, { options: Streams.BatchAppendReq.Options; proposed: Proposed[] }>();
    this.batches.add(call);
    call.on('data', (request: Streams.BatchAppendReq) => {
      const correlation = request.getCorrelationId()!;
      const id = correlation.getString();
      const options = request.getOptions();
      if (options) pieces.set(id, { options, proposed: [] });
      const piece = pieces.get(id)!;
      piece.proposed.push(...request.getProposedMessagesList().map(proposedOf));
      if (!request.getIsFinal()) return;
      pieces.delete(id);
      this.asked.batch += 1;
      const refused = this.refusals.shift();
      if (refused) return this.refuse(call, correlation, refused);
      const [stream, expected] = [
        nameOf(piece.options.getStreamIdentifier()!),
        piece.options.hasNoStream() ? -1 : Number(piece.options.getStreamPosition()),
      ];
      this.arrived(() => {
        const response = new streams.BatchAppendResp()
          .setCorrelationId(correlation)
          .setStreamIdentifier(identifierOf(stream));
        const send = () => void (this.batches.has(call) && call.write(response));
        if (sizeOf(piece.proposed) > this.bytesMax) {
          response.setError(
            statusOf(
              'MaximumAppendSizeExceeded',
              new shared.MaximumAppendSizeExceeded().setMaxappendsize(this.bytesMax),
            ),
          );
          return send;
        }
        batchAnswer(response, this.log.append(stream, expected, piece.proposed), expected);
        return send;
      });
    });
    const gone = () => void this.batches.delete(call);
    call.on('cancelled', gone);
    call.on('error', gone);
    call.on('end', () => call.end());
  };

  /**
   * Most refusals are an answer like any other; that another node leads ends the whole stream
   * (Streams.BatchAppend.cs).
   */
  private refuse(call: Batching, correlation: Shared.UUID, refused: Refusal): void {
    const exception = refused.metadata?.get('exception')[0];
    if (exception === 'not-leader') return void call.emit('error', refused);
    const answer = new streams.BatchAppendResp().setCorrelationId(correlation);
    if (exception === 'access-denied') answer.setError(statusOf('AccessDenied', new shared.AccessDenied()));
    else if (refused.code === grpc.status.ABORTED) answer.setError(statusOf('Timeout', new shared.Timeout()));
    else answer.setError(statusOf('', new nothing.Empty()).setMessage(refused.details!));
    call.write(answer);
  }

  /** Takes, and answers, what was kept back. */
  takeKeptBack(): void {
    for (const take of this.keptBack.splice(0)) take()();
  }

  /** The server breaks off, or ends, every stream of batches; what was on its way gets no answer. */
  breakBatches(error?: Refusal): void {
    for (const call of [...this.batches]) {
      this.batches.delete(call);
      if (error) call.emit('error', error);
      else call.end();
    }
  }

  private arrived(append: Arrived): void {
    if (this.swallow > 0) {
      this.swallow -= 1;
    } else if (this.keepBack > 0) {
      this.keepBack -= 1;
      this.keptBack.push(append);
    } else if (this.takeReversed > 0) {
      this.gathered.push(append);
      if (this.gathered.length < this.takeReversed) return;
      this.takeReversed = 0;
      for (const take of this.gathered.splice(0).reverse()) take()();
    } else this.taken(append());
  }

  private taken(answer: () => void): void {
    if (this.loseAnswers > 0) {
      this.loseAnswers -= 1;
    } else if (this.answerReversed > 0) {
      this.unanswered.push(answer);
      if (this.unanswered.length < this.answerReversed) return;
      this.answerReversed = 0;
      for (const send of this.unanswered.splice(0).reverse()) send();
    } else answer();
  }
}

type ProposedMessage = Streams.AppendReq.ProposedMessage | Streams.BatchAppendReq.ProposedMessage;

const proposedOf = (message: ProposedMessage): Proposed => ({
  id: message.getId()!.getString(),
  type: message.getMetadataMap().get('type')!,
  data: message.getData_asU8(),
  custom: message.getCustomMetadata_asU8(),
});
const sizeOf = (proposed: readonly Proposed[]): number =>
  proposed.reduce(
    (bytes, { type, data, custom }) => bytes + 2 * type.length + data.length + custom.length,
    0,
  );

const tooLarge = (max: number) =>
  refusal(grpc.status.INVALID_ARGUMENT, `Maximum Append Size of ${max} Exceeded.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(max),
  });

function plainAnswer(outcome: Outcome, expected: number): Streams.AppendResp {
  if ('last' in outcome) {
    const { revision, position } = outcome.last;
    const place = new streams.AppendResp.Position()
      .setCommitPosition(String(position))
      .setPreparePosition(String(position));
    return new streams.AppendResp().setSuccess(
      new streams.AppendResp.Success().setCurrentRevision(String(revision)).setPosition(place),
    );
  }
  const wrong = new streams.AppendResp.WrongExpectedVersion();
  if (outcome.current < 0) wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(outcome.current));
  if (expected < 0) wrong.setExpectedNoStream(new shared.Empty());
  else wrong.setExpectedRevision(String(expected));
  return new streams.AppendResp().setWrongExpectedVersion(wrong);
}

function batchAnswer(response: Streams.BatchAppendResp, outcome: Outcome, expected: number): void {
  if ('last' in outcome) {
    const { revision, position } = outcome.last;
    const place = new shared.AllStreamPosition()
      .setCommitPosition(String(position))
      .setPreparePosition(String(position));
    return void response.setSuccess(
      new streams.BatchAppendResp.Success().setCurrentRevision(String(revision)).setPosition(place),
    );
  }
  const wrong = new shared.WrongExpectedVersion();
  if (outcome.current < 0) wrong.setCurrentNoStream(new nothing.Empty());
  else wrong.setCurrentStreamRevision(String(outcome.current));
  if (expected < 0) wrong.setExpectedNoStream(new nothing.Empty());
  else wrong.setExpectedStreamPosition(String(expected));
  response.setError(statusOf('WrongExpectedVersion', wrong));
}

/**
 * A refusal on a stream of batches: its name, and its details packed as the server packs them (Status.cs).
 */
function statusOf(name: string, details: Message): InstanceType<typeof status.Status> {
  const packed = new anything.Any();
  packed.pack(details.serializeBinary(), `event_store.client.${name}`);
  return new status.Status().setMessage(name).setDetails(packed);
}
