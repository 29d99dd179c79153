import type { Fact } from '#kernel';
import { civilDate } from '#policy';
import type { ContractEvent } from '../../stages/contract/index.js';
import type { LevyEvent } from '../../stages/levy/index.js';
import type { TenureEvent } from '../../stages/tenure/index.js';
import { oweRefund, refundsOf } from './refunds.commands.js';
import type { RefundKind } from './refunds.events.js';

type Owing = ContractEvent | LevyEvent | TenureEvent;

/** Of the facts that say that money goes back. */
export const OWING = ['LevyRefunded', 'ContractRescinded', 'LeaseEnded', 'IdleFindingLifted'] as const;
type OwingFact = Fact<Owing, (typeof OWING)[number]>;

type Back = readonly (readonly [kind: RefundKind, amountFen: string])[];

/**
 * Each kind of money is a refund of its own: they lie in different accounts, and go back by different
 * vouchers.
 */
export function oweRefundsOfFact(event: OwingFact) {
  const { subject } = event.data;
  return backBy(event)
    .filter(([, amountFen]) => amountFen !== '0')
    .map(([kind, amountFen]) =>
      oweRefund(refundsOf(subject.entry), {
        subject,
        kind,
        amountFen,
        basis: event.id,
        reason: reasonOf(event),
        owedOn: civilDate(event.meta.occurredAt),
      }),
    );
}

function backBy(event: OwingFact): Back {
  switch (event.type) {
    case 'LevyRefunded':
      return [['levy', event.data.amountFen]];
    case 'ContractRescinded':
      return [
        ['price', event.data.refundFen],
        ['guarantee', event.data.guaranteeBackFen ?? '0'],
      ];
    case 'LeaseEnded':
      return [
        ['rent', event.data.rentBack.value],
        ['guarantee', event.data.guaranteeBackFen],
      ];
    case 'IdleFindingLifted':
      return [['idle-fee', event.data.refundFen]];
  }
}

const reasonOf = (event: OwingFact): string =>
  event.type === 'IdleFindingLifted' ? `闲置认定已撤销：${event.data.documentNo}` : event.data.reason;
