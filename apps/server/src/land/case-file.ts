import { Inject, Injectable } from '@nestjs/common';
import { AccessRefused } from '#access';
import type { Acting, Action } from '#access';
import { Documents } from '#kernel';
import type { EntryView, TaskView } from '#land';
import { demand } from '../http/params.js';

/** Finds what a route is about, and refuses what lies outside the caller's area as if it were not there. */
@Injectable()
export class CaseFile {
  constructor(@Inject(Documents) private readonly documents: Documents) {}

  /** @throws AccessRefused `access.unknown`, `access.scope`, `access.role` */
  async entry(who: Acting, action: Action, id: string): Promise<EntryView> {
    const entry = await this.documents.find<EntryView>('entries', id);
    if (!entry) throw new AccessRefused('access.unknown');
    demand(who, action, entry.subject);
    return entry;
  }

  /** @throws AccessRefused `access.unknown`, `access.scope`, `access.role` */
  async task(who: Acting, action: Action, id: string): Promise<TaskView> {
    const task = await this.documents.find<TaskView>('tasks', id);
    if (!task) throw new AccessRefused('access.unknown');
    demand(who, action, { ...task.subject, office: task.office });
    return task;
  }
}
