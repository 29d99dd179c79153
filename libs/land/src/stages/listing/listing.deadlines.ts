import { Injectable } from '@nestjs/common';
import { DeadlineRules } from '#kernel';
import type { DeadlineChange } from '#kernel';
import type { Recorded } from '#kernel/messages';
import { startOfDay } from '#policy';
import { atEndOf } from '../../clocks/at-end-of.js';
import { listingOf } from '../../shared/terms.js';
import type { Day } from '../../shared/terms.js';
import { openListing, passPublicationDeadline, passRefundDeadline } from './listing.commands.js';
import type { ListingEvent } from './listing.events.js';

const opening = (entry: string, round: number) => `listing ${entry} round ${round} opens`;
const refunds = (entry: string, round: number) => `listing ${entry} round ${round} deposits go back`;
const publication = (entry: string, round: number) => `listing ${entry} round ${round} result is published`;

/**
 * A listing opens at 00:00 Beijing time of its opening day; what the platform owes afterwards runs out at the
 * end of its last day.
 */
@Injectable()
export class ListingDeadlines extends DeadlineRules<ListingEvent> {
  readonly handles = [
    'ListingAnnounced',
    'NoticeSupplemented',
    'ListingOpened',
    'ListingTerminated',
    'ListingSold',
    'ListingFailed',
    'DepositsRefunded',
    'ResultPublished',
  ] as const;

  changes({ type, data }: Recorded<ListingEvent>): readonly DeadlineChange[] {
    const {
      subject: { entry },
    } = data;
    const refund = (round: number, refundBy: Day | null) =>
      atEndOf(refundBy, {
        set: refunds(entry, round),
        command: passRefundDeadline(listingOf(entry), { round }),
      });
    switch (type) {
      case 'ListingAnnounced':
      case 'NoticeSupplemented':
        return [
          {
            set: opening(entry, data.round),
            dueAt: startOfDay(data.opensOn),
            command: openListing(listingOf(entry), { round: data.round }),
          },
        ];
      case 'ListingOpened':
        return [{ clear: opening(entry, data.round) }];
      case 'ListingTerminated':
        return [{ clear: opening(entry, data.round) }, ...refund(data.round, data.refundBy ?? null)];
      case 'ListingSold':
      case 'ListingFailed':
        return [
          ...refund(data.round, data.refundBy),
          ...atEndOf(data.publishBy, {
            set: publication(entry, data.round),
            command: passPublicationDeadline(listingOf(entry), { round: data.round }),
          }),
        ];
      case 'DepositsRefunded':
        return [{ clear: refunds(entry, data.round) }];
      case 'ResultPublished':
        return [{ clear: publication(entry, data.round) }];
      default:
        return [];
    }
  }
}
