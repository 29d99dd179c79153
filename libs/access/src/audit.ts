import { Inject, Injectable } from '@nestjs/common';
import { KeyValues } from '#kernel';
import { nonce } from './secrets.js';
import { RealTime, iso } from './time.js';

const SPACE = 'access-audit';

/**
 * What is done to accounts and keys, with them, and by an operator for machines. Names never change meaning:
 * an auditor reads them years later.
 */
export const AUDITED = [
  'account.created',
  'account.changed',
  'account.disabled',
  'account.enabled',
  'password.reset',
  'password.changed',
  'second-factor.set',
  'second-factor.reset',
  'key.issued',
  'key.revoked',
  /** For the first time from a place, its first use included. */
  'key.new-place',
  'token.issued',
  'token.refused',
  'delivery.redelivered',
  'paper.taken-away',
  'official-paper.taken-away',
  /** All of a case at once: its papers, what was sent out, every step. */
  'case-file.taken-away',
  /** Name and contact of whoever objected without an account, read by whom the answer is. */
  'objection.contact-read',
  'statistics.taken-away',
  'list.taken-away',
  'rents.taken-away',
  /** A link by which a calendar program reads somebody's deadlines. */
  'calendar.issued',
  'calendar.revoked',
  /** Lines of a bank's statement that finance confirmed, and how many of them were recorded. */
  'receipts.booked',
] as const;
export type Audited = (typeof AUDITED)[number];

/** Who did what to whose account, and when. Never holds a secret or its digest. */
export type AuditEntry = Readonly<{
  at: string;
  by: string;
  what: Audited;
  whom: string;
  details: Readonly<Record<string, unknown>>;
}>;
export type AuditRow = AuditEntry & Readonly<{ id: string }>;

/** Entries that one page looks at, at most, and at once. */
export const AUDIT_SCANNED_MAX = 10_000;
const AUDIT_SCANNED_AT_ONCE = 500;

/** What is absent does not matter; instants are ISO 8601 in UTC, `from` within and `until` without. */
export type AuditFilter = Readonly<{
  by?: string;
  what?: Audited;
  whom?: string;
  from?: string;
  until?: string;
}>;

@Injectable()
export class AuditTrail {
  constructor(
    @Inject(KeyValues) private readonly keyValues: KeyValues,
    @Inject(RealTime) private readonly time: RealTime,
  ) {}

  /**
   * Before the change itself, when nothing but a fault can prevent it any more: no change is without its
   * entry.
   */
  async note(by: string, what: Audited, whom: string, details: AuditEntry['details'] = {}): Promise<void> {
    const at = iso(this.time.ms());
    await this.keyValues.insert(SPACE, `${at}.${nonce()}`, {
      at,
      by,
      what,
      whom,
      details,
    } satisfies AuditEntry);
  }

  /**
   * From the oldest on, of those that are asked for. Whoever asks for what is rare gets what was found among
   * the next `AUDIT_SCANNED_MAX` entries, perhaps nothing, and where to go on.
   */
  async page(
    after: string | undefined,
    limit: number,
    wanted: AuditFilter = {},
  ): Promise<Readonly<{ items: readonly AuditRow[]; next: string | null }>> {
    const items: AuditRow[] = [];
    let place = later(after ?? '', wanted.from ?? '');
    for (let scanned = 0; scanned < AUDIT_SCANNED_MAX; scanned += AUDIT_SCANNED_AT_ONCE) {
      const rows = await this.keyValues.list<AuditEntry>(SPACE, place, AUDIT_SCANNED_AT_ONCE);
      for (const { key, value } of rows) {
        if (wanted.until !== undefined && value.at >= wanted.until) return { items, next: null };
        const isWanted = FIELDS.every(
          (field) => wanted[field] === undefined || value[field] === wanted[field],
        );
        if (isWanted && items.length === limit) return { items, next: place };
        if (isWanted) items.push({ id: key, ...value });
        place = key;
      }
      if (rows.length < AUDIT_SCANNED_AT_ONCE) return { items, next: null };
    }
    return { items, next: place };
  }
}

const FIELDS = ['by', 'what', 'whom'] as const;
/** Keys begin with the instant: what stands at an instant comes after the instant alone. */
const later = (one: string, other: string): string => (one > other ? one : other);
