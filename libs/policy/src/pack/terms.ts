/**
 * The closed vocabularies of a pack. Chinese where the law has a word, English where only the software has
 * one.
 */

export const UNITS = [
  'day',
  'working-day',
  'year',
  'ratio',
  'per-day',
  'm2',
  'yuan-per-mu',
  'count',
  'switch',
  'text',
] as const;
export type Unit = (typeof UNITS)[number];

export const CLOCK_KINDS = ['working', 'calendar'] as const;
export type ClockKind = (typeof CLOCK_KINDS)[number];

export const BOUNDS = ['at-least', 'at-most'] as const;
export type Bound = (typeof BOUNDS)[number];

/** Uses by which the maximum term and the rates go (国务院令55号第十二条). */
export const USES = ['工业', '仓储', '商服', '科教文卫体', '综合', '居住'] as const;
export type Use = (typeof USES)[number];

/** Forms of supply. 先租后让 and 租让结合 are granted in the end, so a grant's maximum applies to the whole. */
export const FORMS = ['出让', '租赁', '作价出资', '先租后让', '租让结合'] as const;
export type Form = (typeof FORMS)[number];

export const ACTS = ['入市', '再转让'] as const;
export type Act = (typeof ACTS)[number];

/** A: rate × net gain; B: rate × price; C: rate × (price − area × average cost). */
export const FORMULAS = ['gain', 'price', 'average-cost'] as const;
export type Formula = (typeof FORMULAS)[number];

/** The same digits mean different land in different systems (0701, 1001), so a code is always a pair. */
export const CODE_SYSTEMS = ['用地用海2023', 'GBT21010-2017', '三调'] as const;
export type CodeSystem = (typeof CODE_SYSTEMS)[number];

export const STATUSES = ['allowed', 'restricted', 'prohibited'] as const;
export type EntryStatus = (typeof STATUSES)[number];

export const GATES = ['block', 'consult', 'warn'] as const;
export type Gate = (typeof GATES)[number];

/** Routes of a scheme, as papers are asked for by them. */
export const ROUTES = ['就地', '异地调整', '整备'] as const;
export type RouteName = (typeof ROUTES)[number];

/** The step that a paper belongs to, by the name of the stage. */
export const PAPER_STAGES = [
  'scheme',
  'planning',
  'approval',
  'listing',
  'contract',
  'levy',
  'distribution',
  'registration',
  'tenure',
] as const;
export type PaperStage = (typeof PAPER_STAGES)[number];

/** Must be there; may follow within some days (容缺); or is not asked for, with the reason. */
export const PAPER_NEEDS = ['required', 'may-follow', 'not-needed'] as const;
export type PaperNeed = (typeof PAPER_NEEDS)[number];

export const QUOTA_BOOKINGS = ['all', 'new-land'] as const;
export type QuotaBooking = (typeof QUOTA_BOOKINGS)[number];

export const LEVELS = ['city', 'district', 'township'] as const;
export type OfficeLevel = (typeof LEVELS)[number];

/**
 * What the public resource platform wants to be told beside the deal itself: who runs the trade, and how its
 * dictionaries call things. `layout` is `land` (data sets 600 and 601) or `other` (1800 and 1801).
 */
export const DATASET_KEYS = [
  'layout',
  'platform-code',
  'service-platform-code',
  'agency-name',
  'agency-code',
  'place-code',
  'liaison-unit',
  'contact-number',
  'announcement-type.first',
  'announcement-type.changed',
  'supply-type.tender',
  'supply-type.auction',
  'supply-type.listing',
  'supply-type.agreement',
  'listing-type',
  'buyer-type',
  'currency',
  'class-code',
] as const;
export type DatasetKey = (typeof DATASET_KEYS)[number];
export const DATASET_LAYOUTS = ['land', 'other'] as const;
export type DatasetLayout = (typeof DATASET_LAYOUTS)[number];
/** Characters of codes that have a fixed length. */
export const DATASET_LENGTHS: Readonly<Partial<Record<DatasetKey, number>>> = {
  'platform-code': 18,
  'service-platform-code': 18,
  'agency-code': 18,
  'place-code': 6,
  currency: 3,
};
