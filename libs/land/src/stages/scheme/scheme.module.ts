import { Module } from '@nestjs/common';
import { commandHandlers } from '#kernel';
import type { Envelope } from '#kernel/messages';
import { RulePacks } from '#policy';
import { HeldRegisters, RegistersAround } from './held-registers.js';
import * as commands from './scheme.commands.js';
import { scheme } from './scheme.decider.js';
import type { Scheme } from './scheme.events.js';

/** A scheme is held against the registers of its district, which are read before it is decided. */
@Module({
  providers: [
    HeldRegisters,
    ...commandHandlers(commands, {
      inject: [RulePacks, HeldRegisters, RegistersAround],
      make: (packs: RulePacks, held: HeldRegisters) => scheme(packs, (district) => held.of(district)),
      prepare:
        (_: RulePacks, held: HeldRegisters, around: RegistersAround) =>
        async ({ type, data }: Envelope) => {
          if (type !== commands.submitScheme.type && type !== commands.reviseScheme.type) return undefined;
          const { district } = (data as { scheme: Scheme }).scheme;
          return held.hold(district, await around.of(district));
        },
    }),
  ],
})
export class SchemeModule {}
