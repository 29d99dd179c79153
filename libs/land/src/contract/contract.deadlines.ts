import { Injectable } from '@nestjs/common';
import { DeadlinePolicy } from '#kernel';
import type { DeadlineChange, Recorded } from '#kernel';
import { endOfDay } from '#policy';
import { contractOf } from '../terms.js';
import type { ContractEvent } from './contract.events.js';

/** The public notice of an agreement, and the ten working days to sign. */
@Injectable()
export class ContractDeadlines extends DeadlinePolicy<ContractEvent> {
  readonly handles = ['DealPublished', 'DealConfirmed', 'DealObjected', 'ContractSigned', 'ContractRescinded', 'DealClosed'] as const;

  changes(event: Recorded<ContractEvent>): readonly DeadlineChange[] {
    const { subject } = event.data;
    const stream = contractOf(subject.entry);
    const [publicity, signing] = [`publicity/${stream}`, `signing/${stream}`];
    switch (event.type) {
      case 'DealPublished':
        return [{ set: publicity, dueAt: endOfDay(event.data.publicUntil), command: { type: 'PassPublicity', stream, data: { subject } } }];
      case 'DealConfirmed':
        return [{ clear: publicity }, { set: signing, dueAt: endOfDay(event.data.signBy), command: { type: 'PassSigningDeadline', stream, data: { subject } } }];
      case 'ContractSigned':
        return [{ clear: signing }];
      default:
        return [{ clear: publicity }, { clear: signing }];
    }
  }
}
