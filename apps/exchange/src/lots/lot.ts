import type { Day } from './days.js';

/** What Rushi ordered to be traded: the fields that a notice needs, as the feed gives them. */
export type Ordered = Readonly<{
  entry: string;
  parcel: string;
  district: string;
  round: number;
  village: string;
  location: string;
  owner: Readonly<{ name: string; uscc: string; ownershipCertificate: string }>;
  landSource: string;
  boundary: unknown;
  deal: Readonly<{
    form: string;
    method: Method;
    use: Readonly<{ system: string; code: string; name: string }>;
    areaM2: string;
    termYears: number;
    priceFen: string;
  }>;
  approvalNo: string;
  conditions: readonly Readonly<{
    kind: string;
    issuer: string;
    documentNo: string;
    on: string;
    text: string;
  }>[];
  earliestNoticeOn: Day | null;
}>;

export type Method = 'listing' | 'auction' | 'tender' | 'agreement';

/** What the collective resolved on; the reserve itself is sealed and not published. */
export type Terms = Readonly<{
  startFen: string;
  depositFen: string;
  incrementFen: string;
  criterion: 'price' | 'score';
  hasReserve: boolean;
  documentNo: string;
}>;

export type Notice = Readonly<{
  announcementNo: string;
  announcedOn: Day;
  opensOn: Day;
  closesOn: Day;
  url: string;
}>;

export type Deposit = Readonly<{
  bidder: string;
  name: string;
  paidFen: string;
  paidOn: Day;
  /** Why the operator found it not qualified. */
  disqualified?: string;
  refundedOn?: Day;
}>;

export type Bid = Readonly<{
  sequence: number;
  bidder: string;
  amountFen: string;
  phase: 'listed' | 'live';
  /** Real time, for the page; the order is the sequence. */
  at: string;
}>;

export type Result = Readonly<{
  resultId: string;
  closedOn: Day;
  outcome: 'sold' | 'failed';
  winner?: Readonly<{ name: string; uscc: string }>;
  priceFen?: string;
  reason?: string;
}>;

/** A report of ours that contradicts what Rushi had accepted, and how the bureau has settled it. */
export type Dispute = Readonly<{
  dispute: number;
  kind: ReportKind;
  /** The number of the claim at Rushi. */
  claim: string;
  code: string;
  state: 'open' | 'upheld' | 'wrong';
  /** By which a mistake was found in what had been accepted. */
  documentNo?: string;
}>;

/**
 * ordered → ready (terms decided) → announcing (Rushi asked) → announced → open → closing (its last
 * countdown, of an auction the auction) → live (现场竞价), or judging (a tender by score) → closed (result
 * reported) → sold or failed, as Rushi takes it.
 */
export type Stage =
  | 'ordered'
  | 'ready'
  | 'announcing'
  | 'announced'
  | 'open'
  | 'closing'
  | 'live'
  | 'judging'
  | 'closed'
  | 'sold'
  | 'failed'
  | 'stopped';

export const STAGE_NAMES: Readonly<Record<Stage, string>> = {
  ordered: '待定交易条件',
  ready: '待公告',
  announcing: '公告报送中',
  announced: '已公告',
  open: '交易中',
  closing: '截止倒计时',
  live: '现场竞价',
  judging: '评标中',
  closed: '结果报送中',
  sold: '已成交',
  failed: '未成交',
  stopped: '已终止',
};

export const METHOD_NAMES: Readonly<Record<Method, string>> = {
  listing: '挂牌',
  auction: '拍卖',
  tender: '招标',
  agreement: '协议',
};

export type Lot = Readonly<{
  /** Entry and round. */
  id: string;
  ordered: Ordered;
  stage: Stage;
  terms?: Terms;
  notice?: Notice;
  /** Days that a refusal of Rushi gave for the next attempt. */
  plan: Readonly<{ noticeOn?: Day; opensOn?: Day; closesOn?: Day; triedOn?: Day }>;
  /** Since when it stands still, and why. */
  paused?: Readonly<{ since: Day; cause: string }>;
  /** Numbers of what holds the parcel. */
  holds: readonly string[];
  deposits: readonly Deposit[];
  bids: readonly Bid[];
  /** Real milliseconds at which the countdown ends; `calls` that were made (三次报价). */
  session?: Readonly<{ endsAtMs: number; calls: number }>;
  /** Of each bidder of a tender by score, in hundredths of a point. */
  points?: Readonly<Record<string, number>>;
  result?: Result;
  disputes?: readonly Dispute[];
  refunded?: boolean;
  published?: boolean;
  /** How often each kind was reported: part of the key of the next one. */
  attempts: Readonly<Record<string, number>>;
  /** What happened to it, for its page. */
  remarks: readonly Readonly<{ on: Day; text: string }>[];
}>;

export const lotId = (entry: string, round: number): string => `${entry}.${round}`;

export type ReportKind =
  | 'announcement'
  | 'supplements'
  | 'results'
  | 'refunds'
  | 'result-publication'
  | 'suspension'
  | 'resumption'
  | 'termination'
  | 'voidance';

/** Something to be told to Rushi, once; its key says of which lot, what, and the how manieth attempt. */
export type Report = Readonly<{ key: string; lot: string; entry: string; kind: ReportKind; body: object }>;

export type Changed = Readonly<{ lot: Lot; reports: readonly Report[] }>;
export const unchanged = (lot: Lot): Changed => ({ lot, reports: [] });

export const remarked = (lot: Lot, on: Day, text: string): Lot => ({
  ...lot,
  remarks: [...lot.remarks, { on, text }],
});

/** The next report of its kind. */
export function reporting({ lot, reports }: Changed, kind: ReportKind, body: object): Changed {
  const attempt = (lot.attempts[kind] ?? 0) + 1;
  const report = {
    key: `exchange.${lot.id}.${kind}.${attempt}`,
    lot: lot.id,
    entry: lot.ordered.entry,
    kind,
    body,
  };
  return {
    lot: { ...lot, attempts: { ...lot.attempts, [kind]: attempt } },
    reports: [...reports, report],
  };
}

/** The highest bid; of equal ones the earlier. */
export const leadOf = ({ bids }: Lot): Bid | undefined =>
  bids.reduce<Bid | undefined>(
    (lead, bid) => (lead && BigInt(bid.amountFen) <= BigInt(lead.amountFen) ? lead : bid),
    undefined,
  );

/** Whether judges give points, and not the highest price decides. */
export const isByScore = ({ ordered, terms }: Lot): boolean =>
  ordered.deal.method === 'tender' && terms?.criterion === 'score';

/** Without those whose bidder was found not qualified. */
export function effective(lot: Lot): Lot {
  const barred = new Set(lot.deposits.filter(({ disqualified }) => disqualified).map(({ bidder }) => bidder));
  return { ...lot, bids: lot.bids.filter(({ bidder }) => !barred.has(bidder)) };
}

export const qualifiedOf = ({ deposits }: Lot): readonly Deposit[] =>
  deposits.filter(({ disqualified }) => disqualified === undefined);
