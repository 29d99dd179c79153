import { Module } from '@nestjs/common';
import { commandHandlers } from '#kernel';
import * as commands from './awaited.commands.js';
import { AwaitedDeadlines } from './awaited.deadlines.js';
import { awaited } from './awaited.decider.js';

@Module({ providers: [...commandHandlers(commands, awaited), AwaitedDeadlines] })
export class AwaitedModule {}
