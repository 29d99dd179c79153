import { Injectable } from '@nestjs/common';
import { DeadlinePolicy } from '#kernel';
import type { DeadlineChange, Recorded } from '#kernel';
import { startOfDay } from '#policy';
import { listingOf } from '../terms.js';
import type { ListingEvent } from './listing.events.js';

/** Trading opens on its day without anybody's click. */
@Injectable()
export class ListingDeadlines extends DeadlinePolicy<ListingEvent> {
  readonly handles = ['ListingAnnounced', 'ListingResumed', 'ListingOpened', 'ListingTerminated'] as const;

  changes(event: Recorded<ListingEvent>): readonly DeadlineChange[] {
    switch (event.type) {
      case 'ListingAnnounced': {
        const { subject, round, opensOn } = event.data;
        const stream = listingOf(subject.entry);
        return [{ set: `open/${stream}`, dueAt: startOfDay(opensOn), command: { type: 'OpenListing', stream, data: { round } } }];
      }
      // Its day may have passed while it was suspended: then the command comes at once.
      case 'ListingResumed': {
        const { subject, round, opensOn } = event.data;
        const stream = listingOf(subject.entry);
        const [opens, now] = [startOfDay(opensOn), event.meta.occurredAt];
        return [{ set: `open/${stream}`, dueAt: opens > now ? opens : now, command: { type: 'OpenListing', stream, data: { round } } }];
      }
      case 'ListingOpened':
      case 'ListingTerminated':
        return [{ clear: `open/${listingOf(event.data.subject.entry)}` }];
      default:
        return [];
    }
  }
}
