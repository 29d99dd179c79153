import { Injectable } from '@nestjs/common';
import { DeadlineRules } from '#kernel';
import type { DeadlineChange } from '#kernel';
import type { Recorded } from '#kernel/messages';
import { endOfDay, startOfDay } from '#policy';
import { atEndOf } from '../../clocks/at-end-of.js';
import { contractOf } from '../../shared/terms.js';
import type { Subject } from '../../shared/terms.js';
import {
  passDefault,
  passInstalment,
  passPublicity,
  passRentCall,
  passSigningDeadline,
} from './contract.commands.js';
import type { ContractEvent, Due } from './contract.events.js';

const publicity = (entry: string) => `deal ${entry} has been public`;
const instalment = (entry: string, no: number) => `contract ${entry} instalment ${no} is due`;
const grace = (entry: string, no: number) => `contract ${entry} instalment ${no} is in default`;
const call = (entry: string, no: number) => `contract ${entry} rent ${no} is to be called for`;
const signing = (entry: string) => `contract ${entry} is to be signed`;

/**
 * The public notice of an agreement, the ten working days for signing, the call for each rent, each
 * instalment, and the grace after one that was not paid. All ring when their last day has ended in Beijing.
 */
@Injectable()
export class ContractDeadlines extends DeadlineRules<ContractEvent> {
  readonly handles = [
    'DealPublished',
    'DealObjected',
    'DealConfirmed',
    'ContractSigned',
    'PriceOverdue',
    'ArrearsCleared',
    'PriceSettled',
    'ContractRescinded',
    'DealClosed',
    'InstalmentSettled',
    'ConversionPriced',
    'LeaseEnded',
  ] as const;

  changes({ type, data }: Recorded<ContractEvent>): readonly DeadlineChange[] {
    const { subject } = data;
    const { entry } = subject;
    switch (type) {
      case 'DealPublished':
        return atEndOf(data.publicUntil, {
          set: publicity(entry),
          command: passPublicity(contractOf(entry), { subject }),
        });
      case 'DealConfirmed':
        return [
          { clear: publicity(entry) },
          ...atEndOf(data.signBy, {
            set: signing(entry),
            command: passSigningDeadline(contractOf(entry), { subject }),
          }),
        ];
      case 'DealObjected':
        return [{ clear: publicity(entry) }];
      case 'ContractSigned': {
        return [{ clear: signing(entry) }, ...data.terms.schedule.flatMap((due) => dueDays(subject, due))];
      }
      case 'PriceOverdue':
        return atEndOf(data.defaultOn, {
          set: grace(entry, data.no),
          command: passDefault(contractOf(entry), { subject, no: data.no }),
        });
      case 'ArrearsCleared':
        return [{ clear: grace(entry, data.no) }];
      case 'PriceSettled':
        return clearPrice(entry, data.instalments);
      case 'InstalmentSettled':
        return cleared(entry, data.no);
      case 'ConversionPriced':
        return [...data.stopped.flatMap((no) => cleared(entry, no)), ...dueDays(subject, data.due)];
      case 'LeaseEnded':
        return [...data.stopped, ...data.arrears.map(({ no }) => no), ...data.calls].flatMap((no) =>
          cleared(entry, no),
        );
      case 'ContractRescinded':
        return [
          { clear: signing(entry) },
          ...clearPrice(entry, data.instalments),
          ...(data.calls === undefined
            ? []
            : numbers(data.instalments).map((no) => ({ clear: call(entry, no) }))),
        ];
      case 'DealClosed':
        return [{ clear: publicity(entry) }, { clear: signing(entry) }];
      default:
        return [];
    }
  }
}

const clearPrice = (entry: string, instalments: number): readonly DeadlineChange[] =>
  numbers(instalments).flatMap((no) => [{ clear: instalment(entry, no) }, { clear: grace(entry, no) }]);
const numbers = (count: number): readonly number[] => Array.from({ length: count }, (_, index) => index + 1);

const cleared = (entry: string, no: number): readonly DeadlineChange[] => [
  { clear: call(entry, no) },
  { clear: instalment(entry, no) },
  { clear: grace(entry, no) },
];

/** The last day of a payment; and of a rent the day on which its notice is written. */
function dueDays(subject: Subject, { no, dueOn, callOn }: Due): readonly DeadlineChange[] {
  const stream = contractOf(subject.entry);
  const data = { subject, no };
  const called: DeadlineChange[] =
    callOn === undefined
      ? []
      : [
          {
            set: call(subject.entry, no),
            dueAt: startOfDay(callOn),
            command: passRentCall(stream, data),
          },
        ];
  return [
    ...called,
    {
      set: instalment(subject.entry, no),
      dueAt: endOfDay(dueOn),
      command: passInstalment(stream, data),
    },
  ];
}
