import type { LayersEvent } from '#land';

const LAYER = { district: '370114', layer: 'permanent-farmland', version: '2026-10' } as const;
const DIGEST = '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752';

/** What becomes of a planning layer: a simulated county has those that come with the software. */
export const LAYER_SAMPLES: readonly (readonly [kind: string, fact: LayersEvent])[] = [
  [
    'layers',
    {
      type: 'LayerImported',
      data: {
        ...LAYER,
        name: '永久基本农田',
        source: '章丘区自然资源局 2026年度变更调查',
        file: { name: 'yjjbnt.zip', bytes: 5_120, sha256: DIGEST, sm3: DIGEST },
        content: {
          format: 'shapefile',
          system: 'EPSG:4548',
          reading: { chosen: 'EPSG:4527', crs: 'EPSG:4527', sure: 'certain', zh: '坐标按所写的坐标系读取。' },
          features: DIGEST,
          found: 3,
          taken: 2,
          vertices: 15,
          areaM2: '20000.00',
          extent: [547_354, 4_064_459, 547_654, 4_064_559],
          issues: { 'ring-crosses': 1 },
        },
        by: ['zhou'],
      },
    },
  ],
  [
    'layers',
    {
      type: 'LayerAdopted',
      data: {
        ...LAYER,
        validFrom: '2026-10-01',
        documentNo: '章自然资〔2026〕18号',
        leftOut: 1,
        by: ['feng'],
      },
    },
  ],
  [
    'layers',
    {
      type: 'LayerRetired',
      data: {
        ...LAYER,
        on: '2026-12-01',
        documentNo: '章自然资〔2026〕25号',
        reason: '数据有误',
        by: ['feng'],
      },
    },
  ],
];
