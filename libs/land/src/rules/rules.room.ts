import { room } from '../room.js';
import type { RulesEvent } from './rules.events.js';
import { RulesModule } from './rules.module.js';
import { refuse } from './rules.refusals.js';

export const rulesRoom = room<RulesEvent>()({
  stream: 'rules',
  name: { zh: '规则', en: 'Rules' },
  module: RulesModule,
  refusals: refuse.catalogue,
  work: [],
  upcasters: [],
  facts: {
    RulesAdopted: { zh: '采用新的规则', en: 'Rules adopted' },
  },
});
