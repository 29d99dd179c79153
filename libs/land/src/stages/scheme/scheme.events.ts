import type { Event } from '#kernel/messages';
import type { Dossier, ReportedDossier } from '../../shared/dossier.js';
import type {
  Day,
  DealTerms,
  FenText,
  Paper,
  ReturnItem,
  SquareMetresText,
  Subject,
} from '../../shared/terms.js';

/** A decision of a collective, as its minutes say. */
export type Resolution = Readonly<{
  basis: 'members' | 'delegates';
  total: number;
  present: number;
  yes: number;
  noticeOn: Day;
  heldOn: Day;
}>;

/** 权属核查: how title and burdens stand, as the township found them. */
export type Title = Readonly<{
  /** 宗地代码 of the registered ownership parcel (JA) that this land is part of. */
  ownershipParcel: string;
  dispute: boolean;
  seizure: boolean;
  mortgage: boolean;
  illegalOccupation: 'none' | 'handled' | 'open';
}>;

/** 异地调整入市: scattered land elsewhere was reclaimed, and its quota is used here. */
export type Adjustment = Readonly<{
  origin: Readonly<{
    district: string;
    owner: Readonly<{ name: string; uscc: string }>;
    parcels: readonly string[];
    reclaimedM2: SquareMetresText;
    resolution: Resolution;
  }>;
  /** 复垦方案, 复垦验收, and the certificate of the 增减挂钩 indicators that came of it. */
  reclamation: Paper;
  acceptance: Paper;
  certificateNo: string;
  /** 指标调整协议 between the two collectives. */
  agreementNo: string;
}>;

/** 整备入市: small scattered land was bought or taken in trust first. */
export type Consolidation = Readonly<{
  planNo: string;
  holdings: readonly Readonly<{
    holder: string;
    kind: 'acquired' | 'trust';
    contractNo: string;
    areaM2: SquareMetresText;
    compensationFen: FenText;
    account: string;
  }>[];
}>;

/** The entry scheme (入市方案): the nine content groups of 实施条例 Art. 40, and what proves them. */
export type Scheme = Readonly<{
  parcel: string;
  district: string;
  township: string;
  village: string;
  planYear: number;
  location: string;
  /** The collective that owns the land, and its registered ownership parcel (JA). */
  owner: Readonly<{
    /** Its key in the register of the district; absent where the register has nobody of the township. */
    collective?: string;
    name: string;
    uscc: string;
    ownershipCertificate: string;
  }>;
  /** The boundary as handed in: a GeoJSON polygon and the coordinate system it claims. */
  boundary: Readonly<{
    crs: string;
    polygon: Readonly<{ type: 'Polygon'; coordinates: readonly (readonly (readonly number[])[])[] }>;
  }>;
  /** 存量 existing, or 新增 new construction land. */
  landSource: 'existing' | 'new';
  /** 项目成熟度, 0 to 100, as the township vouches for it. */
  readiness: number;
  deal: DealTerms;
  planning: string;
  industry: string;
  ecology: string;
  /** `qualificationNo`: 备案 or 资信 of the agency. */
  appraisal: Readonly<{
    agency: string;
    qualificationNo: string;
    reportNo: string;
    reportOn: Day;
    valueFen: FenText;
  }>;
  /** How the income will be shared, as resolved. */
  distribution: string;
  resolution: Resolution;
  title: Title;
  /** How many came forward for the land; an agreement must say it. */
  intendedUsers?: number;
  /** 点状供地 or 一事一议: why the land may lie where the village plan has no commercial land. */
  exception?: Readonly<{ kind: 'point-supply' | 'case-by-case'; paper: Paper }>;
  adjustment?: Adjustment;
  consolidation?: Consolidation;
}>;

/** Of which grade the land is by the map that was in force, and how much of it lies in which. */
export type Graded = Readonly<{
  /** Id, name and version of the map. */
  layer: string;
  gradeMap: string;
  mapVersion: string;
  grade: string;
  /** The largest first; `ratio` of the whole parcel, in percent. */
  shares: readonly Readonly<{ grade: string; areaM2: SquareMetresText; ratio: string }>[];
}>;

/** How an entry ended, with what is needed to undo it. `revisionOpen`: the clerk had been asked to revise. */
type Ended = Readonly<{ subject: Subject; version: number; reason: string; revisionOpen: boolean }>;

export type SchemeEvent =
  | Event<'SchemeSubmitted', { subject: Subject; version: number; scheme: Scheme; graded?: Graded } & Dossier>
  | Event<'SchemeReturned', { subject: Subject; version: number; by: string; items: readonly ReturnItem[] }>
  | Event<
      'SchemeRevised',
      {
        subject: Subject;
        version: number;
        scheme: Scheme;
        graded?: Graded;
        answers: readonly Readonly<{ field: string; answer: string }>[];
      } & Dossier
    >
  | Event<
      'SchemeApproved',
      {
        subject: Subject;
        version: number;
        documentNo: string;
        deal: DealTerms;
        owner: Scheme['owner'];
      } & Dossier &
        ReportedDossier
    >
  | Event<'SchemeRejected', Ended & { documentNo?: string }>
  | Event<'SchemeWithdrawn', Ended>
  /** The entry ended after approval without a registered right: failed listing, objection, rescission. */
  | Event<'SchemeLapsed', Ended>
  /**
   * The approval was granted in the same moment in which the scheme ended: what it set going is undone once
   * more.
   */
  | Event<'SchemeApprovedTooLate', Ended & { documentNo: string }>;
