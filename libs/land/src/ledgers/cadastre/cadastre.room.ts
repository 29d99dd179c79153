import { room } from '../../room.js';
import { moduleOf } from '../../room.module.js';
import * as commands from './cadastre.commands.js';
import { cadastre } from './cadastre.decider.js';
import type { CadastreEvent } from './cadastre.events.js';
import { refuse } from './cadastre.refusals.js';

export const cadastreRoom = room<CadastreEvent>()({
  stream: 'cadastre',
  name: { zh: '界址', en: 'Boundaries' },
  module: moduleOf('cadastre', commands, cadastre),
  decider: cadastre,
  refusals: refuse.catalogue,
  work: [],
  upcasters: [],
  facts: {
    BoundaryPlaced: { zh: '界址入库', en: 'Boundary placed' },
    BoundaryRefused: { zh: '界址与相邻宗地重叠', en: 'Boundary overlaps a neighbour' },
    BoundaryRemoved: { zh: '注销界址', en: 'Boundary removed' },
  },
});
