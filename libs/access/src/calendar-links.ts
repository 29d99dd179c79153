import { Inject, Injectable } from '@nestjs/common';
import { KeyValues } from '#kernel';
import { Accounts } from './accounts.js';
import { AuditTrail } from './audit.js';
import type { SignedIn } from './roles.js';
import { digest, newSecret } from './secrets.js';
import { RealTime, iso } from './time.js';

const [TOKENS, OF_PEOPLE] = ['calendar-tokens', 'calendar-links'] as const;

/** Of the one link that somebody has; instants are ISO 8601 in UTC. */
export type CalendarLink = Readonly<{ issuedAt: string }>;
type Held = CalendarLink & Readonly<{ digest: string }>;

/**
 * By which a calendar program reads somebody's deadlines without signing in: one token a person, shown once
 * and kept as its digest, good for nothing else, void when it is revoked, issued anew, or the account shut.
 */
@Injectable()
export class CalendarLinks {
  constructor(
    @Inject(KeyValues) private readonly keyValues: KeyValues,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(RealTime) private readonly time: RealTime,
  ) {}

  /** The link that somebody has, without its token. */
  async of(user: string): Promise<CalendarLink | undefined> {
    const held = await this.keyValues.get<Held>(OF_PEOPLE, user);
    return held && { issuedAt: held.issuedAt };
  }

  /** A new token, shown this once; the one before opens nothing any more. */
  async issue(user: string): Promise<string> {
    await this.drop(user);
    const token = newSecret('rc');
    const held: Held = { digest: digest(token), issuedAt: iso(this.time.ms()) };
    await this.keyValues.put(TOKENS, held.digest, { user });
    await this.keyValues.put(OF_PEOPLE, user, held);
    await this.audit.note(user, 'calendar.issued', user);
    return token;
  }

  /** Does nothing where there is none. */
  async revoke(user: string): Promise<void> {
    if (await this.drop(user)) await this.audit.note(user, 'calendar.revoked', user);
  }

  /** Whose deadlines a token shows, with the rights of this moment. */
  async find(token: string): Promise<SignedIn | undefined> {
    const digested = digest(token);
    const found = await this.keyValues.get<Readonly<{ user: string }>>(TOKENS, digested);
    const held = found && (await this.keyValues.get<Held>(OF_PEOPLE, found.user));
    // Of two that were issued at the same moment the later one counts.
    return held?.digest === digested ? this.accounts.find(found!.user) : undefined;
  }

  private async drop(user: string): Promise<boolean> {
    const held = await this.keyValues.get<Held>(OF_PEOPLE, user);
    if (!held) return false;
    await this.keyValues.remove(OF_PEOPLE, user);
    await this.keyValues.remove(TOKENS, held.digest);
    return true;
  }
}
