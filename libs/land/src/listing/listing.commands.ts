import { Command } from '#kernel/messages';
import type { Day, DealTerms, FenText, Party, Subject } from '../terms.js';

export class OrderListing extends Command<{ subject: Subject; deal: DealTerms; earliestNoticeOn: Day }> { readonly type = 'OrderListing'; }
/** After a failed listing the same deal goes out again, with a lower starting price if the collective resolved so. */
export class Relist extends Command<{ priceFen?: FenText; reason: string }> { readonly type = 'Relist'; }
export class AnnounceListing extends Command<{ announcementNo: string; announcedOn: Day; opensOn: Day; closesOn: Day; url: string }> { readonly type = 'AnnounceListing'; }
export class OpenListing extends Command<{ round: number }> { readonly type = 'OpenListing'; }
export class ReportSale extends Command<{ resultId: string; winner: Party; priceFen: FenText; closedOn: Day }> { readonly type = 'ReportSale'; }
export class ReportFailure extends Command<{ resultId: string; reason: string; closedOn: Day }> { readonly type = 'ReportFailure'; }
export class SuspendListing extends Command<{ reason: string }> { readonly type = 'SuspendListing'; }
export class ResumeListing extends Command<{ closesOn: Day }> { readonly type = 'ResumeListing'; }
export class TerminateListing extends Command<Readonly<{ reason: string; by: 'platform' }> | Readonly<{ reason: string; by: 'procedure'; subject: Subject }>> { readonly type = 'TerminateListing'; }

export type ListingCommand = OrderListing | Relist | AnnounceListing | OpenListing | ReportSale | ReportFailure | SuspendListing | ResumeListing | TerminateListing;
