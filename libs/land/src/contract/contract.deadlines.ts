import { Injectable } from '@nestjs/common';
import { DeadlinePolicy } from '#kernel';
import type { DeadlineChange } from '#kernel';
import type { Recorded } from '#kernel/messages';
import { endOfDay } from '#policy';
import { atEndOf } from '../clocks/at-end-of.js';
import { contractOf } from '../terms.js';
import type { ContractEvent } from './contract.events.js';

const publicity = (entry: string) => `deal ${entry} has been public`;
const instalment = (entry: string, no: number) => `contract ${entry} instalment ${no} is due`;
const grace = (entry: string, no: number) => `contract ${entry} instalment ${no} is in default`;
const signing = (entry: string) => `contract ${entry} is to be signed`;

/**
 * The public notice of an agreement, the ten working days for signing, each instalment, and the grace after one that
 * was not paid. All ring when their last day has ended in Beijing.
 */
@Injectable()
export class ContractDeadlines extends DeadlinePolicy<ContractEvent> {
  readonly handles = ['DealPublished', 'DealObjected', 'DealConfirmed', 'ContractSigned', 'PriceOverdue', 'ArrearsCleared', 'PriceSettled', 'ContractRescinded', 'DealClosed'] as const;

  changes({ type, data }: Recorded<ContractEvent>): readonly DeadlineChange[] {
    const { subject } = data;
    const { entry } = subject;
    switch (type) {
      case 'DealPublished':
        return atEndOf(data.publicUntil, { set: publicity(entry), command: { type: 'PassPublicity', stream: contractOf(entry), data: { subject } } });
      case 'DealConfirmed':
        return [{ clear: publicity(entry) }, ...atEndOf(data.signBy, { set: signing(entry), command: { type: 'PassSigningDeadline', stream: contractOf(entry), data: { subject } } })];
      case 'DealObjected':
        return [{ clear: publicity(entry) }];
      case 'ContractSigned': {
        const due = data.terms.schedule.map(({ no, dueOn }): DeadlineChange => ({ set: instalment(entry, no), dueAt: endOfDay(dueOn), command: { type: 'PassInstalment', stream: contractOf(entry), data: { subject, no } } }));
        return [{ clear: signing(entry) }, ...due];
      }
      case 'PriceOverdue':
        return atEndOf(data.defaultOn, { set: grace(entry, data.no), command: { type: 'PassDefault', stream: contractOf(entry), data: { subject, no: data.no } } });
      case 'ArrearsCleared':
        return [{ clear: grace(entry, data.no) }];
      case 'PriceSettled':
        return clearPrice(entry, data.instalments);
      case 'ContractRescinded':
        return [{ clear: signing(entry) }, ...clearPrice(entry, data.instalments)];
      case 'DealClosed':
        return [{ clear: publicity(entry) }, { clear: signing(entry) }];
      default:
        return [];
    }
  }
}

const clearPrice = (entry: string, instalments: number): readonly DeadlineChange[] =>
  Array.from({ length: instalments }, (_, index) => [{ clear: instalment(entry, index + 1) }, { clear: grace(entry, index + 1) }]).flat();
