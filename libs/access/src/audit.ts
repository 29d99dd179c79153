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
  'key.issued',
  'key.revoked',
  /** For the first time from a place, its first use included. */
  'key.new-place',
  'token.issued',
  'token.refused',
  'delivery.redelivered',
  'paper.taken-away',
  'statistics.taken-away',
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

  /** From the oldest on. */
  async page(
    after: string | undefined,
    limit: number,
  ): Promise<Readonly<{ items: readonly AuditRow[]; next: string | null }>> {
    const rows = await this.keyValues.list<AuditEntry>(SPACE, after ?? '', limit + 1);
    const items = rows.slice(0, limit).map(({ key, value }) => ({ id: key, ...value }));
    return { items, next: rows.length > limit ? items[items.length - 1]!.id : null };
  }
}
