import { Injectable } from '@nestjs/common';
import { DeadlinePolicy } from '#kernel';
import type { DeadlineChange } from '#kernel';
import type { Recorded } from '#kernel/messages';
import { endOfDay } from '#policy';
import { contractOf } from '../terms.js';
import type { ContractEvent } from './contract.events.js';

const publicity = (entry: string) => `deal ${entry} has been public`;
const signing = (entry: string) => `contract ${entry} is to be signed`;

/** Two clocks: the public notice of an agreement, and the ten working days for signing. Both ring when their last day has ended in Beijing. */
@Injectable()
export class ContractDeadlines extends DeadlinePolicy<ContractEvent> {
  readonly handles = ['DealPublished', 'DealObjected', 'DealConfirmed', 'ContractSigned', 'ContractRescinded', 'DealClosed'] as const;

  changes({ type, data }: Recorded<ContractEvent>): readonly DeadlineChange[] {
    const { subject } = data;
    const { entry } = subject;
    switch (type) {
      case 'DealPublished':
        return [{ set: publicity(entry), dueAt: endOfDay(data.publicUntil), command: { type: 'PassPublicity', stream: contractOf(entry), data: { subject } } }];
      case 'DealConfirmed':
        return [{ clear: publicity(entry) }, { set: signing(entry), dueAt: endOfDay(data.signBy), command: { type: 'PassSigningDeadline', stream: contractOf(entry), data: { subject } } }];
      case 'DealObjected':
        return [{ clear: publicity(entry) }];
      case 'ContractSigned':
      case 'ContractRescinded':
        return [{ clear: signing(entry) }];
      case 'DealClosed':
        return [{ clear: publicity(entry) }, { clear: signing(entry) }];
      default:
        return [];
    }
  }
}
