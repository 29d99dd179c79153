import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '#kernel';
import { countdownOf } from '#land';
import type { Countdown, TaskView } from '#land';
import { RulePacks, civilDate } from '#policy';
import { PeopleNames } from '../shared/people-names.js';

/** A task as somebody reads it: how much time is left, and the name of who has it. */
export type TaskRow = TaskView & Readonly<{ countdown?: Countdown; assigneeName?: string }>;

/** What a screen shows of a task and its stream does not hold, for it changes by the day. */
@Injectable()
export class TaskRows {
  constructor(
    @Inject(RulePacks) private readonly packs: RulePacks,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(PeopleNames) private readonly names: PeopleNames,
  ) {}

  async of(tasks: readonly TaskView[]): Promise<readonly TaskRow[]> {
    const today = civilDate(this.clock.now());
    const names = await this.names.of(tasks.flatMap(({ assignee }) => assignee ?? []));
    return tasks.map((task) => {
      const countdown = countdownOf(task, this.packs, today);
      const assigneeName = names.get(task.assignee ?? '');
      return { ...task, ...(countdown ? { countdown } : {}), ...(assigneeName ? { assigneeName } : {}) };
    });
  }
}
