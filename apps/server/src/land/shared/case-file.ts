import { Inject, Injectable } from '@nestjs/common';
import { AccessRefused, ROLE_NAMES, ruleOf } from '#access';
import type { Acting, Action } from '#access';
import { ReadModels } from '#kernel';
import { Entries, Tasks } from '#land';
import type { EntryView, TaskView } from '#land';
import { demand } from '../../http/params.js';

/** Finds what a route is about, and refuses what lies outside the caller's area as if it were not there. */
@Injectable()
export class CaseFile {
  constructor(@Inject(ReadModels) private readonly readModels: ReadModels) {}

  /** @throws AccessRefused `access.unknown`, `access.scope`, `access.role` */
  async entry(who: Acting, action: Action, id: string, work?: string): Promise<EntryView> {
    const entry = await this.readModels.find(Entries, id);
    if (!entry) throw new AccessRefused('access.unknown');
    demand(who, action, entry.subject, work);
    return entry;
  }

  /** @throws AccessRefused `access.unknown`, `access.scope`, `access.role` */
  async task(who: Acting, action: Action, id: string): Promise<TaskView> {
    const task = await this.readModels.find(Tasks, id);
    if (!task) throw new AccessRefused('access.unknown');
    const { subject, office, kind, role, escalatedTo } = task;
    // What went up to an office is that office's to do as well, whatever role the work asks for.
    const { rights } = who;
    const wentUp =
      ruleOf(action).kind === 'act' &&
      escalatedTo !== undefined &&
      rights.role === escalatedTo.role &&
      rights.office === escalatedTo.office;
    if (wentUp) demand(who, 'task.escalated', { ...subject, office: escalatedTo.office }, kind);
    else {
      demand(who, action, { ...subject, office }, kind);
      if (action === 'task.claim') requireRole(who, role);
    }
    return task;
  }
}

/**
 * Work of one role is claimed by no other role of the office: it would lie with somebody whose work it is
 * not.
 * @throws AccessRefused `access.role`, with who may
 */
function requireRole({ rights }: Acting, role: string): void {
  if (rights.role === role) return;
  const roles = (ROLE_NAMES as Readonly<Record<string, string>>)[role] ?? role;
  throw new AccessRefused('access.role', { roles, rolesEn: role });
}
