import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import { VAULT } from './aes-vault.js';
import { DefaultersProjection } from './defaulters.projection.js';
import {
  AnnounceListing,
  DecideTrade,
  HoldListing,
  LiftListingHold,
  OpenListing,
  OrderListing,
  PassPublicationDeadline,
  PassRefundDeadline,
  PublishResult,
  RecordDefault,
  Relist,
  ReportFailure,
  ReportRefunds,
  ReportSale,
  ResumeListing,
  SupplementNotice,
  SuspendListing,
  TerminateListing,
  VoidResult,
} from './listing.commands.js';
import { ListingDeadlines } from './listing.deadlines.js';
import { listing } from './listing.decider.js';
import { ListingSaga } from './listing.saga.js';
import type { Vault } from './vault.js';

export const listingParts = [
  ...commandHandlers(
    [
      OrderListing,
      DecideTrade,
      Relist,
      AnnounceListing,
      SupplementNotice,
      OpenListing,
      ReportSale,
      ReportFailure,
      SuspendListing,
      ResumeListing,
      TerminateListing,
      VoidResult,
      RecordDefault,
      ReportRefunds,
      PublishResult,
      PassRefundDeadline,
      PassPublicationDeadline,
      HoldListing,
      LiftListingHold,
    ],
    { inject: [Policies, VAULT], make: (policies: Policies, vault: Vault) => listing(policies, vault) },
  ),
  ListingSaga,
  ListingDeadlines,
  DefaultersProjection,
];
