import { Module } from '@nestjs/common';
import type { DynamicModule, Provider } from '@nestjs/common';
import { PolicyInForce, TimelineProjection, Timelines } from '#kernel';
import { Policies } from '#policy';
import { approvalParts } from './approval/approval.parts.js';
import { cadastreParts } from './cadastre/cadastre.parts.js';
import { clocksParts } from './clocks/clocks.parts.js';
import { contractParts } from './contract/contract.parts.js';
import { distributionParts } from './distribution/distribution.parts.js';
import { EntryProjection } from './entry/entry.projection.js';
import { awaitedParts } from './awaited/awaited.parts.js';
import { levyParts } from './levy/levy.parts.js';
import { VAULT, closedVault } from './listing/aes-vault.js';
import { listingParts } from './listing/listing.parts.js';
import type { Vault } from './listing/vault.js';
import { parcelParts } from './parcel/parcel.parts.js';
import { planningCheckOver } from './planning/geometry-check.js';
import type { VersionedLayer } from './planning/geometry/index.js';
import { planningParts } from './planning/planning.parts.js';
import { quotaParts } from './quota/quota.parts.js';
import { QuotaProjection } from './quota/quota.projection.js';
import { registrationParts } from './registration/registration.parts.js';
import { rulesParts } from './rules/rules.parts.js';
import { schemeParts } from './scheme/scheme.parts.js';
import { taskParts } from './task/task.parts.js';
import { TaskProjection } from './task/task.projection.js';
import { tenureParts } from './tenure/tenure.parts.js';

export type LandOptions = Readonly<{
  policies: Policies;
  layers: readonly VersionedLayer[];
  /** Keeps reserves secret; without one no reserve can be set. */ vault?: Vault;
}>;

const parts: Provider[] = [
  ...schemeParts,
  ...parcelParts,
  ...cadastreParts,
  ...planningParts,
  ...approvalParts,
  ...quotaParts,
  ...listingParts,
  ...contractParts,
  ...levyParts,
  ...awaitedParts,
  ...distributionParts,
  ...registrationParts,
  ...tenureParts,
  ...taskParts,
  ...clocksParts,
];
const projections: Provider[] = [EntryProjection, TaskProjection, QuotaProjection, TimelineProjection];

/**
 * The whole procedure: deciders, sagas, deadlines and read models over the given rules and planning layers.
 */
@Module({})
export class LandModule {
  static forRoot({ policies, layers, vault = closedVault }: LandOptions): DynamicModule {
    return {
      module: LandModule,
      // Global: the saga runner lives inside Nest's own module and looks the rules up from there, and
      // controllers ask them too.
      global: true,
      providers: [
        { provide: Policies, useValue: policies },
        { provide: VAULT, useValue: vault },
        ...rulesParts,
        planningCheckOver(layers),
        ...parts,
        ...projections,
        Timelines,
      ],
      exports: [Policies, PolicyInForce, Timelines],
    };
  }
}
