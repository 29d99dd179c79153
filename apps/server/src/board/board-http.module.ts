import { Module } from '@nestjs/common';
import { BoardLimit } from './board-limit.guard.js';
import { BoardController } from './board.controller.js';

/** The notice board under `/public/v1`, for whoever has not signed in. */
@Module({ controllers: [BoardController], providers: [BoardLimit] })
export class BoardHttpModule {}
