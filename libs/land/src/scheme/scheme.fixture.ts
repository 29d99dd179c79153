/** Values that the specs of several parts share. Not exported from the library. */
import type { Subject } from '../terms.js';

export const PARCEL = '370114001001JB00012';

/** The how-manieth entry of one parcel in 章丘. */
export const subjectOf = (serial: number): Subject => ({
  entry: `${PARCEL}-${serial}`,
  parcel: PARCEL,
  district: '370114',
  township: '370114001',
  planYear: 2026,
});
export const subject = subjectOf(1);
