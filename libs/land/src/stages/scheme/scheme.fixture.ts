/** Values that the specs of several parts share. Not exported from the library. */
import type { Subject } from '../../shared/terms.js';
import type { Scheme } from './scheme.events.js';

export const PARCEL = '370114001001JB00012';

/** The how-manieth entry of one parcel in 章丘. */
export const subjectOf = (serial: number): Subject => ({
  entry: `${PARCEL}-${serial}`,
  parcel: PARCEL,
  district: '370114',
  township: '370114-04',
  planYear: 2026,
});
export const subject = subjectOf(1);

/** A scheme that may be submitted on 2 March 2026. */
export const soundScheme: Scheme = {
  parcel: PARCEL,
  district: '370114',
  township: '370114-04',
  village: '三涧溪村',
  planYear: 2026,
  location: '双山街道三涧溪村东',
  owner: {
    name: '三涧溪村股份经济合作社',
    uscc: 'N2370114MF00000013',
    ownershipCertificate: '鲁（2020）章丘区不动产权第0000123号',
  },
  boundary: {
    crs: 'EPSG:4548',
    polygon: {
      type: 'Polygon',
      coordinates: [
        [
          [547300, 4064400],
          [547400, 4064400],
          [547400, 4064500],
          [547300, 4064500],
          [547300, 4064400],
        ],
      ],
    },
  },
  landSource: 'existing',
  readiness: 70,
  deal: {
    form: 'grant',
    method: 'listing',
    route: 'in-place',
    use: { system: '用地用海2023', code: '1001', name: '工业用地' },
    grade: '一级',
    areaM2: '10000.00',
    termYears: 50,
    priceFen: '450000000',
    acquisitionFen: '0',
    developmentFen: '80000000',
  },
  planning: '容积率1.0至2.0，建筑密度不低于40%',
  industry: '智能制造，固定资产投资强度不低于300万元/亩',
  ecology: '不得新增涉水污染',
  appraisal: {
    agency: '山东某评估有限公司',
    qualificationNo: '鲁土评备〔2025〕8号',
    reportNo: '鲁评〔2026〕15号',
    reportOn: '2026-02-10',
    valueFen: '440000000',
  },
  distribution: '公积金20%，其余按成员份额分配',
  resolution: {
    basis: 'members',
    total: 300,
    present: 260,
    yes: 220,
    noticeOn: '2026-02-05',
    heldOn: '2026-02-20',
  },
  title: {
    ownershipParcel: `${PARCEL.slice(0, 12)}JA00001`,
    dispute: false,
    seizure: false,
    mortgage: false,
    illegalOccupation: 'none',
  },
};
