import { Module } from '@nestjs/common';
import type { DynamicModule, Provider } from '@nestjs/common';
import { Policies } from '#policy';
import { approvalParts } from './approval/approval.parts.js';
import { cadastreParts } from './cadastre/cadastre.parts.js';
import { contractParts } from './contract/contract.parts.js';
import { distributionParts } from './distribution/distribution.parts.js';
import { EntryProjection } from './entry/entry.projection.js';
import { levyParts } from './levy/levy.parts.js';
import { listingParts } from './listing/listing.parts.js';
import { parcelParts } from './parcel/parcel.parts.js';
import { planningCheckOver } from './planning/geometry-check.js';
import type { VersionedLayer } from './planning/geometry/index.js';
import { planningParts } from './planning/planning.parts.js';
import { quotaParts } from './quota/quota.parts.js';
import { QuotaProjection } from './quota/quota.projection.js';
import { registrationParts } from './registration/registration.parts.js';
import { schemeParts } from './scheme/scheme.parts.js';
import { taskParts } from './task/task.parts.js';
import { TaskProjection } from './task/task.projection.js';

export type LandOptions = Readonly<{ policies: Policies; layers: readonly VersionedLayer[] }>;

const parts: Provider[] = [
  ...schemeParts, ...parcelParts, ...cadastreParts, ...planningParts, ...approvalParts, ...quotaParts, ...listingParts,
  ...contractParts, ...levyParts, ...distributionParts, ...registrationParts, ...taskParts,
];
const projections: Provider[] = [EntryProjection, TaskProjection, QuotaProjection];

/** The whole procedure: deciders, sagas, deadlines and read models over the given rules and planning layers. */
@Module({})
export class LandModule {
  static forRoot({ policies, layers }: LandOptions): DynamicModule {
    return {
      module: LandModule,
      providers: [{ provide: Policies, useValue: policies }, planningCheckOver(layers), ...parts, ...projections],
      exports: [Policies],
    };
  }
}
