import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import { AnnounceListing, OpenListing, OrderListing, Relist, ReportFailure, ReportSale, ResumeListing, SuspendListing, TerminateListing } from './listing.commands.js';
import { ListingDeadlines } from './listing.deadlines.js';
import { listing } from './listing.decider.js';
import { ListingSaga } from './listing.saga.js';

const commands = [AnnounceListing, OpenListing, OrderListing, Relist, ReportFailure, ReportSale, ResumeListing, SuspendListing, TerminateListing];

export const listingParts = [...commandHandlers(commands, { inject: [Policies], make: listing }), ListingSaga, ListingDeadlines];
