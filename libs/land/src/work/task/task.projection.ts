import { Injectable } from '@nestjs/common';
import { Projection, readModel } from '#kernel';
import type { Recorded } from '#kernel';
import type { ApprovalEvent } from '../../stages/approval/approval.events.js';
import type { ClockEvent } from '../../clocks/clocks.events.js';
import { CONDITION_KINDS } from '../../stages/planning/planning.events.js';
import type { PlanningEvent } from '../../stages/planning/planning.events.js';
import { DEPARTMENTS } from '../../stages/approval/departments.js';
import { doubtsIn, taskOf } from '../../shared/terms.js';
import type { Day, Doubted, Subject } from '../../shared/terms.js';
import type { TaskEvent } from './task.events.js';
import type { StreamOf } from '#kernel/messages';

/** A piece of work as an inbox shows it. */
export type TaskView = Readonly<{
  /** Stream of the task: its id. */
  id: StreamOf<'task'>;
  /** Version of the stream: what `If-Match` is compared with. */
  version: number;
  subject: Subject;
  kind: string;
  round: number;
  role: string;
  office: string;
  status: 'open' | 'claimed' | 'completed' | 'cancelled';
  assignee: string | null;
  excluded: readonly string[];
  dueOn: Day | null;
  dueNote?: string;
  openedAt: string;
  escalatedTo?: Readonly<{ role: string; office: string }>;
  outcome?: string;
  finishedAt?: string;
}> &
  Doubted;

type Seen = TaskEvent | Done | Extract<ClockEvent, { type: 'LastDaySet' }>;
type Done =
  | Extract<PlanningEvent, { type: 'PlanningConditionsIssued' }>
  | Extract<ApprovalEvent, { type: 'OpinionGiven' }>;

const isDone = (event: Recorded<Seen>): event is Recorded<Done> =>
  event.type === 'PlanningConditionsIssued' || event.type === 'OpinionGiven';

/** The other work of the same round; facts of releases before 0.2 do not say who did theirs. */
function besides({ type, data }: Done): readonly string[] {
  if (!data.by) return [];
  const works =
    type === 'OpinionGiven'
      ? DEPARTMENTS.filter((name) => name !== data.opinion.department).map((name) => `opinion-${name}`)
      : CONDITION_KINDS.filter((kind) => kind !== data.condition.kind).map((kind) => `conditions-${kind}`);
  return works.map((work) => taskOf(data.subject.entry, work, data.schemeVersion));
}

/** After every task with a due day: tasks whose day nobody knows come last in the inbox. */
const NO_DUE_DAY = '9999-12-31';

export const Tasks = readModel<TaskView>('tasks');

@Injectable()
export class TaskProjection extends Projection<TaskView, Seen> {
  readonly model = Tasks;
  readonly handles = [
    'TaskOpened',
    'TaskClaimed',
    'TaskReleased',
    'TaskDelegated',
    'TaskTakenBack',
    'TaskEscalated',
    'TaskCompleted',
    'TaskCancelled',
    'PlanningConditionsIssued',
    'OpinionGiven',
    'LastDaySet',
  ] as const;

  /** Who has done one piece of work of a round is not offered another of it. */
  ids(event: Recorded<Seen>): readonly string[] {
    if (event.type === 'LastDaySet')
      return event.data.fact.type === 'TaskOpened' ? [event.data.fact.stream] : [];
    return isDone(event) ? besides(event) : [event.stream];
  }

  evolve(view: TaskView | undefined, event: Recorded<Seen>): TaskView | undefined {
    if (isDone(event))
      return view && { ...view, excluded: [...new Set([...view.excluded, ...(event.data.by ?? [])])] };
    const { version, meta } = event;
    if (event.type === 'TaskOpened') {
      const { subject, kind, round, role, office, excluded, dueOn, dueNote } = event.data;
      return {
        id: taskOf(subject.entry, kind, round),
        version,
        subject,
        kind,
        round,
        role,
        office,
        status: 'open',
        assignee: null,
        excluded,
        dueOn,
        dueNote,
        openedAt: meta.occurredAt,
        ...doubtsIn(event.data),
      };
    }
    if (!view) return undefined; // Finished before it was opened: nobody ever had it before them.
    switch (event.type) {
      case 'LastDaySet':
        return { ...view, dueOn: event.data.dueOn, dueNote: undefined };
      case 'TaskClaimed':
        return { ...view, version, status: 'claimed', assignee: event.data.person };
      case 'TaskReleased':
      case 'TaskTakenBack':
        return { ...view, version, status: 'open', assignee: null };
      case 'TaskDelegated':
        return { ...view, version, status: 'claimed', assignee: event.data.to };
      case 'TaskEscalated':
        return { ...view, version, escalatedTo: event.data.to };
      case 'TaskCompleted':
        return {
          ...view,
          version,
          status: 'completed',
          assignee: event.data.person,
          outcome: event.data.outcome,
          finishedAt: meta.occurredAt,
        };
      case 'TaskCancelled':
        return { ...view, version, status: 'cancelled', finishedAt: meta.occurredAt };
    }
  }

  override index(
    { subject, kind, role, office, status, assignee, dueOn, escalatedTo }: TaskView,
    id: string,
  ) {
    const live = status === 'open' || status === 'claimed';
    return {
      keys: {
        entry: subject.entry,
        district: subject.district,
        township: subject.township,
        kind,
        role,
        status,
        office: escalatedTo ? [office, escalatedTo.office] : office,
        live: live ? 'yes' : 'no',
        ...(assignee ? { assignee } : {}),
        ...(escalatedTo ? { escalated: 'yes' } : {}),
      },
      sort: `${dueOn ?? NO_DUE_DAY} ${id}`,
    };
  }
}
