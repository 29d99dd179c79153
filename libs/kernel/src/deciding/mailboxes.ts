import { setTimeout as sleep } from 'node:timers/promises';
import { Inject, Injectable, Optional } from '@nestjs/common';
import { APPEND_EVENTS_MAX, EventStore, NO_STREAM, VersionConflict } from '../log/event-store.js';
import type { Appended, NewEvent } from '../log/event-store.js';
import { envelope } from '../messages/messages.js';
import type { AnyDecider, Decider, Envelope, Event, Position, Recorded } from '../messages/messages.js';
import { Upcasting } from '../log/upcasting.js';
import { Tracing, UNTRACED } from '../tracing/tracing.js';

/**
 * What a command came to: the stream's version afterwards, and where its facts are (`null` when it added
 * none).
 */
export type CommandResult = Readonly<{ stream: string; version: number; position: Position | null }>;

/** Folded streams that are kept in memory; the least recently used idle one goes first. */
export const CACHED_STREAMS_MAX = 10_000;
/** How often a batch is decided again after somebody else wrote to the stream. */
const CONFLICTS_MAX = 20;
/**
 * So many are tried again at once; from then on after a pause, by chance up to this long for each conflict so
 * far.
 */
const CONFLICTS_AT_ONCE = 3;
const CONFLICT_PAUSE_MS = 2;
const READ_PAGE = 1_000;

/** A domain without upcasters writes every fact in its first schema. */
const UNCHANGED = new Upcasting([], []);

type Runner = Decider<unknown>;
type Letter = {
  decider: Runner;
  command: Envelope;
  trace: string | undefined;
  resolve: (result: CommandResult) => void;
  reject: (error: unknown) => void;
};
type Outcome = (position: Position | null) => void;

/**
 * One mailbox per stream. Commands to a stream are decided back to back on its folded state and appended
 * together; commands to different streams run side by side and share the store's group commit.
 *
 * A refusal or a "nothing to do" is only given on state that was compared with the store: a cached fold may
 * be old where other processes write too, and an append is the only thing that would notice by itself.
 */
@Injectable()
export class Mailboxes {
  private readonly boxes = new Map<string, Mailbox>();

  constructor(
    @Inject(EventStore) private readonly store: EventStore,
    @Optional() @Inject(Tracing) private readonly tracing: Tracing = UNTRACED,
    @Optional() @Inject(Upcasting) private readonly upcasting: Upcasting = UNCHANGED,
  ) {}

  execute(decider: AnyDecider, command: Envelope): Promise<CommandResult> {
    if (this.store.disowned) return Promise.reject(this.store.disowned);
    return this.tracing.command(command, (trace) => this.put(decider, command, trace));
  }

  /**
   * What a command would come to now, decided on the stream as the store has it: nothing is written and
   * nothing kept in memory, so that asking for hundreds of streams drives nobody else's out.
   * @throws Rejected what would be refused
   */
  async attempt(decider: AnyDecider, command: Envelope): Promise<CommandResult> {
    if (this.store.disowned) throw this.store.disowned;
    const { stream } = command;
    let state: unknown = decider.initial;
    const facts: Recorded[] = [];
    for (let page: readonly Recorded[]; ;) {
      page = await this.store.read(stream, (facts.at(-1)?.version ?? NO_STREAM) + 1, READ_PAGE);
      for (const fact of page) state = (decider as Runner).evolve(state, fact);
      facts.push(...page);
      if (page.length < READ_PAGE) break;
    }
    const kept = decider.keepsPack ? facts[0]?.meta.policy : undefined;
    const last = facts.at(-1);
    (decider as Runner).decide(decidedAs(command, kept, last?.meta.occurredAt ?? ''), state);
    return { stream, version: last?.version ?? NO_STREAM, position: null };
  }

  private put(decider: AnyDecider, command: Envelope, trace: string | undefined): Promise<CommandResult> {
    const box = this.boxes.get(command.stream) ?? this.boxOf(command.stream);
    this.boxes.delete(command.stream); // Setting it again makes it the most recently used.
    this.boxes.set(command.stream, box);
    if (this.boxes.size > CACHED_STREAMS_MAX) this.forgetOldest();
    return new Promise((resolve, reject) =>
      box.put({ decider: decider as Runner, command, trace, resolve, reject }),
    );
  }

  private boxOf(stream: string): Mailbox {
    return new Mailbox(stream, this.store, this.tracing, this.upcasting);
  }

  private forgetOldest(): void {
    for (const [stream, box] of this.boxes) {
      if (box.busy) continue;
      this.boxes.delete(stream);
      return;
    }
  }
}

class Mailbox {
  private queue: Letter[] = [];
  private running = false;
  private state: unknown;
  private version = NO_STREAM;
  private begun = false;
  /** Version of the rules that the stream's first fact was decided by. */
  private policy: string | undefined;
  /** When the stream's last fact happened. */
  private happenedAt = '';
  /** Last version that each command of this stream wrote: a stream takes the facts of one command once. */
  private readonly done = new Map<string, number>();

  constructor(
    private readonly stream: string,
    private readonly store: EventStore,
    private readonly tracing: Tracing,
    private readonly upcasting: Upcasting,
  ) {}

  get busy(): boolean {
    return this.running;
  }

  put(letter: Letter): void {
    this.queue.push(letter);
    if (!this.running) void this.run();
  }

  private async run(): Promise<void> {
    this.running = true;
    while (this.queue.length > 0) {
      const batch = this.queue;
      this.queue = [];
      try {
        const left = await this.handle(batch);
        this.queue.unshift(...left);
      } catch (error) {
        this.forget();
        for (const letter of batch) letter.reject(error);
      }
    }
    this.running = false;
  }

  private forget(): void {
    this.begun = false;
    this.version = NO_STREAM;
    this.policy = undefined;
    this.happenedAt = '';
    this.done.clear();
  }

  /** Decides and appends one batch; answers with the letters that did not fit into one append. */
  private async handle(batch: Letter[]): Promise<Letter[]> {
    const { decider } = batch[0]!;
    if (!this.begun) {
      // Taken for a new stream until the store says otherwise: most first commands are, and a wrong guess
      // only costs what reading first would have cost every time.
      this.state = decider.initial;
      this.begun = true;
    }
    // Other processes write here too: what is known of that without asking spares a conflict.
    this.fold(decider, this.store.recentEvents(this.stream, this.version + 1));
    let fresh = false;
    for (let conflicts = 0; ;) {
      const attempt = this.decide(batch);
      if (attempt.doubtful && !fresh) {
        fresh = true;
        if (await this.catchUp(decider)) continue; // The refusal was given on old state: decide again.
      }
      try {
        const position = attempt.events.length > 0 ? (await this.append(attempt.events)).position : null;
        this.accept(attempt);
        for (const settle of attempt.outcomes) settle(position);
        return batch.slice(attempt.outcomes.length);
      } catch (error) {
        if (!(error instanceof VersionConflict) || ++conflicts === CONFLICTS_MAX) throw error;
        // Many processes at one stream: whoever comes a little later than the others gets through.
        if (conflicts > CONFLICTS_AT_ONCE) await sleep(Math.random() * CONFLICT_PAUSE_MS * conflicts);
        await this.catchUp(decider);
        fresh = true;
      }
    }
  }

  private append(events: readonly NewEvent[]): Promise<Appended> {
    return this.tracing.append(this.stream, events, () =>
      this.store.append(this.stream, this.version, events),
    );
  }

  private decide(batch: readonly Letter[]): Attempt {
    const attempt: Attempt = {
      events: [],
      outcomes: [],
      written: new Map(),
      state: this.state,
      doubtful: false,
    };
    for (const letter of batch) {
      const { decider } = letter;
      const kept = decider.keepsPack ? (this.policy ?? attempt.events[0]?.meta.policy) : undefined;
      const after = attempt.events.at(-1)?.meta.occurredAt ?? this.happenedAt;
      const command = decidedAs(letter.command, kept, after);
      const before = this.done.get(command.meta.id) ?? attempt.written.get(command.meta.id);
      if (before !== undefined) {
        attempt.outcomes.push(() => letter.resolve({ stream: this.stream, version: before, position: null }));
        continue;
      }
      let facts: readonly Event[];
      try {
        facts = decider.decide(command, attempt.state);
      } catch (error) {
        attempt.doubtful = true;
        attempt.outcomes.push(() => letter.reject(error));
        continue;
      }
      if (attempt.events.length > 0 && attempt.events.length + facts.length > APPEND_EVENTS_MAX) break;
      attempt.state = facts.reduce(decider.evolve, attempt.state);
      for (const fact of facts)
        attempt.events.push(recordOf(fact, this.upcasting.schemaOf(fact.type), command, letter.trace));
      const version = this.version + attempt.events.length;
      if (facts.length > 0) attempt.written.set(command.meta.id, version);
      else attempt.doubtful = true;
      const added = facts.length > 0;
      attempt.outcomes.push((position) =>
        letter.resolve({ stream: this.stream, version, position: added ? position : null }),
      );
    }
    return attempt;
  }

  private accept({ state, events, written }: Attempt): void {
    this.state = state;
    this.policy ??= events[0]?.meta.policy;
    this.happenedAt = events.at(-1)?.meta.occurredAt ?? this.happenedAt;
    this.version += events.length;
    for (const [command, version] of written) this.done.set(command, version);
  }

  /** Folds what the stream holds beyond what is known; says whether there was anything. */
  private async catchUp(decider: Runner): Promise<boolean> {
    const known = this.version;
    for (;;) {
      const page = await this.store.read(this.stream, this.version + 1, READ_PAGE);
      this.fold(decider, page);
      if (page.length < READ_PAGE) return this.version > known;
    }
  }

  private fold(decider: Runner, events: readonly Recorded[]): void {
    for (const event of events) {
      this.state = decider.evolve(this.state, event);
      this.version = event.version;
      this.policy ??= event.meta.policy;
      this.happenedAt = event.meta.occurredAt;
      this.done.set(event.meta.command, event.version);
    }
  }
}

type Attempt = {
  events: NewEvent[];
  /** One per decided letter, in order. */
  outcomes: Outcome[];
  written: Map<string, number>;
  state: unknown;
  /** Something was refused or came to nothing, which only holds on current state. */
  doubtful: boolean;
};

/**
 * The command as this stream decides it: by the rules that it keeps, and, where a person or a machine gives
 * it, not before the stream's last fact, because clocks of two processes differ a little. What follows from a
 * fact keeps that fact's time: its periods run from there.
 */
function decidedAs(command: Envelope, kept: string | undefined, after: string): Envelope {
  const { meta } = command;
  const policy = kept ?? meta.policy;
  const at = meta.causation === meta.id && meta.at < after ? after : meta.at;
  if (policy === meta.policy && at === meta.at) return command;
  return envelope(command, { ...meta, policy, at });
}

function recordOf(
  { type, data, correlation }: Event,
  schema: number,
  { meta }: Envelope,
  trace: string | undefined,
): NewEvent {
  return {
    type,
    data,
    meta: {
      correlation: correlation ?? meta.correlation,
      causation: meta.causation,
      command: meta.id,
      actor: meta.actor,
      occurredAt: meta.at,
      policy: meta.policy,
      schema,
      ...(trace === undefined ? {} : { trace }),
    },
  };
}
