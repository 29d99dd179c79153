import { Injectable } from '@nestjs/common';
import { Projection } from '#kernel';
import type { Recorded } from '#kernel';
import type { Day, Subject } from '../terms.js';
import type { TaskEvent } from './task.events.js';

/** A piece of work as an inbox shows it. */
export type TaskView = Readonly<{
  /** Stream of the task: its id. */
  id: string;
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
}>;

/** After every task with a due day: tasks whose day nobody knows come last in the inbox. */
const NO_DUE_DAY = '9999-12-31';

@Injectable()
export class TaskProjection extends Projection<TaskView, TaskEvent> {
  readonly name = 'tasks';
  readonly handles = ['TaskOpened', 'TaskClaimed', 'TaskReleased', 'TaskDelegated', 'TaskEscalated', 'TaskCompleted', 'TaskCancelled'] as const;

  ids(event: Recorded<TaskEvent>): readonly string[] {
    return [event.stream];
  }

  evolve(view: TaskView | undefined, event: Recorded<TaskEvent>): TaskView | undefined {
    const { stream, version, meta } = event;
    if (event.type === 'TaskOpened') {
      const { subject, kind, round, role, office, excluded, dueOn, dueNote } = event.data;
      return { id: stream, version, subject, kind, round, role, office, status: 'open', assignee: null, excluded, dueOn, dueNote, openedAt: meta.occurredAt };
    }
    if (!view) return undefined; // Finished before it was opened: nobody ever had it before them.
    switch (event.type) {
      case 'TaskClaimed':
        return { ...view, version, status: 'claimed', assignee: event.data.person };
      case 'TaskReleased':
        return { ...view, version, status: 'open', assignee: null };
      case 'TaskDelegated':
        return { ...view, version, status: 'claimed', assignee: event.data.to };
      case 'TaskEscalated':
        return { ...view, version, escalatedTo: event.data.to };
      case 'TaskCompleted':
        return { ...view, version, status: 'completed', assignee: event.data.person, outcome: event.data.outcome, finishedAt: meta.occurredAt };
      case 'TaskCancelled':
        return { ...view, version, status: 'cancelled', finishedAt: meta.occurredAt };
    }
  }

  override index({ subject, kind, role, office, status, assignee, dueOn, escalatedTo }: TaskView, id: string) {
    const live = status === 'open' || status === 'claimed';
    return {
      keys: {
        entry: subject.entry, district: subject.district, township: subject.township, kind, role, status,
        office: escalatedTo ? [office, escalatedTo.office] : office,
        live: live ? 'yes' : 'no',
        ...(assignee ? { assignee } : {}),
        ...(escalatedTo ? { escalated: 'yes' } : {}),
      },
      sort: `${dueOn ?? NO_DUE_DAY} ${id}`,
    };
  }
}
