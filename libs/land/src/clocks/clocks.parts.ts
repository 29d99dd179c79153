import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import * as commands from './clocks.commands.js';
import { ClockDeadlines } from './clocks.deadlines.js';
import { openDays } from './clocks.decider.js';
import { ClocksSaga } from './clocks.saga.js';
import { NoticeKeeper } from './notice-keeper.js';

export const clocksParts = [
  ...commandHandlers(commands, {
    inject: [Policies],
    make: (policies: Policies) => openDays(policies),
  }),
  ClocksSaga,
  ClockDeadlines,
  NoticeKeeper,
];
