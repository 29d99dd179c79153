import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import {
  CloseDeal, ConfirmDeal, FileContract, FulfilContract, ObjectDeal, OpenDeal, PassPublicity, PassSigningDeadline, PublishDeal, RecordPricePayment, RescindContract, SignContract,
} from './contract.commands.js';
import { ContractDeadlines } from './contract.deadlines.js';
import { contract } from './contract.decider.js';
import { ContractSaga } from './contract.saga.js';

export const contractParts = [
  ...commandHandlers(
    [OpenDeal, PublishDeal, ObjectDeal, PassPublicity, ConfirmDeal, PassSigningDeadline, SignContract, FileContract, RecordPricePayment, RescindContract, FulfilContract, CloseDeal],
    { inject: [Policies], make: (policies: Policies) => contract(policies) },
  ),
  ContractSaga,
  ContractDeadlines,
];
