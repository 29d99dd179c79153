import { Module } from '@nestjs/common';
import { commandHandlers } from '#kernel';
import { RulePacks } from '#policy';
import { VAULT } from './aes-vault.js';
import { DefaultersProjection } from './defaulters.projection.js';
import * as commands from './listing.commands.js';
import { ListingDeadlines } from './listing.deadlines.js';
import { listing } from './listing.decider.js';
import type { Vault } from './vault.js';

@Module({
  providers: [
    ...commandHandlers(commands, {
      inject: [RulePacks, VAULT],
      make: (packs: RulePacks, vault: Vault) => listing(packs, vault),
    }),
    ListingDeadlines,
    DefaultersProjection,
  ],
})
export class ListingModule {}
