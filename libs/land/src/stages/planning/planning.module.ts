import { Module } from '@nestjs/common';
import { EventStore, commandHandlers } from '#kernel';
import type { Envelope } from '#kernel/messages';
import { RulePacks, civilDate } from '#policy';
import { geometryCheck } from './geometry-check.js';
import { HeldLayers } from './held-layers.js';
import { LayersAround } from './planning-check.js';
import * as commands from './planning.commands.js';
import { planning } from './planning.decider.js';
import type { PlanningEvent } from './planning.events.js';

type Opened = Extract<PlanningEvent, { type: 'PlanningCheckOpened' }>['data'];

/** The check is laid over the layers of the parcel's district, which are fetched before it is decided. */
@Module({
  providers: [
    HeldLayers,
    ...commandHandlers(commands, {
      inject: [RulePacks, HeldLayers, LayersAround, EventStore],
      make: (packs: RulePacks, held: HeldLayers) =>
        planning(
          packs,
          geometryCheck((ground) => held.of(ground)),
        ),
      prepare:
        (packs: RulePacks, held: HeldLayers, layers: LayersAround, store: EventStore) =>
        async ({ type, stream, meta }: Envelope) => {
          if (type !== commands.checkPlanning.type) return undefined;
          const [first, ...more] = (await store.read(stream)).filter(
            (fact) => fact.type === 'PlanningCheckOpened',
          );
          if (!first) return undefined;
          // A stream keeps the pack that it began under.
          const { subject, boundary } = (more.at(-1) ?? first).data as Opened;
          const pack = packs.of(first.meta.policy).on(civilDate(meta.at), subject.district);
          const near = await layers.near(subject.district, boundary, pack);
          return held.hold({ district: subject.district, boundary, on: pack.day }, near);
        },
    }),
  ],
})
export class PlanningModule {}
