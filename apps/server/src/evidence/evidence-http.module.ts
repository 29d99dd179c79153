import { Module } from '@nestjs/common';
import { LandHttpModule } from '../land/land-http.module.js';
import { ReceiptController, TransparencyController } from './evidence.controller.js';

/** What a stranger checks the log by. */
@Module({ imports: [LandHttpModule], controllers: [TransparencyController, ReceiptController] })
export class EvidenceHttpModule {}
