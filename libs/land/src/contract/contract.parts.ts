import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import {
  CloseDeal, ConfirmDeal, FileContract, FulfilContract, ObjectDeal, OpenDeal, PassPublicity, PassSigningDeadline, PublishDeal, RecordPricePayment, RescindContract, SignContract,
} from './contract.commands.js';
import { ContractDeadlines } from './contract.deadlines.js';
import { contract } from './contract.decider.js';
import { ContractSaga } from './contract.saga.js';

const commands = [
  CloseDeal, ConfirmDeal, FileContract, FulfilContract, ObjectDeal, OpenDeal, PassPublicity, PassSigningDeadline, PublishDeal, RecordPricePayment, RescindContract, SignContract,
];

export const contractParts = [...commandHandlers(commands, { inject: [Policies], make: contract }), ContractSaga, ContractDeadlines];
