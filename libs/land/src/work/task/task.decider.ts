import { civilDate, endOfDay } from '#policy';
import type { PackOn } from '#policy';
import type { Actor, Decider } from '#kernel/messages';
import { lastDays, provisionalNote } from '../../clocks/open-days.rules.js';
import type { MayBeOpen } from '../../clocks/open-days.rules.js';
import type { Day } from '../../shared/terms.js';
import type { Standing, TaskCommand } from './task.commands.js';
import type { TaskEvent } from './task.events.js';
import { refuse, requireUnbarred } from './task.refusals.js';

/** What a task needs of the rule packs: the last day of a clock that starts on a day. */
export type Clocks = Readonly<{
  of: (version: string) => Readonly<{ on: (start: Day, district: string) => PackClocks }>;
}>;
type PackClocks = Pick<PackOn, 'last' | 'ref'>;

type Office = Readonly<{ role: string; office: string }>;

export type Task =
  | Readonly<{ status: 'none' }>
  | Readonly<{
      status: 'open';
      office: string;
      excluded: readonly string[];
      claimedBy: string | null;
      escalateTo: Office;
      escalated: boolean;
      /** Held by the office that it went up to. */ takenUp: boolean;
      /** Its last day waits for a holiday notice. */ dayOpen: boolean;
    }>
  | Readonly<{ status: 'finished' }>;

type Open = Extract<Task, { status: 'open' }>;

/**
 * A person's work. Role and office are checked where people come in; here stand the rules that hold for
 * everybody.
 */
export const task = (packs: Clocks): Decider<Task, TaskCommand, TaskEvent> => ({
  initial: { status: 'none' },
  keepsPack: true,

  decide({ type, data, meta }, state): readonly TaskEvent[] {
    switch (type) {
      case 'OpenTask': {
        if (state.status !== 'none') return [];
        const { lastDay, ...task } = data;
        const since = task.since ?? civilDate(meta.at);
        const clocks = () => packs.of(meta.policy).on(since, task.subject.district);
        const due = lastDay === undefined ? dueOf(clocks(), task.clock, since) : dueOn(lastDay);
        return [{ type: 'TaskOpened', data: { ...task, ...due } }];
      }
      case 'ClaimTask': {
        const open = opened(state);
        admit(open, data.person, meta.actor);
        if (open.claimedBy === data.person) return [];
        if (open.escalated && !open.takenUp && meta.actor.office === open.escalateTo.office)
          return [takenUp(open, data.person)];
        mayAct(open, data.person);
        return [{ type: 'TaskClaimed', data }];
      }
      case 'ReleaseTask': {
        const open = opened(state);
        if (open.claimedBy === null) return [];
        mayAct(open, data.person);
        return [{ type: 'TaskReleased', data }];
      }
      case 'DelegateTask': {
        const open = opened(state);
        admit(open, data.to, meta.actor);
        if (open.claimedBy === data.to) return [];
        if (open.claimedBy !== null && open.claimedBy !== data.from)
          throw refuse('task.not-claimed-by', { from: data.from, claimedBy: open.claimedBy });
        requireColleague(data.to, data.standing, meta.actor);
        return [{ type: 'TaskDelegated', data: { from: data.from, to: data.to, reason: data.reason } }];
      }
      case 'TakeBackTask': {
        const open = opened(state);
        if (open.claimedBy === null) return [];
        requireDesk(open, meta.actor);
        return [
          {
            type: 'TaskTakenBack',
            data: { person: meta.actor.person, from: open.claimedBy, reason: data.reason },
          },
        ];
      }
      case 'EscalateTask':
        if (state.status !== 'open' || state.escalated) return [];
        return [{ type: 'TaskEscalated', data: { reason: data.reason, to: state.escalateTo } }];
      case 'CompleteTask':
        if (state.status === 'finished') return [];
        if (state.status === 'open') {
          admit(state, data.person, meta.actor);
          mayAct(state, data.person);
        }
        // Work may be done before its task is opened, because sagas keep their own pace: then the task opens
        // no more.
        return [{ type: 'TaskCompleted', data: { ...data, ...dayOpenOf(state) } }];
      case 'CancelTask':
        return state.status === 'finished'
          ? []
          : [{ type: 'TaskCancelled', data: { ...data, ...dayOpenOf(state) } }];
    }
  },

  evolve(state, { type, data }): Task {
    switch (type) {
      case 'TaskOpened':
        return {
          status: 'open',
          office: data.office,
          excluded: data.excluded,
          claimedBy: null,
          escalateTo: data.escalateTo,
          escalated: false,
          takenUp: false,
          dayOpen: data.provisional !== undefined,
        };
      case 'TaskClaimed':
        return state.status === 'open'
          ? { ...state, claimedBy: data.person, takenUp: data.escalated === true }
          : state;
      case 'TaskReleased':
      case 'TaskTakenBack':
        return state.status === 'open' ? { ...state, claimedBy: null, takenUp: false } : state;
      case 'TaskDelegated':
        return state.status === 'open' ? { ...state, claimedBy: data.to } : state;
      case 'TaskEscalated':
        return state.status === 'open' ? { ...state, escalated: true } : state;
      case 'TaskCompleted':
      case 'TaskCancelled':
        return { status: 'finished' };
    }
  },
});

const dayOpenOf = (state: Task) =>
  state.status === 'open' && state.dayOpen ? { dayOpen: true as const } : {};

function opened(state: Task): Open {
  if (state.status === 'none') throw refuse('task.unknown');
  if (state.status === 'finished') throw refuse('task.finished');
  return state;
}

/** The office above does not wait until somebody below gives the work back. */
const takenUp = ({ claimedBy }: Open, person: string): TaskEvent => ({
  type: 'TaskClaimed',
  data: { person, escalated: true, ...(claimedBy === null ? {} : { takenFrom: claimedBy }) },
});

/** Four eyes hold for the person, and for the absent one whom a deputy stands in for. */
const admit = ({ excluded }: Open, person: string, { onBehalfOf }: Actor): void =>
  requireUnbarred(excluded, { person, onBehalfOf });

function mayAct({ claimedBy }: Open, person: string): void {
  if (claimedBy !== null && claimedBy !== person)
    throw refuse('task.claimed-by-other', { person, claimedBy });
}

/**
 * Work passes between people of one office who may do the same: to nobody else, and to nobody who is not
 * there.
 */
function requireColleague(to: string, standing: Standing, { role, office }: Actor): void {
  if (standing === null) throw refuse('task.person-unknown', { to });
  if (standing.office !== office || standing.role !== role)
    throw refuse('task.person-elsewhere', { to, office });
}

function requireDesk({ office, escalated, escalateTo }: Open, actor: Actor): void {
  if (actor.office !== office && !(escalated && actor.office === escalateTo.office))
    throw refuse('task.other-desk', { office });
}

const dueOn = (lastDay: Day): Due => ({ dueOn: lastDay, dueAt: endOfDay(lastDay) });

function dueOf(pack: PackClocks, clock: string, since: Day): Due {
  const { dueOn, ...open } = lastDays(pack, { dueOn: [clock, since] });
  // The work must not wait for the State Council's notice; a day that nobody has published is not guessed
  // either.
  const [waits] = open.provisional ?? [];
  return {
    dueOn,
    dueAt: dueOn === null ? null : endOfDay(dueOn),
    ...(waits ? { dueNote: provisionalNote(waits.year) } : {}),
    ...open,
  };
}

type Due = Readonly<{ dueOn: Day | null; dueAt: string | null; dueNote?: string }> & MayBeOpen;
