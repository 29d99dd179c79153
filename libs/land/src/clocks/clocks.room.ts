import { room } from '../room.js';
import { openDays } from './clocks.decider.js';
import type { ClockEvent } from './clocks.events.js';
import { ClocksModule } from './clocks.module.js';
import { refuse } from './open-days.rules.js';

export const calendarRoom = room<ClockEvent>()({
  stream: 'calendar',
  name: { zh: '期限', en: 'Calendar' },
  module: ClocksModule,
  decider: openDays,
  refusals: refuse.catalogue,
  work: [],
  upcasters: [],
  facts: {
    OpenDaysAwaited: { zh: '期限暂定', en: 'Days await a holiday notice' },
    LastDaySet: { zh: '期限确定', en: 'Last day set' },
    OpenDaysDropped: { zh: '期限不再需要', en: 'Days no longer needed' },
    HolidayNoticesBroughtIn: { zh: '录入放假安排', en: 'Holiday notices brought in' },
  },
});
