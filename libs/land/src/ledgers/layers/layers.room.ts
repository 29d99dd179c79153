import { room } from '../../room.js';
import { LayersModule } from './layers.module.js';
import { layers } from './layers.decider.js';
import type { LayersEvent } from './layers.events.js';
import { refuse } from './layers.refusals.js';

export const layersRoom = room<LayersEvent>()({
  stream: 'layers',
  name: { zh: '规划图层', en: 'Planning layers' },
  module: LayersModule,
  decider: layers,
  refusals: refuse.catalogue,
  work: [],
  upcasters: [],
  facts: {
    LayerImported: { zh: '导入规划图层', en: 'Layer imported' },
    LayerAdopted: { zh: '采用规划图层', en: 'Layer adopted' },
    LayerRetired: { zh: '停用规划图层', en: 'Layer retired' },
  },
});
