import { Injectable } from '@nestjs/common';
import { DeadlineRules } from '#kernel';
import type { DeadlineChange } from '#kernel';
import type { Recorded, StreamOf } from '#kernel/messages';
import { atEndOf } from '../../clocks/at-end-of.js';
import { escalateTask } from './task.commands.js';
import type { TaskEvent } from './task.events.js';

/** An open task escalates when its clock runs out; a finished or escalated one has no clock. */
@Injectable()
export class TaskDeadlines extends DeadlineRules<TaskEvent, StreamOf<'task'>> {
  readonly handles = ['TaskOpened', 'TaskEscalated', 'TaskCompleted', 'TaskCancelled'] as const;

  changes(event: Recorded<TaskEvent, StreamOf<'task'>>): readonly DeadlineChange[] {
    const id = `escalate/${event.stream}`;
    switch (event.type) {
      case 'TaskOpened': {
        const { dueOn } = event.data;
        return atEndOf(dueOn, {
          set: id,
          command: escalateTask(event.stream, { reason: `${dueOn}届满未办结` }),
        });
      }
      case 'TaskEscalated':
      case 'TaskCompleted':
      case 'TaskCancelled':
        return [{ clear: id }];
      case 'TaskClaimed':
      case 'TaskReleased':
      case 'TaskTakenBack':
      case 'TaskDelegated':
        return [];
    }
  }
}
