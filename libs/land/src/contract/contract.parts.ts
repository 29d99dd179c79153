import { commandHandlers } from '#kernel';
import { Policies } from '#policy';
import {
  CloseDeal, ConfirmDeal, EndRents, FileContract, IssueRentNotice, PassRentCall, PayGuarantee, PriceConversion, RecordContribution, FulfilContract, HoldContract, LiftContractHold, ObjectDeal, OpenDeal, PassDefault, PassInstalment, PassPublicity, PassSigningDeadline, PublishDeal,
  RecordPricePayment, RescindContract, SignContract, TolerateDefault, UrgePrice, VoidDeal,
} from './contract.commands.js';
import { ContractDeadlines } from './contract.deadlines.js';
import { contract } from './contract.decider.js';
import { ContractSaga } from './contract.saga.js';

export const contractParts = [
  ...commandHandlers(
    [
      OpenDeal, PublishDeal, ObjectDeal, PassPublicity, ConfirmDeal, PassSigningDeadline, SignContract, FileContract, RecordPricePayment, PassInstalment, PassDefault, UrgePrice, TolerateDefault,
      PayGuarantee, PassRentCall, IssueRentNotice, PriceConversion, EndRents, RecordContribution, RescindContract, VoidDeal, HoldContract, LiftContractHold, FulfilContract, CloseDeal,
    ],
    { inject: [Policies], make: (policies: Policies) => contract(policies) },
  ),
  ContractSaga,
  ContractDeadlines,
];
