import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import { VAULT } from './aes-vault.js';
import { DefaultersProjection } from './defaulters.projection.js';
import * as commands from './listing.commands.js';
import { ListingDeadlines } from './listing.deadlines.js';
import { listing } from './listing.decider.js';
import { ListingSaga } from './listing.saga.js';
import type { Vault } from './vault.js';

export const listingParts = [
  ...commandHandlers(commands, {
    inject: [Policies, VAULT],
    make: (policies: Policies, vault: Vault) => listing(policies, vault),
  }),
  ListingSaga,
  ListingDeadlines,
  DefaultersProjection,
];
