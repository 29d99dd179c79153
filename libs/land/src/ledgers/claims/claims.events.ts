import type { Actor, Command, Event, RefusalKind } from '#kernel/messages';
import type { Subject } from '../../shared/terms.js';

/**
 * What machines report, by the last word of the address that takes it: of the trading platform, of the
 * registry, and of the treasury, whose reports are of money that has moved.
 */
export const LISTING_KINDS = [
  'announcement',
  'supplements',
  'results',
  'suspension',
  'resumption',
  'termination',
  'refunds',
  'result-publication',
  'voidance',
] as const;
export const REGISTRY_KINDS = [
  'registration-acceptance',
  'registration-correction',
  'registration-refusal',
  'registration',
] as const;
export const RECEIPT_KINDS = ['levy-receipts', 'price-receipts', 'guarantee-receipts'] as const;
export type ReceiptKind = (typeof RECEIPT_KINDS)[number];
export type ClaimKind = (typeof LISTING_KINDS)[number] | (typeof REGISTRY_KINDS)[number] | ReceiptKind;

export const isReceipt = (kind: ClaimKind): kind is ReceiptKind =>
  (RECEIPT_KINDS as readonly ClaimKind[]).includes(kind);

/** A report as it came in, before anybody judged it. */
export type Claim = Readonly<{
  /** Made of the machine's account and its Idempotency-Key: the same report again is the same claim. */
  claim: string;
  kind: ClaimKind;
  /** Idempotency-Key. */
  key: string;
  claimant: Readonly<{ user: string; office: string }>;
  /** SHA-256 of the bytes that came, in hexadecimal. */
  sha256: string;
  /** The same of the content alone, whatever the order of its members and its spaces. */
  contentSha256: string;
  /** The text of those bytes. */
  raw: string;
  /** RFC 9421 and RFC 9530: the headers as they came, absent where none did. */
  signature?: Readonly<{ signature: string; input: string | null; contentDigest: string | null }>;
}>;

/** Why it was refused, whole: sent again it is answered by these very words. */
export type ClaimRefusal = Readonly<{
  code: string;
  kind: RefusalKind;
  detail: string;
  detailEn: string | null;
  /** What the answer shows of what the rule looked at. */
  details: Readonly<Record<string, unknown>>;
}>;

/** What must be there before a report can be judged, in words. */
export type WaitsFor = Readonly<{ zh: string; en: string }>;

type Of<More extends object> = Readonly<{ subject: Subject; claim: string; kind: ClaimKind }> &
  Readonly<More>;

export type ClaimsEvent =
  | Event<'ClaimReceived', { subject: Subject } & Claim>
  /**
   * It came before what it rests on, which `refusal` says: `command`, by its id and in the name of who
   * reported, is given again when the entry gets there.
   */
  | Event<
      'ClaimWaiting',
      Of<{ refusal: ClaimRefusal; waitsFor: WaitsFor; command: Command; commandId: string; actor: Actor }>
    >
  /** `version` is that of the stream that took it, after it. */
  | Event<'ClaimAccepted', Of<{ version: number; waited?: true }>>
  /** `dispute` is set where another claim of the same content opened one: it is the same question. */
  | Event<'ClaimRefused', Of<{ refusal: ClaimRefusal; dispute?: number; waited?: true }>>
  /**
   * It contradicts what was accepted, or money has moved that matches nothing: a person looks into it.
   * `dispute` counts those of the entry, from 1.
   */
  | Event<
      'ClaimDisputed',
      Of<{ refusal: ClaimRefusal; dispute: number; contentSha256: string; waited?: true }>
    >
  /** What was accepted stands. */
  | Event<'RecordUpheld', Of<{ dispute: number; reason: string }>>
  /** What was accepted is wrong; it is undone by a voidance or a termination of its own, not by this. */
  | Event<'RecordFoundWrong', Of<{ dispute: number; documentNo: string }>>;
