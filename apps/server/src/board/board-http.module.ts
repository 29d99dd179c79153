import { Module } from '@nestjs/common';
import { ObjectionHttpModule } from '../objections/objection-http.module.js';
import { BoardLimit } from './board-limit.guard.js';
import { BoardController } from './board.controller.js';

/** The notice board under `/public/v1`, for whoever has not signed in, with what is objected to it. */
@Module({ imports: [ObjectionHttpModule], controllers: [BoardController], providers: [BoardLimit] })
export class BoardHttpModule {}
