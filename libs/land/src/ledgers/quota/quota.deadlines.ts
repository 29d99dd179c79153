import { Injectable } from '@nestjs/common';
import { DeadlineRules } from '#kernel';
import type { DeadlineChange } from '#kernel';
import type { Recorded, StreamOf } from '#kernel/messages';
import { atEndOf } from '../../clocks/at-end-of.js';
import { expireReservation } from './quota.commands.js';
import type { QuotaEvent } from './quota.events.js';

const reservation = (entry: string) => `quota of ${entry} is reserved`;

/** A reservation holds to the end of its last day in Beijing, or until the land is occupied or given back. */
@Injectable()
export class QuotaDeadlines extends DeadlineRules<QuotaEvent, StreamOf<'quota'>> {
  readonly handles = ['QuotaReserved', 'QuotaReservationExpired', 'QuotaOccupied', 'QuotaReleased'] as const;

  changes({ type, data, stream }: Recorded<QuotaEvent, StreamOf<'quota'>>): readonly DeadlineChange[] {
    switch (type) {
      case 'QuotaReserved': {
        const { subject, expiresOn } = data;
        if (expiresOn === null) return [];
        return atEndOf(expiresOn, {
          set: reservation(subject.entry),
          command: expireReservation(stream, { subject, expiresOn }),
        });
      }
      case 'QuotaReservationExpired':
      case 'QuotaOccupied':
      case 'QuotaReleased':
        return [{ clear: reservation(data.subject.entry) }];
      default:
        return [];
    }
  }
}
