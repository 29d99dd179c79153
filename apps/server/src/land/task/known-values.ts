import { Inject, Injectable } from '@nestjs/common';
import { EventStore } from '#kernel';
import { planningOf, refundsOf } from '#land';
import type { ConditionKind, PlanningEvent, RefundsEvent, TaskView } from '#land';
import type { FormField, WorkForm } from '../forms.js';

/** The field of the contract that repeats each document of the approved scheme. */
const FIELD_OF: Readonly<Record<ConditionKind, string>> = {
  planning: 'planningNo',
  industry: 'industryNo',
  ecology: 'ecologyNo',
};

type Known = ReadonlyMap<string, string>;
type Asked = Pick<TaskView, 'kind' | 'subject' | 'round'>;

/** What the file of an entry says already, so that nobody need write it down a second time. */
@Injectable()
export class KnownValues {
  constructor(@Inject(EventStore) private readonly store: EventStore) {}

  /** The form with what is known: of a contract the numbers of the conditions, of a refund its sum. */
  async in(form: WorkForm, task: Asked): Promise<WorkForm> {
    const known = await this.knownTo(task);
    if (known === undefined) return form;
    const filled = (field: FormField): FormField => {
      const value = known.get(field.name);
      return value === undefined ? field : { ...field, value };
    };
    const outcomes = form.outcomes.map((one) => ({ ...one, fields: one.fields.map(filled) }));
    return { ...form, outcomes };
  }

  private async knownTo({ kind, subject, round }: Asked): Promise<Known | undefined> {
    switch (kind) {
      case 'sign-contract':
        return this.conditionsOf(subject.entry);
      case 'pay-refund':
        return this.refundOf(subject.entry, round);
      default:
        return undefined;
    }
  }

  /** As they were issued last. */
  private async conditionsOf(entry: string): Promise<Known> {
    const facts = (await this.store.read(planningOf(entry))) as readonly PlanningEvent[];
    const passed = facts.findLast((fact) => fact.type === 'PlanningPassed');
    return new Map(passed?.data.conditions.map(({ kind: of, documentNo }) => [FIELD_OF[of], documentNo]));
  }

  private async refundOf(entry: string, no: number): Promise<Known> {
    const facts = (await this.store.read(refundsOf(entry))) as readonly RefundsEvent[];
    const owed = facts.find(({ type, data }) => type === 'RefundOwed' && data.no === no);
    return new Map(owed === undefined ? [] : [['amountFen', owed.data.amountFen]]);
  }
}
