import { ProcedureModule } from './procedure.module.js';
import { WorkModule } from './work/work.module.js';
import { Module } from '@nestjs/common';
import type { DynamicModule, Provider } from '@nestjs/common';
import { TimelineProjection, Timelines, upcastingModule } from '#kernel';
import { RulePacks } from '#policy';
import { EntryProjection } from './entry/entry.projection.js';
import { landUpcasting } from './land.upcasting.js';
import { VAULT, closedVault } from './stages/listing/aes-vault.js';
import type { Vault } from './stages/listing/vault.js';
import { LayersModule } from './ledgers/layers/layers.module.js';
import { RegistersKept } from './ledgers/registers/registers-kept.js';
import { GradesAround, RegistersAround } from './stages/scheme/held-registers.js';
import { RegistersModule } from './ledgers/registers/registers.module.js';
import { LayersNear, PACKAGED_LAYERS } from './ledgers/layers/layers-near.js';
import { LayersAround } from './stages/planning/planning-check.js';
import type { VersionedLayer } from '#geo';
import { QuotaDaysProjection, QuotaProjection } from './ledgers/quota/quota.projection.js';
import { NewsProjection } from './news/news.projection.js';
import { ROOMS } from './procedure.js';
import { ParcelsOnMapProjection } from './map/parcels.projection.js';
import { MoneyProjection } from './money/money.projection.js';
import { RegistrationProjection } from './registrations/registrations.projection.js';
import { RulesModule } from './rules/rules.module.js';
import { JourneyProjection } from './statistics/journey.projection.js';
import { TaskProjection } from './work/task/task.projection.js';

export type LandOptions = Readonly<{
  packs: RulePacks;
  /** Those of a demonstration: elsewhere a district adopts its own. */
  layers: readonly VersionedLayer[];
  /** Keeps reserves secret; without one no reserve can be set. */ vault?: Vault;
}>;

const projections: Provider[] = [
  EntryProjection,
  TaskProjection,
  QuotaProjection,
  QuotaDaysProjection,
  JourneyProjection,
  NewsProjection,
  MoneyProjection,
  ParcelsOnMapProjection,
  RegistrationProjection,
  TimelineProjection,
];

/**
 * The whole procedure: deciders, sagas, deadlines and read models over the given rules and planning layers.
 */
@Module({})
export class LandModule {
  static forRoot({ packs, layers, vault = closedVault }: LandOptions): DynamicModule {
    return {
      module: LandModule,
      // Global: the saga runner lives inside Nest's own module and looks the rules up from there, and
      // controllers ask them too.
      global: true,
      imports: [
        upcastingModule(landUpcasting()),
        WorkModule,
        ProcedureModule,
        ...ROOMS.map(({ module }) => module),
      ],
      providers: [
        { provide: RulePacks, useValue: packs },
        { provide: VAULT, useValue: vault },
        { provide: PACKAGED_LAYERS, useValue: layers },
        { provide: LayersAround, useExisting: LayersNear },
        { provide: RegistersAround, useExisting: RegistersKept },
        { provide: GradesAround, useExisting: LayersNear },
        ...projections,
        Timelines,
      ],
      exports: [
        RegistersAround,
        GradesAround,
        RulePacks,
        VAULT,
        PACKAGED_LAYERS,
        LayersAround,
        RulesModule,
        LayersModule,
        RegistersModule,
        Timelines,
      ],
    };
  }
}
