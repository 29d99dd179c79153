import { room } from '../../room.js';
import { moduleOf } from '../../room.module.js';
import * as commands from './official.commands.js';
import { official } from './official.decider.js';
import type { OfficialEvent } from './official.events.js';
import { OfficialPaperProjection } from './official.projection.js';
import { refuse } from './official.refusals.js';

export const officialRoom = room<OfficialEvent>()({
  stream: 'official',
  name: { zh: '公文', en: 'Official papers' },
  module: moduleOf('official', commands, official, OfficialPaperProjection),
  decider: official,
  refusals: refuse.catalogue,
  work: [],
  upcasters: [],
  facts: { OfficialPaperIssued: { zh: '发出公文', en: 'Official paper issued' } },
});
