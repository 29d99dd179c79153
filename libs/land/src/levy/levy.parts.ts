import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import { AssessLevy, CancelLevy, IssueLevyNotice, PassLevyDeadline, RecordLevyPayment } from './levy.commands.js';
import { LevyDeadlines } from './levy.deadlines.js';
import { levy } from './levy.decider.js';
import { LevySaga } from './levy.saga.js';

const commands = [AssessLevy, CancelLevy, IssueLevyNotice, PassLevyDeadline, RecordLevyPayment];

export const levyParts = [...commandHandlers(commands, { inject: [Policies], make: levy }), LevySaga, LevyDeadlines];
