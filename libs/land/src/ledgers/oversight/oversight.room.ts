import { room } from '../../room.js';
import { moduleOf } from '../../room.module.js';
import * as commands from './oversight.commands.js';
import { oversight } from './oversight.decider.js';
import type { OversightEvent } from './oversight.events.js';
import { OversightProjection } from './oversight.projection.js';
import { refuse } from './oversight.refusals.js';
import { OVERSIGHT_WORK } from './oversight.work.js';

export const oversightRoom = room<OversightEvent>()({
  stream: 'oversight',
  name: { zh: '督办', en: 'Oversight' },
  module: moduleOf('oversight', commands, () => oversight, OversightProjection),
  decider: () => oversight,
  refusals: refuse.catalogue,
  work: OVERSIGHT_WORK,
  upcasters: [],
  facts: {
    OversightOrdered: { zh: '发出督办', en: 'Oversight ordered' },
    OversightAnswered: { zh: '答复督办', en: 'Oversight answered' },
    OversightAccepted: { zh: '认可督办答复', en: 'Answer to oversight accepted' },
    OversightReturned: { zh: '退回督办答复', en: 'Answer to oversight returned' },
    OversightWithdrawn: { zh: '撤回督办', en: 'Oversight withdrawn' },
  },
});
