/**
 * The vocabulary of the kernel. Pure: deciders, events and commands import only this file
 * (`#kernel/messages`).
 */

/** A fact. Past tense, plain JSON, never edited once shipped. */
export type Event<Type extends string = string, Data extends object = object> = Readonly<{
  type: Type;
  data: Readonly<Data>;
  /**
   * Set when the fact belongs to another correlation than its command's (a quota released to the next in
   * line).
   */
  correlation?: string;
}>;

/**
 * Who acts: a person in a role of an office, or the engine itself. `onBehalfOf` names the absent person a
 * deputy acts for.
 */
export type Actor = Readonly<{ person: string; role: string; office: string; onBehalfOf?: string }>;

export const ENGINE: Actor = { person: 'engine', role: 'engine', office: 'engine' };

/** What stands beside every fact: who, why, when, by which rules. */
export type Metadata = Readonly<{
  /** The process instance that the fact belongs to; lanes, partitions and timelines go by it. */
  correlation: string;
  /** Id of the event that led to the command, or of the command itself when a person began. */
  causation: string;
  /** Id of the command: a stream takes the facts of one command once. */
  command: string;
  actor: Actor;
  /** When it happened, by the clock port: ISO 8601 in UTC. */
  occurredAt: string;
  /** Version of the rules that applied, such as `jinan@2026.1`. */
  policy: string;
  /** Schema version of the event type, from 1; upcasters start from it (see `Upcaster`). */
  schema: number;
  /**
   * W3C `traceparent` of the command's part of its trace; absent where nobody traced. It says nothing of the
   * procedure.
   */
  trace?: string;
}>;

/** A place in the log. Opaque: compare it, never compute with it. `0n` is before everything. */
export type Position = bigint;
export const START: Position = 0n;

/** A fact as the store holds it. `id` is `<stream>@<version>`, so it explains itself in any log. */
export type Recorded<E extends Event = Event, Stream extends string = string> = E &
  Readonly<{
    id: string;
    stream: Stream;
    /** Place in the stream, from 0. */
    version: number;
    position: Position;
    /** When the store took it: ISO 8601 in UTC. Never used for order. */
    recordedAt: string;
    meta: Metadata;
  }>;

/**
 * Narrows what a log told to the facts of one part: `events.filter(isOneOf<RulesEvent>('RulesAdopted'))`. The
 * name of a type vouches for its data, and it alone.
 */
export function isOneOf<E extends Event>(
  ...types: readonly E['type'][]
): (event: Recorded) => event is Recorded<E> {
  const wanted = new Set<string>(types);
  return (event): event is Recorded<E> => wanted.has(event.type);
}

export type CommandMeta = Readonly<{
  id: string;
  correlation: string;
  causation: string;
  actor: Actor;
  /** "Now" for the decision: ISO 8601 in UTC. A decider has no other clock. */
  at: string;
  policy: string;
}>;

/** The streams of one kind of thing, such as `levy-370114001001JB00012-1`. */
export type StreamOf<Kind extends string> = `${Kind}-${string}`;

/**
 * An intent, addressed to one stream: a value, which nobody edits. A saga answers with commands; whoever acts
 * for a person puts one into an {@link Envelope}.
 */
export type Command<
  Type extends string = string,
  Data extends object = object,
  Stream extends string = string,
> = Readonly<{ type: Type; stream: Stream; data: Readonly<Data> }>;

/**
 * A command with who gives it, when, and by which rules. For what a saga or a deadline gives, the kernel
 * makes it from the event, with the deterministic id `saga/event/command/stream`, so that doing it twice is
 * doing it once.
 */
export type Envelope<C extends Command = Command> = C & Readonly<{ meta: CommandMeta }>;

/** The name under which the commands of a maker are stored, and those of before, the oldest first. */
type Named<Type extends string> = Readonly<{ type: Type; formerly: readonly string[] }>;

/** Makes the commands of one type. */
export type CommandMaker<
  Type extends string = string,
  Data extends object = object,
  Stream extends string = string,
> = ((stream: Stream, data: Readonly<Data>) => Command<Type, Data, Stream>) & Named<Type>;

/** Any maker, where its types no longer matter: what a list of handlers holds. */
export type AnyCommandMaker = ((stream: never, data: never) => Command) & Named<string>;

/** What a maker makes. */
export type CommandOf<M extends AnyCommandMaker> = ReturnType<M>;

/** What the makers of a file of commands make: the union is derived from the file. */
export type CommandsOf<File> = CommandOf<Extract<File[keyof File], AnyCommandMaker>>;

/** One type of a union of commands, as a decider is given it. */
export type Given<C extends Command, Type extends C['type']> = Envelope<Extract<C, { type: Type }>>;

/**
 * Declares the commands of one kind of stream; only ids of such streams are taken. A command that was renamed
 * says its names of before: those that wait in a deadline or in the parking are found by them, and the oldest
 * stays in the ids of what sagas give, so that nothing is done twice over an upgrade.
 */
export const commandsTo =
  <Stream extends string>() =>
  <Type extends string, Data extends object>(
    type: Type,
    ...formerly: readonly string[]
  ): CommandMaker<Type, Data, Stream> =>
    Object.assign((stream: Stream, data: Readonly<Data>) => ({ type, stream, data }), { type, formerly });

export const envelope = <C extends Command>(command: C, meta: CommandMeta): Envelope<C> => ({
  ...command,
  meta,
});

/** Pure rules of one kind of stream: `decide` may throw {@link Rejected}; `evolve` may not throw. */
export type Decider<State, C extends Command = Command, E extends Event = Event> = Readonly<{
  initial: State;
  decide: (command: Envelope<C>, state: State) => readonly E[];
  evolve: (state: State, event: E) => State;
  /**
   * The rules that decided the stream's first fact decide all of it, whichever version a later command
   * brings.
   */
  keepsPack?: true;
}>;

/** Any decider, where its types no longer matter: what a mailbox runs. */
export type AnyDecider = Readonly<{
  initial: unknown;
  decide: (command: never, state: never) => readonly Event[];
  evolve: (state: never, event: never) => unknown;
  keepsPack?: true;
}>;

/**
 * What a refusal means for who asked. *invalid*: what was sent must be changed; *conflict*: the matter does
 * not stand so that it can be done; *unknown*: there is no such thing; *forbidden*: not by this person.
 */
export type RefusalKind = 'invalid' | 'conflict' | 'unknown' | 'forbidden';

/** A refusal as a value. Plain JSON: between threads it goes as it is, for an error loses its class there. */
export type RefusalParts = Readonly<{
  /** Stable for ever. */
  code: string;
  /** A conflict where nothing is said, as nearly all rules are. */
  kind?: RefusalKind | undefined;
  /** What is wrong and what to do next. */
  zh: string;
  en?: string | undefined;
  /** The values the rule looked at, as plain JSON. */
  details?: Readonly<Record<string, unknown>> | undefined;
}>;

/** A broken rule: retrying cannot help, so nobody retries it. Its message is the Chinese sentence. */
export class Rejected extends Error {
  readonly code: string;
  readonly kind: RefusalKind;
  readonly zh: string;
  readonly en: string | undefined;
  readonly details: Readonly<Record<string, unknown>>;

  constructor({ code, kind = 'conflict', zh, en, details = {} }: RefusalParts) {
    super(zh);
    this.name = 'Rejected';
    this.code = code;
    this.kind = kind;
    this.zh = zh;
    this.en = en;
    this.details = details;
  }

  get parts(): RefusalParts {
    const { code, kind, zh, en, details } = this;
    return { code, kind, zh, en, details };
  }
}
