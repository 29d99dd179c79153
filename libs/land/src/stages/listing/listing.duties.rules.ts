import type { ListingCommand } from './listing.commands.js';
import type { Given } from '#kernel/messages';
/**
 * What the platform owes after a round: deposits back in five working days, the result published in ten (39号令
 * Art. 21, 22).
 */
import type { LastDay, PackOn } from '#policy';
import { dayOf, known, lastDays } from '../../clocks/open-days.rules.js';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Day } from '../../shared/terms.js';

import type { Duties, ListingEvent } from './listing.events.js';
import { refuse } from './listing.refusals.js';
import type { Duty, Ordered } from './listing.state.js';

const REFUND = 'listing.deposit-refund';
export const dutiesOf = (pack: PackOn, closedOn: Day): Duties =>
  lastDays(pack, { refundBy: [REFUND, closedOn], publishBy: ['listing.result-publication', closedOn] });
/** Of a round that was stopped: nobody bought, so there is no result to publish. */
export const refundOf = (pack: PackOn, stoppedOn: Day) => lastDays(pack, { refundBy: [REFUND, stoppedOn] });

/** Whether a report came late; null where the last day is still open and may lie before it. */
const isLate = ({ day, earliest }: LastDay, on: Day): boolean | null =>
  on <= earliest ? false : day === null ? null : on > day;

const RUNNING: readonly Ordered['status'][] = ['ordered', 'announced', 'open'];
/** Of the round that runs, the result may be on its way; no other round will ever owe anything. */
const withoutDuty = (state: Ordered, round: number) =>
  refuse('listing.no-duty', {
    round,
    ...(round === state.round && RUNNING.includes(state.status) ? { early: true } : {}),
  });

/** A report that is late is still a report; that it was late stands in it. */
export function decideDuty(
  command:
    | Given<ListingCommand, 'ReportRefunds'>
    | Given<ListingCommand, 'PublishResult'>
    | Given<ListingCommand, 'PassRefundDeadline'>
    | Given<ListingCommand, 'PassPublicationDeadline'>,
  state: Ordered,
  pack: PackOn,
  today: Day,
): readonly ListingEvent[] {
  const { subject, duties } = state;
  const { round } = command.data;
  const duty = duties.find((other) => other.round === round);
  switch (command.type) {
    case 'ReportRefunds': {
      if (!duty) throw withoutDuty(state, round);
      const { refundedOn, documentNo } = command.data;
      if (
        duty.refund &&
        isRepeat([`第${round}轮保证金退还`, `The refund of round ${round}`], duty.refund, {
          refundedOn,
          documentNo,
        })
      )
        return [];
      requireAfter(duty, refundedOn, today);
      return [
        {
          type: 'DepositsRefunded',
          data: {
            subject,
            round,
            refundedOn,
            documentNo,
            late: isLate(dayOf(pack, duty, 'refundBy', duty.refundBy), refundedOn),
          },
        },
      ];
    }
    case 'PublishResult': {
      if (!duty?.publishes) throw duty ? refuse('listing.no-duty', { round }) : withoutDuty(state, round);
      const { publishedOn, url } = command.data;
      if (
        duty.publication &&
        isRepeat([`第${round}轮结果公布`, `The publication of round ${round}`], duty.publication, {
          publishedOn,
          url,
        })
      )
        return [];
      requireAfter(duty, publishedOn, today);
      return [
        {
          type: 'ResultPublished',
          data: {
            subject,
            round,
            publishedOn,
            url,
            late: isLate(dayOf(pack, duty, 'publishBy', duty.publishBy), publishedOn),
          },
        },
      ];
    }
    case 'PassRefundDeadline':
      if (!duty || duty.refunded || duty.refundOverdue) return [];
      return ranOut(dayOf(pack, duty, 'refundBy', duty.refundBy), today, (refundBy) => ({
        type: 'RefundsOverdue',
        data: { subject, round, refundBy },
      }));
    case 'PassPublicationDeadline':
      if (!duty?.publishes || duty.published || duty.publicationOverdue) return [];
      return ranOut(dayOf(pack, duty, 'publishBy', duty.publishBy), today, (publishBy) => ({
        type: 'ResultUnpublished',
        data: { subject, round, publishBy },
      }));
  }
}

const ranOut = (last: LastDay, today: Day, fact: (day: Day) => ListingEvent): readonly ListingEvent[] =>
  today <= known(last) ? [] : [fact(known(last))];

function requireAfter({ closedOn }: Duty, day: Day, today: Day): void {
  if (day > today) throw refuse('listing.date-in-future', { day, today });
  if (day < closedOn) throw refuse('listing.report-before-close', { day, closedOn });
}
