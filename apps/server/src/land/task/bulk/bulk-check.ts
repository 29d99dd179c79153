import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { deskOf, may, visible } from '#access';
import type { Acting } from '#access';
import { Clock, ReadModels } from '#kernel';
import { Tasks } from '#land';
import type { TaskView } from '#land';
import { CURRENT_PACK } from '../../../http/current-pack.js';
import type { CurrentPack } from '../../../http/current-pack.js';
import { NamedRefusals } from '../named-refusals.js';
import { TaskDecisions } from '../task-decisions.js';
import type { Wished } from '../task-decisions.js';
import { TaskRows } from '../task-rows.js';
import { BULK_TASKS_MAX } from './bulk.bodies.js';
import type { BulkBand, DeskFilterBody } from './bulk.bodies.js';
import type { BulkRefusal } from './bulk-jobs.js';
import { refusalOf } from './bulk-runner.js';

const PAGE = 200;
/** Tasks that are asked about at once. */
const ABREAST = 8;
/** What is no answer of the rules. */
const FAULT = 500;

/** Whether one task can be decided so now, and why not. */
export type Prospect = Readonly<{
  task: string;
  can: boolean;
  /** To be named when it is decided. */ version?: number;
  entry?: string;
  parcel?: string;
  kind?: string;
  refusal?: BulkRefusal;
}>;
export type Preflight = Readonly<{
  can: number;
  cannot: number;
  /** More match than are decided at once. */ more: boolean;
  items: readonly Prospect[];
}>;

const BANDS: Readonly<Record<BulkBand, readonly string[]>> = {
  near: ['near', 'today'],
  overdue: ['overdue'],
};

/** Asks beforehand what would come of deciding many tasks, and does nothing. */
@Injectable()
export class BulkCheck {
  constructor(
    @Inject(ReadModels) private readonly readModels: ReadModels,
    @Inject(TaskDecisions) private readonly decisions: TaskDecisions,
    @Inject(TaskRows) private readonly rows: TaskRows,
    @Inject(NamedRefusals) private readonly names: NamedRefusals,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CURRENT_PACK) private readonly policy: CurrentPack,
  ) {}

  /** Each task once, in the order in which they are named. */
  async of(who: Acting, named: readonly string[], wished: Wished): Promise<Preflight> {
    return this.preflight(who, [...new Set(named)], wished, false);
  }

  /** The tasks of one's own desk that match, the shortest time first. */
  async matching(who: Acting, filter: DeskFilterBody, wished: Wished): Promise<Preflight> {
    const found = await this.found(who, filter);
    const ids = found.slice(0, BULK_TASKS_MAX).map(({ id }) => id);
    return this.preflight(who, ids, wished, found.length > BULK_TASKS_MAX);
  }

  private async found({ rights }: Acting, { kind, township, band }: DeskFilterBody) {
    const scope = visible(rights, 'task.read');
    if (!scope) return [];
    const asked = { ...(kind ? { kind } : {}), ...(township ? { township } : {}) };
    const where = { live: 'yes', ...asked, ...deskOf(rights), ...scope };
    const found: TaskView[] = [];
    for (let after: string | undefined; found.length <= BULK_TASKS_MAX;) {
      const place = after === undefined ? {} : { after };
      const { items, next } = await this.readModels.query(Tasks, { where, limit: PAGE, ...place });
      found.push(...(await this.inBand(items, band)));
      if (next === null) break;
      after = next;
    }
    return found;
  }

  private async inBand(tasks: readonly TaskView[], band: BulkBand | undefined) {
    if (band === undefined) return tasks;
    const rows = await this.rows.of(tasks);
    return rows.filter(({ countdown }) => BANDS[band].includes(countdown?.band ?? ''));
  }

  private async preflight(
    who: Acting,
    ids: readonly string[],
    wished: Wished,
    more: boolean,
  ): Promise<Preflight> {
    const items: Prospect[] = [];
    for (let at = 0; at < ids.length; at += ABREAST)
      items.push(
        ...(await Promise.all(ids.slice(at, at + ABREAST).map((id) => this.prospect(who, id, wished)))),
      );
    const can = items.filter((one) => one.can).length;
    return { can, cannot: items.length - can, more, items };
  }

  private async prospect(who: Acting, task: string, wished: Wished): Promise<Prospect> {
    // What needs a confirmation is asked for it when it begins.
    const { actor, rights, kinds } = who;
    const asking: Acting = { actor, rights, ...(kinds ? { kinds } : {}) };
    const view = await this.readModels.find(Tasks, task);
    const seen = view && may(rights, 'task.read', { ...view.subject, office: view.office }).allowed;
    const about = seen ? aboutOf(view) : {};
    try {
      await this.decisions.check(asking, task, wished, this.metaOf(asking));
      return { task, can: true, ...about };
    } catch (error) {
      const { status, ...refusal } = refusalOf(await this.names.named(error), '');
      if (status >= FAULT) throw error;
      return { task, can: false, ...about, refusal };
    }
  }

  private metaOf({ actor, rights }: Acting) {
    const own = `bulk-preflight/${randomUUID()}`;
    return (correlation: string, step = '', district?: string) => ({
      id: `${own}/${step}`,
      correlation,
      causation: `${own}/${step}`,
      actor,
      at: this.clock.now(),
      policy: this.policy(district ?? rights.district),
    });
  }
}

const aboutOf = ({ version, kind, subject }: TaskView) => ({
  version,
  kind,
  entry: subject.entry,
  parcel: subject.parcel,
});
