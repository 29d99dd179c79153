import type { Event } from '#kernel/messages';
import type { Day, DealTerms, FenText, Party, Subject } from '../terms.js';

export type ListingEvent =
  | Event<'ListingOrdered', { subject: Subject; round: number; deal: DealTerms; depositFen: FenText; earliestNoticeOn: Day }>
  | Event<'ListingAnnounced', { subject: Subject; round: number; announcementNo: string; announcedOn: Day; opensOn: Day; closesOn: Day; url: string }>
  | Event<'ListingOpened', { subject: Subject; round: number; openedOn: Day }>
  | Event<'ListingSold', { subject: Subject; round: number; resultId: string; winner: Party; priceFen: FenText; closedOn: Day; deal: DealTerms }>
  | Event<'ListingFailed', { subject: Subject; round: number; resultId: string; reason: string; closedOn: Day; mayRelist: boolean }>
  | Event<'ListingSuspended', { subject: Subject; round: number; reason: string; suspendedOn: Day }>
  | Event<'ListingResumed', { subject: Subject; round: number; closesOn: Day; resumedOn: Day }>
  /** `relistDecisionOpen`: a person was still to decide about this round. `mayRelist`: the platform ended it, and another round is allowed. */
  | Event<'ListingTerminated', { subject: Subject; round: number; reason: string; by: 'platform' | 'procedure'; relistDecisionOpen: boolean; mayRelist: boolean }>;
