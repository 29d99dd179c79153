import { Injectable } from '@nestjs/common';
import { DeadlineRules } from '#kernel';
import type { DeadlineChange } from '#kernel';
import type { Recorded } from '#kernel/messages';
import { addDays, civilDate } from '#policy';
import { atEndOf } from '../../clocks/at-end-of.js';
import { claimsOf, expireClaim } from './claims.commands.js';
import type { ClaimsEvent } from './claims.events.js';

/** Calendar days for which a claim may wait for what it rests on, from the day on which it came. */
export const WAITING_DAYS_MAX = 30;

const waits = (claim: string) => `claim ${claim} waits`;

/** What a claim waited for in vain is a refusal with its reason; of money it is somebody's work. */
@Injectable()
export class ClaimsDeadlines extends DeadlineRules<ClaimsEvent> {
  readonly handles = ['ClaimWaiting', 'ClaimAccepted', 'ClaimRefused', 'ClaimDisputed'] as const;

  changes({ type, data, meta }: Recorded<ClaimsEvent>): readonly DeadlineChange[] {
    switch (type) {
      case 'ClaimWaiting': {
        const { claim, subject } = data;
        return atEndOf(addDays(civilDate(meta.occurredAt), WAITING_DAYS_MAX), {
          set: waits(claim),
          command: expireClaim(claimsOf(subject.entry), { claim }),
        });
      }
      case 'ClaimAccepted':
      case 'ClaimRefused':
      case 'ClaimDisputed':
        return data.waited ? [{ clear: waits(data.claim) }] : [];
      default:
        return [];
    }
  }
}
