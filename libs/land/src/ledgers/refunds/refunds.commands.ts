import { commandsTo } from '#kernel/messages';
import type { CommandsOf, StreamOf } from '#kernel/messages';
import { streamsOf } from '../../shared/terms.js';
import type { Day, FenText, Subject } from '../../shared/terms.js';
import type { RefundKind } from './refunds.events.js';

/** The refunds of one entry (退款). */
export const refundsOf = streamsOf('refunds');

const command = commandsTo<StreamOf<'refunds'>>();

/** Once for each fact and kind of money, however often it is given. */
export const oweRefund = command<
  'OweRefund',
  { subject: Subject; kind: RefundKind; amountFen: FenText; basis: string; reason: string; owedOn: Day }
>('OweRefund');
export const payRefund = command<
  'PayRefund',
  { no: number; amountFen: FenText; payee: string; voucherNo: string; paidOn: Day }
>('PayRefund');

export type RefundsCommand = CommandsOf<typeof import('./refunds.commands.js')>;
