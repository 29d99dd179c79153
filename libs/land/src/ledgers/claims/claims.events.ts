import type { Event, RefusalKind } from '#kernel/messages';
import type { Subject } from '../../shared/terms.js';

/** What the trading platform reports, by the last word of the address that takes it. */
export type ClaimKind =
  | 'announcement'
  | 'supplements'
  | 'results'
  | 'suspension'
  | 'resumption'
  | 'termination'
  | 'refunds'
  | 'result-publication'
  | 'voidance';

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

type Of<More extends object> = Readonly<{ subject: Subject; claim: string; kind: ClaimKind }> &
  Readonly<More>;

export type ClaimsEvent =
  | Event<'ClaimReceived', { subject: Subject } & Claim>
  /** `version` is that of the listing after it. */
  | Event<'ClaimAccepted', Of<{ version: number }>>
  /** `dispute` is set where another claim of the same content opened one: it is the same question. */
  | Event<'ClaimRefused', Of<{ refusal: ClaimRefusal; dispute?: number }>>
  /**
   * It contradicts what was accepted: a person looks into it. `dispute` counts those of the entry, from 1.
   */
  | Event<'ClaimDisputed', Of<{ refusal: ClaimRefusal; dispute: number; contentSha256: string }>>
  /** What was accepted stands. */
  | Event<'RecordUpheld', Of<{ dispute: number; reason: string }>>
  /** What was accepted is wrong; it is undone by a voidance or a termination of its own, not by this. */
  | Event<'RecordFoundWrong', Of<{ dispute: number; documentNo: string }>>;
