import { room } from '../../room.js';
import { RegistersModule } from './registers.module.js';
import { registers } from './registers.decider.js';
import type { RegistersEvent } from './registers.events.js';
import { refuse } from './registers.refusals.js';

export const registersRoom = room<RegistersEvent>()({
  stream: 'registers',
  name: { zh: '名录', en: 'Registers' },
  module: RegistersModule,
  decider: registers,
  refusals: refuse.catalogue,
  work: [],
  upcasters: [],
  facts: {
    RecordEntered: { zh: '录入名录', en: 'Record entered' },
    RecordAmended: { zh: '变更名录', en: 'Record amended' },
    RecordEnded: { zh: '终止名录', en: 'Record ended' },
    RegisterImported: { zh: '导入名录', en: 'Register imported' },
    RegisterAdopted: { zh: '采用名录', en: 'Register adopted' },
  },
});
