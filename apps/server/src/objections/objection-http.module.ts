import { Module } from '@nestjs/common';
import { BoardLimit } from '../board/board-limit.guard.js';
import { LandHttpModule } from '../land/land-http.module.js';
import { ObjectionDesk } from './objection-desk.js';
import { ObjectionTaskController } from './objection-task.controller.js';
import { ObjectionController } from './objection.controller.js';

/** Objections of the public: handed in and asked for without an account, answered as a task. */
@Module({
  imports: [LandHttpModule],
  controllers: [ObjectionController, ObjectionTaskController],
  providers: [ObjectionDesk, BoardLimit],
})
export class ObjectionHttpModule {}
