import { room } from '../../room.js';
import { moduleOf } from '../../room.module.js';
import * as commands from './refunds.commands.js';
import { refunds } from './refunds.decider.js';
import type { RefundsEvent } from './refunds.events.js';
import { refuse } from './refunds.refusals.js';
import { REFUNDS_WORK } from './refunds.work.js';

export const refundsRoom = room<RefundsEvent>()({
  stream: 'refunds',
  name: { zh: '退款', en: 'Refunds' },
  module: moduleOf('refunds', commands, () => refunds),
  decider: () => refunds,
  refusals: refuse.catalogue,
  work: REFUNDS_WORK,
  upcasters: [],
  facts: {
    RefundOwed: { zh: '应退款项', en: 'Refund owed' },
    RefundPaid: { zh: '退还款项', en: 'Refund paid' },
  },
});
