import { commandHandlers } from '#kernel';
import { AwaitRate, BringInRates, EndRateAwait } from './awaited.commands.js';
import { AwaitedDeadlines } from './awaited.deadlines.js';
import { awaited } from './awaited.decider.js';
import { AwaitedSaga } from './awaited.saga.js';

export const awaitedParts = [
  ...commandHandlers([AwaitRate, EndRateAwait, BringInRates], awaited),
  AwaitedSaga,
  AwaitedDeadlines,
];
