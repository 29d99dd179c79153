import { Module } from '@nestjs/common';
import { EventStore, commandHandlers } from '#kernel';
import type { Envelope } from '#kernel/messages';
import { RulePacks, civilDate } from '#policy';
import { GradesAround, HeldRegisters, RegistersAround } from './held-registers.js';
import * as commands from './scheme.commands.js';
import { scheme } from './scheme.decider.js';
import type { Scheme } from './scheme.events.js';

/** A scheme is held against registers and grade maps of its district, which are read before it is decided. */
@Module({
  providers: [
    HeldRegisters,
    ...commandHandlers(commands, {
      inject: [RulePacks, HeldRegisters, RegistersAround, GradesAround, EventStore],
      make: (packs: RulePacks, held: HeldRegisters) => scheme(packs, (asked) => held.of(asked)),
      prepare:
        (
          packs: RulePacks,
          held: HeldRegisters,
          around: RegistersAround,
          grades: GradesAround,
          store: EventStore,
        ) =>
        async ({ type, data, stream, meta }: Envelope) => {
          if (type !== commands.submitScheme.type && type !== commands.reviseScheme.type) return undefined;
          const asked = (data as { scheme: Scheme }).scheme;
          const { district, boundary } = asked;
          // A stream keeps the pack that it began under.
          const [first] = await store.read(stream, 0, 1);
          const pack = packs.of((first ?? { meta }).meta.policy).on(civilDate(meta.at), district);
          const known = await around.of(district);
          return held.hold(asked, { ...known, gradeMaps: await grades.gradeMaps(district, boundary, pack) });
        },
    }),
  ],
})
export class SchemeModule {}
