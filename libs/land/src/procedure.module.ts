import { Module } from '@nestjs/common';
import { sagasOf } from '#kernel';
import { ARROWS } from './procedure.js';

/** The arrows of the procedure as sagas. */
@Module({ providers: [sagasOf('ProcedureSagas', ARROWS)] })
export class ProcedureModule {}
