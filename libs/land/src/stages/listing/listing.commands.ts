import { commandsTo } from '#kernel/messages';
import type { CommandsOf, StreamOf } from '#kernel/messages';
import type { ReportedDossier } from '../../shared/dossier.js';
import type { Burden, Day, DealTerms, FenText, Party, Subject } from '../../shared/terms.js';
import type { Proceedings, StopCause, TradeDecision, VoidCause } from './listing.events.js';

const command = commandsTo<StreamOf<'listing'>>();

export const orderListing = command<'OrderListing', { subject: Subject; deal: DealTerms } & ReportedDossier>(
  'OrderListing',
);
/**
 * 集体决策 of a round. The reserve (底价) comes in plain and is sealed before it becomes a fact; absent where there
 * is none.
 */
export const decideTrade = command<
  'DecideTrade',
  TradeDecision & Readonly<{ reserveFen?: FenText; round?: number }>
>('DecideTrade');
/**
 * After a failed listing the same deal goes out again, with a lower starting price if the collective resolved
 * so.
 */
export const relist = command<'Relist', { priceFen?: FenText; reason: string; round?: number }>('Relist');
export const announceListing = command<
  'AnnounceListing',
  {
    announcementNo: string;
    announcedOn: Day;
    opensOn: Day;
    closesOn: Day;
    url: string;
  }
>('AnnounceListing');
/** 补充公告: conditions change before the trade opens; it opens a full notice period after this. */
export const supplementNotice = command<
  'SupplementNotice',
  {
    supplementNo: string;
    publishedOn: Day;
    opensOn: Day;
    closesOn: Day;
    reason: string;
    url: string;
  }
>('SupplementNotice');
export const openListing = command<'OpenListing', { round: number }>('OpenListing');
export const reportSale = command<
  'ReportSale',
  { resultId: string; winner: Party; priceFen: FenText; closedOn: Day } & Proceedings
>('ReportSale');
export const reportFailure = command<
  'ReportFailure',
  { resultId: string; reason: string; closedOn: Day } & Proceedings
>('ReportFailure');
export const suspendListing = command<'SuspendListing', { reason: string; cause?: StopCause }>(
  'SuspendListing',
);
export const resumeListing = command<'ResumeListing', { closesOn: Day }>('ResumeListing');
/**
 * By the platform with a cause; by the procedure when the scheme ended, with the subject, so that even a
 * listing that never began is over.
 */
export const terminateListing = command<
  'TerminateListing',
  {
    reason: string;
    by: 'platform' | 'procedure';
    cause?: StopCause;
    documentNo?: string;
    subject?: Subject;
  }
>('TerminateListing');
/** 39号令 Art. 25: what was won by deceit is no result. */
export const voidResult = command<'VoidResult', { cause: VoidCause; reason: string; documentNo: string }>(
  'VoidResult',
);
/** The winner did not sign. */
export const recordDefault = command<'RecordDefault', { subject: Subject; reason: string }>('RecordDefault');
export const reportRefunds = command<'ReportRefunds', { round: number; refundedOn: Day; documentNo: string }>(
  'ReportRefunds',
);
export const publishResult = command<'PublishResult', { round: number; publishedOn: Day; url: string }>(
  'PublishResult',
);
export const passRefundDeadline = command<'PassRefundDeadline', { round: number }>('PassRefundDeadline');
export const passPublicationDeadline = command<'PassPublicationDeadline', { round: number }>(
  'PassPublicationDeadline',
);
/** Something limits dealing with the parcel: nothing is announced, opened or sold until it is lifted. */
export const holdListing = command<'HoldListing', { subject: Subject; burden: Burden }>('HoldListing');
export const liftListingHold = command<'LiftListingHold', { subject: Subject; burdenId: string }>(
  'LiftListingHold',
);

export type ListingCommand = CommandsOf<typeof import('./listing.commands.js')>;
