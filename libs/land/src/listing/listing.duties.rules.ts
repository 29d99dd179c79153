/** What the platform owes after a round: deposits back in five working days, the result published in ten (39号令 Art. 21, 22). */
import { due } from '#policy';
import type { PackOn } from '#policy';
import type { Day } from '../terms.js';
import type { PassPublicationDeadline, PassRefundDeadline, PublishResult, ReportRefunds } from './listing.commands.js';
import type { Duties, ListingEvent } from './listing.events.js';
import { refuse } from './listing.refusals.js';
import type { Duty, Ordered } from './listing.state.js';

export const dutiesOf = (pack: PackOn, closedOn: Day): Duties => ({ refundBy: due(pack, 'listing.deposit-refund', closedOn).value, publishBy: due(pack, 'listing.result-publication', closedOn).value });

/** A report that is late is still a report; that it was late stands in it. */
export function decideDuty(command: ReportRefunds | PublishResult | PassRefundDeadline | PassPublicationDeadline, { subject, duties }: Ordered, today: Day): readonly ListingEvent[] {
  const { round } = command.data;
  const duty = duties.find((other) => other.round === round);
  switch (command.type) {
    case 'ReportRefunds': {
      if (!duty) throw refuse('listing.no-duty', { round });
      if (duty.refunded) return [];
      const { refundedOn, documentNo } = command.data;
      requireAfter(duty, refundedOn, today);
      return [{ type: 'DepositsRefunded', data: { subject, round, refundedOn, documentNo, late: refundedOn > duty.refundBy } }];
    }
    case 'PublishResult': {
      if (!duty || duty.publishBy === null) throw refuse('listing.no-duty', { round });
      if (duty.published) return [];
      const { publishedOn, url } = command.data;
      requireAfter(duty, publishedOn, today);
      return [{ type: 'ResultPublished', data: { subject, round, publishedOn, url, late: publishedOn > duty.publishBy } }];
    }
    case 'PassRefundDeadline':
      if (!duty || duty.refunded || duty.refundOverdue || today <= duty.refundBy) return [];
      return [{ type: 'RefundsOverdue', data: { subject, round, refundBy: duty.refundBy } }];
    case 'PassPublicationDeadline':
      if (!duty || duty.publishBy === null || duty.published || duty.publicationOverdue || today <= duty.publishBy) return [];
      return [{ type: 'ResultUnpublished', data: { subject, round, publishBy: duty.publishBy } }];
  }
}

function requireAfter({ closedOn }: Duty, day: Day, today: Day): void {
  if (day > today) throw refuse('listing.date-in-future', { day, today });
  if (day < closedOn) throw refuse('listing.report-before-close', { day, closedOn });
}
