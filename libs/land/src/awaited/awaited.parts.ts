import { commandHandlers } from '#kernel';
import * as commands from './awaited.commands.js';
import { AwaitedDeadlines } from './awaited.deadlines.js';
import { awaited } from './awaited.decider.js';
import { AwaitedSaga } from './awaited.saga.js';

export const awaitedParts = [...commandHandlers(commands, awaited), AwaitedSaga, AwaitedDeadlines];
