import { Module } from '@nestjs/common';
import { commandHandlers } from '#kernel';
import type { Envelope } from '#kernel/messages';
import { RulePacks } from '#policy';
import { CollectivesAround, HeldCollectives } from './held-collectives.js';
import * as commands from './scheme.commands.js';
import { scheme } from './scheme.decider.js';
import type { Scheme } from './scheme.events.js';

/** A scheme is held against the register of its district, which is read before it is decided. */
@Module({
  providers: [
    HeldCollectives,
    ...commandHandlers(commands, {
      inject: [RulePacks, HeldCollectives, CollectivesAround],
      make: (packs: RulePacks, held: HeldCollectives) => scheme(packs, (district) => held.of(district)),
      prepare:
        (_: RulePacks, held: HeldCollectives, around: CollectivesAround) =>
        async ({ type, data }: Envelope) => {
          if (type !== commands.submitScheme.type && type !== commands.reviseScheme.type) return undefined;
          const { district } = (data as { scheme: Scheme }).scheme;
          return held.hold(district, await around.collectives(district));
        },
    }),
  ],
})
export class SchemeModule {}
