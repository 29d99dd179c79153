import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { EVIDENCE_SEED, EvidenceLog } from './evidence-log.js';
import { TreeKeeper } from './tree-keeper.js';

/** The tree over the whole log. Needs the kernel's ports as global providers. */
@Module({})
export class EvidenceModule {
  /** `seed`: the 32 secret bytes that checkpoints are signed with. */
  static forRoot(seed: Uint8Array): DynamicModule {
    return {
      module: EvidenceModule,
      global: true,
      providers: [{ provide: EVIDENCE_SEED, useValue: seed }, TreeKeeper, EvidenceLog],
      exports: [TreeKeeper, EvidenceLog],
    };
  }
}
