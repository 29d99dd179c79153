import { room } from '../../room.js';
import { moduleOf } from '../../room.module.js';
import * as commands from './papers.commands.js';
import { papers } from './papers.decider.js';
import type { PapersEvent } from './papers.events.js';
import { PaperProjection, PaperUseProjection } from './papers.projection.js';
import { refuse } from './papers.refusals.js';

export const papersRoom = room<PapersEvent>()({
  stream: 'papers',
  name: { zh: '材料', en: 'Papers' },
  module: moduleOf('papers', commands, papers, PaperProjection, PaperUseProjection),
  decider: papers,
  refusals: refuse.catalogue,
  work: [],
  upcasters: [],
  facts: {
    PaperAttached: { zh: '附上材料', en: 'Paper attached' },
    PaperWithdrawn: { zh: '撤回材料', en: 'Paper withdrawn' },
  },
});
