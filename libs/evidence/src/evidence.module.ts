import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { EVIDENCE_SEED, EvidenceLog } from './evidence-log.js';
import { TreeKeeper } from './tree-keeper.js';
import { WITNESSES, Witnessing } from './witnessing.js';
import type { TrustSource } from './witnessing.js';

/** The tree over the whole log. Needs the kernel's ports as global providers. */
@Module({})
export class EvidenceModule {
  /**
   * `seed`: the 32 secret bytes that checkpoints are signed with. `policy`: whom to ask to sign them as well.
   */
  static forRoot(seed: Uint8Array, policy: TrustSource = () => Promise.resolve(undefined)): DynamicModule {
    return {
      module: EvidenceModule,
      global: true,
      providers: [
        { provide: EVIDENCE_SEED, useValue: seed },
        { provide: WITNESSES, useValue: policy },
        TreeKeeper,
        EvidenceLog,
        Witnessing,
      ],
      exports: [TreeKeeper, EvidenceLog, Witnessing],
    };
  }
}
