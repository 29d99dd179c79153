import { Injectable } from '@nestjs/common';
import { DeadlineRules } from '#kernel';
import type { DeadlineChange } from '#kernel';
import type { Recorded, StreamOf } from '#kernel/messages';
import { atEndOf } from '../../clocks/at-end-of.js';
import { passOpinionDeadline } from './approval.commands.js';
import type { ApprovalEvent } from './approval.events.js';

/**
 * Five working days for the opinions (实施条例 Art. 40). One clock per entry: the next version's replaces the
 * last one's.
 */
@Injectable()
export class ApprovalDeadlines extends DeadlineRules<ApprovalEvent, StreamOf<'approval'>> {
  readonly handles = ['ReviewOpened', 'ReviewAgreed', 'ReviewReturned', 'ReviewClosed'] as const;

  changes(event: Recorded<ApprovalEvent, StreamOf<'approval'>>): readonly DeadlineChange[] {
    const id = `opinions/${event.stream}`;
    switch (event.type) {
      case 'ReviewOpened': {
        const { opinionDueOn, schemeVersion } = event.data;
        return atEndOf(opinionDueOn, {
          set: id,
          command: passOpinionDeadline(event.stream, { schemeVersion }),
        });
      }
      case 'ReviewAgreed':
      case 'ReviewReturned':
      case 'ReviewClosed':
        return [{ clear: id }];
      default:
        return [];
    }
  }
}
