import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import { CancelDistribution, DistributeIncome, NoteLevy, NoteReceipts, PassPublication, PlanDistribution, PublishDistribution } from './distribution.commands.js';
import { DistributionDeadlines } from './distribution.deadlines.js';
import { distribution } from './distribution.decider.js';
import { DistributionSaga } from './distribution.saga.js';

const commands = [CancelDistribution, DistributeIncome, NoteLevy, NoteReceipts, PassPublication, PlanDistribution, PublishDistribution];

export const distributionParts = [...commandHandlers(commands, { inject: [Policies], make: distribution }), DistributionSaga, DistributionDeadlines];
