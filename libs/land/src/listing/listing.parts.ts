import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import { AnnounceListing, OpenListing, OrderListing, Relist, ReportFailure, ReportSale, ResumeListing, SuspendListing, TerminateListing } from './listing.commands.js';
import { ListingDeadlines } from './listing.deadlines.js';
import { listing } from './listing.decider.js';
import { ListingSaga } from './listing.saga.js';

export const listingParts = [
  ...commandHandlers([OrderListing, Relist, AnnounceListing, OpenListing, ReportSale, ReportFailure, SuspendListing, ResumeListing, TerminateListing], {
    inject: [Policies],
    make: (policies: Policies) => listing(policies),
  }),
  ListingSaga,
  ListingDeadlines,
];
