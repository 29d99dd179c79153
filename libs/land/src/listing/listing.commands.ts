import { Command } from '#kernel/messages';
import type { Burden, Day, DealTerms, EarliestNotice, FenText, Party, Subject } from '../terms.js';
import type { Proceedings, StopCause, TradeDecision, VoidCause } from './listing.events.js';

export class OrderListing extends Command<{ subject: Subject; deal: DealTerms } & EarliestNotice> {
  readonly type = 'OrderListing';
}
/**
 * 集体决策 of a round. The reserve (底价) comes in plain and is sealed before it becomes a fact; absent where there
 * is none.
 */
export class DecideTrade extends Command<TradeDecision & Readonly<{ reserveFen?: FenText; round?: number }>> {
  readonly type = 'DecideTrade';
}
/**
 * After a failed listing the same deal goes out again, with a lower starting price if the collective resolved
 * so.
 */
export class Relist extends Command<{ priceFen?: FenText; reason: string; round?: number }> {
  readonly type = 'Relist';
}
export class AnnounceListing extends Command<{
  announcementNo: string;
  announcedOn: Day;
  opensOn: Day;
  closesOn: Day;
  url: string;
}> {
  readonly type = 'AnnounceListing';
}
/** 补充公告: conditions change before the trade opens; it opens a full notice period after this. */
export class SupplementNotice extends Command<{
  supplementNo: string;
  publishedOn: Day;
  opensOn: Day;
  closesOn: Day;
  reason: string;
  url: string;
}> {
  readonly type = 'SupplementNotice';
}
export class OpenListing extends Command<{ round: number }> {
  readonly type = 'OpenListing';
}
export class ReportSale extends Command<
  { resultId: string; winner: Party; priceFen: FenText; closedOn: Day } & Proceedings
> {
  readonly type = 'ReportSale';
}
export class ReportFailure extends Command<
  { resultId: string; reason: string; closedOn: Day } & Proceedings
> {
  readonly type = 'ReportFailure';
}
export class SuspendListing extends Command<{ reason: string; cause?: StopCause }> {
  readonly type = 'SuspendListing';
}
export class ResumeListing extends Command<{ closesOn: Day }> {
  readonly type = 'ResumeListing';
}
/**
 * By the platform with a cause; by the procedure when the scheme ended, with the subject, so that even a
 * listing that never began is over.
 */
export class TerminateListing extends Command<{
  reason: string;
  by: 'platform' | 'procedure';
  cause?: StopCause;
  documentNo?: string;
  subject?: Subject;
}> {
  readonly type = 'TerminateListing';
}
/** 39号令 Art. 25: what was won by deceit is no result. */
export class VoidResult extends Command<{ cause: VoidCause; reason: string; documentNo: string }> {
  readonly type = 'VoidResult';
}
/** The winner did not sign. */
export class RecordDefault extends Command<{ subject: Subject; reason: string }> {
  readonly type = 'RecordDefault';
}
export class ReportRefunds extends Command<{ round: number; refundedOn: Day; documentNo: string }> {
  readonly type = 'ReportRefunds';
}
export class PublishResult extends Command<{ round: number; publishedOn: Day; url: string }> {
  readonly type = 'PublishResult';
}
export class PassRefundDeadline extends Command<{ round: number }> {
  readonly type = 'PassRefundDeadline';
}
export class PassPublicationDeadline extends Command<{ round: number }> {
  readonly type = 'PassPublicationDeadline';
}
/** Something limits dealing with the parcel: nothing is announced, opened or sold until it is lifted. */
export class HoldListing extends Command<{ subject: Subject; burden: Burden }> {
  readonly type = 'HoldListing';
}
export class LiftListingHold extends Command<{ subject: Subject; burdenId: string }> {
  readonly type = 'LiftListingHold';
}

export type ListingCommand =
  | OrderListing
  | DecideTrade
  | Relist
  | AnnounceListing
  | SupplementNotice
  | OpenListing
  | ReportSale
  | ReportFailure
  | SuspendListing
  | ResumeListing
  | TerminateListing
  | VoidResult
  | RecordDefault
  | ReportRefunds
  | PublishResult
  | PassRefundDeadline
  | PassPublicationDeadline
  | HoldListing
  | LiftListingHold;
