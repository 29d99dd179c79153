import type { RegistersEvent } from '#land';

const OF = { district: '370114', register: 'collectives' } as const;
const DIGEST = '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752';
const KEY = '370114-01-三涧溪村';
const COLLECTIVE = {
  name: '三涧溪村股份经济合作社',
  uscc: 'N2370114MF00000013',
  kind: 'village-shares',
  township: '370114-01',
  village: '三涧溪村',
  representative: '王秀兰',
  bank: '章丘农商银行双山支行',
  account: '9010114000420000000017',
} as const;
const AGENCY = {
  name: '示范土地房地产评估有限公司',
  uscc: '91370114MA00000013',
  recordNo: '鲁土评备〔2024〕1号',
  validUntil: '2027-12-31',
} as const;
const decided = { documentNo: '章农〔2026〕3号', by: ['li'] } as const;

/** What becomes of a record of a register: a simulated county types the names of its collectives. */
export const REGISTER_SAMPLES: readonly (readonly [kind: string, fact: RegistersEvent])[] = [
  ['registers', { type: 'RecordEntered', data: { ...OF, ...decided, key: KEY, record: COLLECTIVE } }],
  [
    'registers',
    {
      type: 'RecordAmended',
      data: { ...decided, district: '370114', register: 'agencies', key: AGENCY.uscc, record: AGENCY },
    },
  ],
  [
    'registers',
    { type: 'RecordEnded', data: { ...OF, ...decided, key: KEY, on: '2026-12-01', reason: '村庄合并' } },
  ],
  [
    'registers',
    {
      type: 'RegisterImported',
      data: {
        ...OF,
        source: '区农业农村局 2026年台账',
        file: { name: '集体经济组织.xlsx', bytes: 9_120, sha256: DIGEST, sm3: DIGEST },
        rows: [COLLECTIVE],
        by: ['li'],
      },
    },
  ],
  [
    'registers',
    {
      type: 'RegisterAdopted',
      data: { ...OF, documentNo: '章农〔2026〕4号', by: ['he'], sha256: DIGEST, entered: [KEY], amended: [] },
    },
  ],
];
