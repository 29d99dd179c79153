import { Injectable } from '@nestjs/common';
import { DeadlineRules } from '#kernel';
import type { DeadlineChange } from '#kernel';
import type { Recorded } from '#kernel/messages';
import { ApprovalDeadlines } from '../stages/approval/approval.deadlines.js';
import { ContractDeadlines } from '../stages/contract/contract.deadlines.js';
import { DistributionDeadlines } from '../stages/distribution/distribution.deadlines.js';
import { LevyDeadlines } from '../stages/levy/levy.deadlines.js';
import { ListingDeadlines } from '../stages/listing/listing.deadlines.js';
import { QuotaDeadlines } from '../ledgers/quota/quota.deadlines.js';
import { RegistrationDeadlines } from '../stages/registration/registration.deadlines.js';
import { TaskDeadlines } from '../work/task/task.deadlines.js';
import type { ClockEvent } from './clocks.events.js';
import { dated } from './dated-facts.js';

const STAGES: readonly DeadlineRules[] = [
  new ApprovalDeadlines(),
  new QuotaDeadlines(),
  new ListingDeadlines(),
  new ContractDeadlines(),
  new LevyDeadlines(),
  new DistributionDeadlines(),
  new RegistrationDeadlines(),
  new TaskDeadlines(),
];

/**
 * The deadline of a day that was open, as the stage itself would have set it: each stage says once which of
 * its facts starts which clock. One whose stage has ended meanwhile finds nothing to do when it rings.
 */
@Injectable()
export class ClockDeadlines extends DeadlineRules<ClockEvent> {
  readonly handles = ['LastDaySet'] as const;

  changes(event: Recorded<ClockEvent>): readonly DeadlineChange[] {
    if (event.type !== 'LastDaySet') return [];
    const {
      fact: { type, stream, data },
      field,
      part,
      dueOn,
    } = event.data;
    const changesOf = (restated: object) =>
      STAGES.filter(({ handles }) => handles.includes(type)).flatMap((stage) =>
        stage.changes({ ...event, type, stream, data: restated }),
      );
    const before = new Set(changesOf(data).map((change) => JSON.stringify(change)));
    return changesOf(dated(data, field, part, dueOn)).filter(
      (change) => 'set' in change && !before.has(JSON.stringify(change)),
    );
  }
}
