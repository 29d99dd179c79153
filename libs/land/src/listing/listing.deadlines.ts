import { Injectable } from '@nestjs/common';
import { DeadlinePolicy } from '#kernel';
import type { DeadlineChange } from '#kernel';
import type { Recorded } from '#kernel/messages';
import { startOfDay } from '#policy';
import { listingOf } from '../terms.js';
import type { ListingEvent } from './listing.events.js';

const opening = (entry: string, round: number) => `listing ${entry} round ${round} opens`;

/** A listing opens at 00:00 Beijing time of its opening day. */
@Injectable()
export class ListingDeadlines extends DeadlinePolicy<ListingEvent> {
  readonly handles = ['ListingAnnounced', 'ListingOpened', 'ListingTerminated'] as const;

  changes({ type, data }: Recorded<ListingEvent>): readonly DeadlineChange[] {
    const { subject: { entry }, round } = data;
    switch (type) {
      case 'ListingAnnounced':
        return [{ set: opening(entry, round), dueAt: startOfDay(data.opensOn), command: { type: 'OpenListing', stream: listingOf(entry), data: { round } } }];
      case 'ListingOpened':
      case 'ListingTerminated':
        return [{ clear: opening(entry, round) }];
      default:
        return [];
    }
  }
}
