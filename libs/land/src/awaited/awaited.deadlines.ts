import { Injectable } from '@nestjs/common';
import { DeadlineRules } from '#kernel';
import type { DeadlineChange, Recorded } from '#kernel';
import { civilDate, startOfDay } from '#policy';
import type { RulesEvent } from '../rules/rules.events.js';
import { bringInRates } from './awaited.commands.js';
import { AWAITED } from './awaited.events.js';

/** A version that was adopted ahead of its day brings its rates in when the day begins. */
@Injectable()
export class AwaitedDeadlines extends DeadlineRules<RulesEvent> {
  readonly handles = ['RulesAdopted'] as const;

  changes({ data: { ref, content }, meta }: Recorded<RulesEvent>): readonly DeadlineChange[] {
    const { validFrom, districts } = content.data;
    if (validFrom <= civilDate(meta.occurredAt)) return [];
    return [
      {
        set: `rules ${ref} come into force`,
        dueAt: startOfDay(validFrom),
        command: bringInRates(AWAITED, { rules: ref, districts: districts.map(({ code }) => code) }),
      },
    ];
  }
}
