import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { LandHttpModule } from '../land/land-http.module.js';
import type { TrustFile } from './trust-file.js';
import { TRUST_FILE, ReceiptController, TransparencyController } from './evidence.controller.js';
import { VERIFIER_PAGE, VerifierController } from './verifier.controller.js';

/** What a stranger checks the log by. */
@Module({
  imports: [LandHttpModule],
  controllers: [TransparencyController, ReceiptController, VerifierController],
})
export class EvidenceHttpModule {
  /** `page`: the verifier as it was built, where it was; `policy`: the operator's, of witnesses. */
  static forRoot({ page, policy }: Readonly<{ page?: string; policy?: TrustFile }>): DynamicModule {
    return {
      module: EvidenceHttpModule,
      providers: [
        { provide: VERIFIER_PAGE, useValue: page },
        { provide: TRUST_FILE, useValue: policy },
      ],
    };
  }
}
