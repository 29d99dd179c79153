import { ProcedureModule } from './procedure.module.js';
import { WorkModule } from './work/work.module.js';
import { Module } from '@nestjs/common';
import type { DynamicModule, Provider } from '@nestjs/common';
import { TimelineProjection, Timelines, upcastingModule } from '#kernel';
import { RulePacks } from '#policy';
import { ApprovalModule } from './stages/approval/approval.module.js';
import { CadastreModule } from './ledgers/cadastre/cadastre.module.js';
import { ClocksModule } from './clocks/clocks.module.js';
import { ContractModule } from './stages/contract/contract.module.js';
import { DistributionModule } from './stages/distribution/distribution.module.js';
import { EntryProjection } from './entry/entry.projection.js';
import { AwaitedModule } from './awaited/awaited.module.js';
import { landUpcasting } from './land.upcasting.js';
import { LevyModule } from './stages/levy/levy.module.js';
import { VAULT, closedVault } from './stages/listing/aes-vault.js';
import { ListingModule } from './stages/listing/listing.module.js';
import type { Vault } from './stages/listing/vault.js';
import { ParcelModule } from './ledgers/parcel/parcel.module.js';
import { planningCheckOver } from './stages/planning/geometry-check.js';
import { PLANNING_CHECK } from './stages/planning/planning-check.js';
import type { VersionedLayer } from '#geo';
import { PlanningModule } from './stages/planning/planning.module.js';
import { QuotaModule } from './ledgers/quota/quota.module.js';
import { QuotaProjection } from './ledgers/quota/quota.projection.js';
import { RegistrationModule } from './stages/registration/registration.module.js';
import { RulesModule } from './rules/rules.module.js';
import { SchemeModule } from './stages/scheme/scheme.module.js';
import { TaskModule } from './work/task/task.module.js';
import { TaskProjection } from './work/task/task.projection.js';
import { TenureModule } from './stages/tenure/tenure.module.js';

export type LandOptions = Readonly<{
  packs: RulePacks;
  layers: readonly VersionedLayer[];
  /** Keeps reserves secret; without one no reserve can be set. */ vault?: Vault;
}>;

/** In the order of the law; then what every stage needs. */
const rooms = [
  WorkModule,
  ProcedureModule,
  SchemeModule,
  ParcelModule,
  CadastreModule,
  PlanningModule,
  ApprovalModule,
  QuotaModule,
  ListingModule,
  ContractModule,
  LevyModule,
  AwaitedModule,
  DistributionModule,
  RegistrationModule,
  TenureModule,
  TaskModule,
  ClocksModule,
  RulesModule,
];
const projections: Provider[] = [EntryProjection, TaskProjection, QuotaProjection, TimelineProjection];

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
      imports: [upcastingModule(landUpcasting()), ...rooms],
      providers: [
        { provide: RulePacks, useValue: packs },
        { provide: VAULT, useValue: vault },
        planningCheckOver(layers),
        ...projections,
        Timelines,
      ],
      exports: [RulePacks, VAULT, PLANNING_CHECK, RulesModule, Timelines],
    };
  }
}
