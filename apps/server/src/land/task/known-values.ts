import { Inject, Injectable } from '@nestjs/common';
import { EventStore } from '#kernel';
import { planningOf } from '#land';
import type { ConditionKind, PlanningEvent, TaskView } from '#land';
import type { FormField, WorkForm } from '../forms.js';

/** The field of the contract that repeats each document of the approved scheme. */
const FIELD_OF: Readonly<Record<ConditionKind, string>> = {
  planning: 'planningNo',
  industry: 'industryNo',
  ecology: 'ecologyNo',
};

/** What the file of an entry says already, so that nobody need write it down a second time. */
@Injectable()
export class KnownValues {
  constructor(@Inject(EventStore) private readonly store: EventStore) {}

  /** The form with the numbers of the conditions that were issued last, where it is that of a contract. */
  async in(form: WorkForm, { kind, subject }: Pick<TaskView, 'kind' | 'subject'>): Promise<WorkForm> {
    if (kind !== 'sign-contract') return form;
    const facts = (await this.store.read(planningOf(subject.entry))) as readonly PlanningEvent[];
    const passed = facts.findLast((fact) => fact.type === 'PlanningPassed');
    const known = new Map(
      passed?.data.conditions.map(({ kind: of, documentNo }) => [FIELD_OF[of], documentNo]),
    );
    const filled = (field: FormField): FormField => {
      const value = known.get(field.name);
      return value === undefined ? field : { ...field, value };
    };
    const outcomes = form.outcomes.map((one) => ({ ...one, fields: one.fields.map(filled) }));
    return { ...form, outcomes };
  }
}
