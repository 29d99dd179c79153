import { ENGINE, START, commandsTo } from '../messages/messages.js';
import type { CommandMeta, CommandOf, Decider, Event, StreamOf } from '../messages/messages.js';
import type { EventStore, NewEvent } from '../log/event-store.js';

/** The first fact of an installation's log, in a stream of its own: whose log it is. */
export type InstallationFounded = Event<'InstallationFounded', { id: string; at: string; release: string }>;

/**
 * What operators do to the installation and to what it has parked: facts like all others, with who did it.
 */
export type OperationEvent =
  | InstallationFounded
  /**
   * A parked command was given again; `rules` is the version it brought then, `rulesBefore` the one it was
   * parked with.
   */
  | Event<
      'ParkedReleased',
      { id: string; command: string; target: string; code: string; rulesBefore: string; rules: string }
    >
  | Event<'ParkedDismissed', { id: string; command: string; target: string; code: string; reason: string }>
  /** The simulated clock was turned forward; both are instants in UTC. */
  | Event<'ClockTurned', { from: string; to: string }>
  | Event<'ReadModelRebuilt', { name: string; generation: number; documents: number }>
  /** The log before this came from a file; `sha256` is the digest at the file's end. */
  | Event<'InstallationImported', { events: number; rows: number; sha256: string }>
  /** Everything that follows from the log was made again from it. */
  | Event<'InstallationRebuilt', { events: number; deadlines: number; readModels: number }>
  /** A program of somebody else was given all events from here on, or is given no more. */
  | Event<'ConsumerGroupCreated', { name: string; fromStart: boolean }>
  | Event<'ConsumerGroupRemoved', { name: string }>;

/** Correlation of what belongs to no entry. */
export const INSTALLATION = 'installation';
export const FOUNDING_STREAM = 'installation';

export function foundingOf(id: string, at: string, release: string): NewEvent {
  const { type, data }: InstallationFounded = { type: 'InstallationFounded', data: { id, at, release } };
  const command = `found/${id}`;
  return {
    type,
    data,
    meta: {
      correlation: INSTALLATION,
      causation: command,
      command,
      actor: ENGINE,
      occurredAt: at,
      policy: 'none',
      schema: 1,
    },
  };
}

/** The id of the installation whose log it is; nothing where it does not say. */
export async function foundedIn(log: Pick<EventStore, 'read'>): Promise<string | undefined> {
  const [event] = await log.read(FOUNDING_STREAM, 0, 1);
  return event && (event.data as InstallationFounded['data']).id;
}

/** Whether nothing stands in a log but, perhaps, whose it is. */
export async function isUntouched(store: Pick<EventStore, 'readAll'>): Promise<boolean> {
  const [first, second] = await store.readAll(START, 2);
  return !first || (!second && first.stream === FOUNDING_STREAM);
}
export const operationsOf = (correlation: string): StreamOf<'operations'> => `operations-${correlation}`;

export const noteOperation = commandsTo<StreamOf<'operations'>>()<'NoteOperation', { event: OperationEvent }>(
  'NoteOperation',
);

/** Notes; the command's id makes noting twice noting once. */
export const operations: Decider<null, CommandOf<typeof noteOperation>, OperationEvent> = {
  initial: null,
  decide: ({ data: { event } }) => [event],
  evolve: () => null,
};

/** The envelope of an operator's act. */
export const operationMeta = (
  id: string,
  correlation: string,
  actor: CommandMeta['actor'],
  at: string,
): CommandMeta => ({ id, correlation, causation: id, actor, at, policy: 'none' });
