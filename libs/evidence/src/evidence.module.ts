import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { EVIDENCE_SEED, EvidenceLog, SIGNS_SM2 } from './evidence-log.js';
import { TreeKeeper } from './tree-keeper.js';
import { WITNESSES, Witnessing } from './witnessing.js';
import type { TrustSource } from './witnessing.js';

export type EvidenceOptions = Readonly<{
  /** Whom to ask to sign checkpoints as well. */
  policy?: TrustSource | undefined;
  /** Checkpoints are signed by SM2 as well. */
  sm2?: boolean;
}>;

/** The tree over the whole log. Needs the kernel's ports as global providers. */
@Module({})
export class EvidenceModule {
  /** `seed`: the 32 secret bytes that the keys of checkpoints are made of. */
  static forRoot(seed: Uint8Array, { policy, sm2 = false }: EvidenceOptions = {}): DynamicModule {
    return {
      module: EvidenceModule,
      global: true,
      providers: [
        { provide: EVIDENCE_SEED, useValue: seed },
        { provide: SIGNS_SM2, useValue: sm2 },
        { provide: WITNESSES, useValue: policy ?? (() => Promise.resolve(undefined)) },
        TreeKeeper,
        EvidenceLog,
        Witnessing,
      ],
      exports: [TreeKeeper, EvidenceLog, Witnessing],
    };
  }
}
