import type { Event } from '#kernel/messages';
import type { Day, DealTerms, FenText, ReturnItem, Subject } from '../terms.js';

/** The entry scheme (入市方案): the nine content groups of 实施条例 Art. 40, and what proves them. */
export type Scheme = Readonly<{
  parcel: string;
  district: string;
  township: string;
  village: string;
  planYear: number;
  location: string;
  /** The collective that owns the land, and its registered ownership parcel (JA). */
  owner: Readonly<{ name: string; uscc: string; ownershipCertificate: string }>;
  /** The boundary as handed in: a GeoJSON polygon and the coordinate system it claims. */
  boundary: Readonly<{ crs: string; polygon: Readonly<{ type: 'Polygon'; coordinates: readonly (readonly (readonly number[])[])[] }> }>;
  /** 存量 existing, or 新增 new construction land. */
  landSource: 'existing' | 'new';
  /** 项目成熟度, 0 to 100, as the township vouches for it. */
  readiness: number;
  deal: DealTerms;
  planning: string;
  industry: string;
  ecology: string;
  appraisal: Readonly<{ agency: string; reportNo: string; reportOn: Day; valueFen: FenText }>;
  /** How the income will be shared, as resolved. */
  distribution: string;
  resolution: Readonly<{ basis: 'members' | 'delegates'; total: number; present: number; yes: number; noticeOn: Day; heldOn: Day }>;
}>;

export type SchemeEvent =
  | Event<'SchemeSubmitted', { subject: Subject; version: number; scheme: Scheme }>
  | Event<'SchemeReturned', { subject: Subject; version: number; by: string; items: readonly ReturnItem[] }>
  | Event<'SchemeRevised', { subject: Subject; version: number; scheme: Scheme; answers: readonly Readonly<{ field: string; answer: string }>[] }>
  | Event<'SchemeApproved', { subject: Subject; documentNo: string; deal: DealTerms; owner: Scheme['owner']; earliestNoticeOn: Day }>
  | Event<'SchemeRejected', { subject: Subject; reason: string; documentNo?: string }>
  | Event<'SchemeWithdrawn', { subject: Subject; reason: string }>
  /** The entry ended after approval without a registered right: failed listing, objection, rescission. */
  | Event<'SchemeLapsed', { subject: Subject; reason: string }>;
