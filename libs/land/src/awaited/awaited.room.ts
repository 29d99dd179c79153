import { room } from '../room.js';
import { awaited } from './awaited.decider.js';
import type { AwaitedEvent } from './awaited.events.js';
import { AwaitedModule } from './awaited.module.js';

export const awaitedRoom = room<AwaitedEvent>()({
  stream: 'awaited',
  name: { zh: '待录入费率', en: 'Awaited rates' },
  module: AwaitedModule,
  decider: () => awaited,
  refusals: {},
  work: [],
  upcasters: [],
  facts: {
    RateAwaited: { zh: '等待费率录入', en: 'Rate awaited' },
    AwaitedRateAsked: { zh: '按新规则重新核定', en: 'Asked again under the new rules' },
    RateAwaitEnded: { zh: '不再等待费率', en: 'Rate no longer awaited' },
    RatesBroughtIn: { zh: '新规则的费率生效', en: 'Rates of new rules in force' },
  },
});
