import { Module } from '@nestjs/common';
import { WorkSaga } from './work.saga.js';

/** Stands before the procedure: of one fact, work is done and begun before anything else follows from it. */
@Module({ providers: [WorkSaga] })
export class WorkModule {}
