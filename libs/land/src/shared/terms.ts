import type { StreamOf } from '#kernel/messages';
/**
 * Words that several parts of the procedure share. All values are plain JSON, as they stand in events: money
 * is a decimal string of 分, area a decimal string of m² with at most two decimals, a day `YYYY-MM-DD` in
 * Jinan.
 */
export type FenText = string;
export type SquareMetresText = string;
export type Day = string;

/** What every part needs to know of an entry to find its own streams and offices. */
export type Subject = Readonly<{
  /**
   * Readable id of the entry, such as `370114001001JB00012-1`: the parcel's code and the how-manieth entry of
   * that parcel.
   */
  entry: string;
  /** 宗地代码, 19 characters (GB/T 37346-2019). */
  parcel: string;
  /** County-level division, 6 digits. */
  district: string;
  /** Township or sub-district as the pack names it, such as `370114-01`. */
  township: string;
  /** Year of the supply plan (年度建设用地供应计划) that the entry stands in. */
  planYear: number;
}>;

/**
 * 出让 grant, 租赁 lease, 作价出资（入股） equity, 先租后让 lease-then-grant, 租让结合 part-lease.
 * 弹性年期 is a grant for fewer years than the most: `DealTerms.renewal` says how it goes on.
 */
export type Form = 'grant' | 'lease' | 'equity' | 'lease-then-grant' | 'part-lease';
/** Forms in the words of the law and of the packs. */
export const FORM_NAMES = {
  grant: '出让',
  lease: '租赁',
  equity: '作价出资',
  'lease-then-grant': '先租后让',
  'part-lease': '租让结合',
} as const satisfies Record<Form, string>;
/** 就地 in place, 异地调整 adjusted, 整备 consolidated. */
export type Route = 'in-place' | 'adjusted' | 'consolidated';
/** 招标 tender, 拍卖 auction, 挂牌 listing, 协议 agreement. Only the last does without the trading platform. */
export type Method = 'tender' | 'auction' | 'listing' | 'agreement';

/** A land use, always with the system its code is from: the same digits mean different things elsewhere. */
export type Use = Readonly<{ system: string; code: string; name: string }>;

/** One item of a return: what is wrong with which field, so that the clerk sees a list and not a letter. */
export type ReturnItem = Readonly<{ field: string; opinion: string; source?: string }>;

/**
 * A figure that is unusual and may be right: the joint review answers it before it agrees. `code` is stable,
 * `rule` the pack's row.
 */
export type Doubt = Readonly<{
  code: string;
  field: string;
  message: string;
  rule: string;
  source: string;
  confirmed: boolean;
}>;
export type DoubtAnswer = Readonly<{ /** Of the doubt. */ code: string; answer: string }>;
/** What carries doubts; a scheme without any says nothing. */
export type Doubted = Readonly<{ doubts?: readonly Doubt[] }>;
export const doubtsIn = ({ doubts = [] }: Doubted): Doubted => (doubts.length > 0 ? { doubts } : {});

export type Party = Readonly<{ name: string; /** 统一社会信用代码, 18 characters. */ uscc: string }>;

/** A paper that somebody outside has issued. */
export type Paper = Readonly<{ issuer: string; documentNo: string; on: Day }>;

/** Rent of the leased time (先租后让) or part (租让结合), or of the whole (租赁). */
export type Lease = Readonly<{
  years: number;
  annualRentFen: FenText;
  /** From a year of the lease (2 is the second) another rent; in rising order. */
  stepUps?: readonly Readonly<{ fromYear: number; annualRentFen: FenText }>[];
  /** 租让结合: the leased part of the parcel. */
  leasedM2?: SquareMetresText;
  /** 先租后让: what must be met before the lease becomes a grant. */
  conversion?: string;
}>;

/**
 * 作价出资（入股）: the company, the collective's share in it (such as `35%`), and what it is paid at least each
 * year. `capitalFen` is all that is paid into the company, the land included.
 */
export type Equity = Readonly<{
  company: Party;
  shareRatio: string;
  minDividendRatio?: string;
  capitalFen?: FenText;
}>;

/**
 * What limits dealing with a parcel: 权属争议 dispute, 查封 seizure, 抵押 mortgage, 违法占地 occupation not dealt with.
 * `id` is its document, so that lifting it names what is lifted.
 */
export type Burden = Readonly<{
  id: string;
  kind: 'dispute' | 'seizure' | 'mortgage' | 'occupation';
  organ: string;
  on: Day;
  reason: string;
}>;

/** The money side of a scheme, as the later stages need it. */
export type DealTerms = Readonly<{
  form: Form;
  method: Method;
  route: Route;
  use: Use;
  /** 基准地价 grade of the location, such as `1`. */
  grade: string;
  areaM2: SquareMetresText;
  termYears: number;
  /** 起始价 of a public deal, agreed price of an agreement (for a lease: the rent of the whole term). */
  priceFen: FenText;
  /** 取得成本 and 土地开发支出 of the collective: absent is unknown, `"0"` is zero. */
  acquisitionFen?: FenText;
  developmentFen?: FenText;
  /**
   * Both are as they were stated. Absent in deals of 0.1.0, which could leave out neither: there zero in both
   * was unknown.
   */
  costs?: 'stated';
  lease?: Lease;
  equity?: Equity;
  /** 弹性年期: how the right goes on after fewer years than the law allows. */
  renewal?: string;
  /** 级别基准地价 per m², and the document that sets it. */
  benchmark?: Readonly<{ fenPerM2: FenText; documentNo: string }>;
  /**
   * 异地调整: what of the income goes to the collective whose land was reclaimed, and never less than so much per
   * 亩.
   */
  split?: Readonly<{ originRatio: string; originFloorFenPerMu?: FenText; originM2: SquareMetresText }>;
}>;

/**
 * How the streams of a stage are named for an entry. Those of the law's stages, which speak to each other,
 * stand here; a stage that is added says its own beside its commands.
 */
export const streamsOf =
  <Kind extends string>(kind: Kind) =>
  (entry: string): StreamOf<Kind> =>
    `${kind}-${entry}`;
export const schemeOf = streamsOf('scheme');
export const planningOf = streamsOf('planning');
export const approvalOf = streamsOf('approval');
export const listingOf = streamsOf('listing');
export const contractOf = streamsOf('contract');
export const levyOf = streamsOf('levy');
export const distributionOf = streamsOf('distribution');
export const registrationOf = streamsOf('registration');
export const tenureOf = streamsOf('tenure');
export const parcelOf = streamsOf('parcel');
const PARCEL_CHARACTERS = 19;
const SUBZONE_CHARACTERS = 12;
/** 宗地代码 of a parcel, also where the 28 characters of a unit code were given. */
export const parcelNoOf = (code: string): string => code.slice(0, PARCEL_CHARACTERS);
/** The register of boundaries of a 地籍子区: the first twelve characters of its parcels' codes. */
export const cadastreOf = (parcel: string): StreamOf<'cadastre'> =>
  `cadastre-${parcel.slice(0, SUBZONE_CHARACTERS)}`;
export const quotaOf = (district: string, planYear: number): StreamOf<'quota'> =>
  `quota-${district}-${planYear}`;
/** One task per entry, kind and round: opening it twice is opening it once. */
export const taskOf = (entry: string, kind: string, round: number | string = 1): StreamOf<'task'> =>
  `task-${entry}.${kind}.${round}`;

/** An office is a bureau of an area: `370114/natural-resources`, `370114-01/township`. */
export const officeOf = (area: string, bureau: string) => `${area}/${bureau}`;
