import { Inject, Injectable } from '@nestjs/common';
import { KeyValues } from '#kernel';
import { Accounts } from './accounts.js';
import type { Current } from './accounts.js';
import { Attempts } from './attempts.js';
import { CONFIRMATION_SPACE, Confirmations } from './confirmations.js';
import { Devices } from './devices.js';
import { recordsOf } from './listing.js';
import { AccessRefused } from './refusals.js';
import type { AccessCode } from './refusals.js';
import type { SignedIn } from './roles.js';
import { FACTOR_BEGUN_SPACE, SecondFactors } from './second-factors.js';
import { digest, newSecret } from './secrets.js';
import { SignInNeeds } from './sign-in-needs.js';
import { HOUR_MS, MINUTE_MS, RealTime, iso } from './time.js';

/** A session that is not used for this long ends. */
export const SESSION_IDLE_MS = 30 * MINUTE_MS;
/** A session ends after this long, used or not: one working day. */
export const SESSION_ABSOLUTE_MS = 12 * HOUR_MS;
/** Use is noted this often at most, so that reading a screen is not writing to the database. */
export const SESSION_TOUCH_MS = MINUTE_MS;

/**
 * A session is two records: what it is, ending absolutely, and its last use, ending when idle; it needs both.
 * One record could be brought back to life by a request that notes its use just after somebody signed out.
 */
const SESSIONS = 'sessions';
const USES = 'session-uses';
/** `<user>/<id>` of every session, to list a person's own. */
const BY_USER = 'sessions-by-user';
/** Every space of records that sessions are kept in: none of them outlives an installation. */
export const SESSION_SPACES: readonly string[] = [
  SESSIONS,
  USES,
  BY_USER,
  CONFIRMATION_SPACE,
  FACTOR_BEGUN_SPACE,
];

/** `passwordVersion` is that of the password which opened it (absent: 0). */
type Session = Readonly<{ user: string; openedAt: string; endsAt: string; passwordVersion?: number }>;
type Use = Readonly<{ at: number }>;
/** From where somebody asks: the address, and the secret of a device that signed in before. */
export type Place = Readonly<{ address: string; device?: string }>;
export type OpenSession = Readonly<{
  token: string;
  endsAt: string;
  person: SignedIn;
  mustChangePassword: boolean;
  /** The role needs a second factor and the account has none yet. */ mustSetFactor: boolean;
  /** By which this device is known again; no right goes with it. */ device: string;
}>;
export type FoundSession = Readonly<{
  id: string;
  person: SignedIn;
  mustChangePassword: boolean;
  mustSetFactor: boolean;
}>;
/** What somebody shows to prove who they are; `code` is of their second factor. */
export type Proof = Readonly<{ password?: string; code?: string }>;
export type SessionRow = Readonly<{ id: string; openedAt: string; lastUsedAt: string; endsAt: string }>;

@Injectable()
export class Sessions {
  constructor(
    @Inject(KeyValues) private readonly keyValues: KeyValues,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(Attempts) private readonly attempts: Attempts,
    @Inject(Devices) private readonly devices: Devices,
    @Inject(RealTime) private readonly time: RealTime,
    @Inject(SecondFactors) private readonly factors: SecondFactors,
    @Inject(Confirmations) private readonly confirmations: Confirmations,
    @Inject(SignInNeeds) private readonly needs: SignInNeeds,
  ) {}

  /**
   * A new session with a new token, which is shown this once. `code`: of the second factor, where the account
   * has one. @throws AccessRefused `sign-in.*`
   */
  async signIn(
    user: string,
    password: string,
    { address, device }: Place,
    code?: string,
  ): Promise<OpenSession> {
    const version = await this.accounts.passwordVersion(user);
    let wrong: AccessCode = 'sign-in.wrong';
    const found = await this.attempts.try({ user, version, address, device }, async () => {
      const current = await this.accounts.verify(user, password);
      if (!current || !(await this.factors.isSet(user))) return current;
      // Neither a failure nor a success: else whoever has the password could wipe out wrong codes with it.
      if (code === undefined) throw new AccessRefused('sign-in.code-needed');
      wrong = 'sign-in.code-wrong';
      return (await this.factors.takes(user, code)) ? current : undefined;
    });
    if (!found) throw new AccessRefused(wrong);
    const { person, mustChangePassword, passwordVersion } = found;

    const token = newSecret('rs');
    const id = digest(token);
    const now = this.time.ms();
    const endsAt = iso(now + SESSION_ABSOLUTE_MS);
    const session: Session = { user, openedAt: iso(now), endsAt, passwordVersion };
    await this.keyValues.put(USES, id, { at: now }, iso(now + SESSION_IDLE_MS));
    await this.keyValues.put(BY_USER, `${user}/${id}`, session, endsAt);
    await this.confirmations.note(id);
    await this.keyValues.put(SESSIONS, id, session, endsAt);
    return {
      token,
      endsAt,
      person,
      mustChangePassword,
      mustSetFactor: await this.mustSetFactor(person),
      device: await this.devices.remember(user, address, device),
    };
  }

  /** Whose token this is, with the rights of this moment; notes the use. */
  async find(token: string): Promise<FoundSession | undefined> {
    const id = digest(token);
    const found = await this.look(id);
    if (!found) return undefined;
    const now = this.time.ms();
    if (now - found.usedAt >= SESSION_TOUCH_MS)
      await this.keyValues.put(USES, id, { at: now }, iso(now + SESSION_IDLE_MS));
    return found.session;
  }

  /**
   * The same for what goes on without anybody asking for it: it is no use, so that whoever has gone away is
   * signed out in time.
   */
  async stillOpen(id: string): Promise<FoundSession | undefined> {
    return (await this.look(id))?.session;
  }

  private async look(id: string): Promise<Readonly<{ session: FoundSession; usedAt: number }> | undefined> {
    const [session, use] = await Promise.all([
      this.keyValues.get<Session>(SESSIONS, id),
      this.keyValues.get<Use>(USES, id),
    ]);
    const now = this.time.ms();
    if (!session || !use || now >= Date.parse(session.endsAt) || now >= use.at + SESSION_IDLE_MS)
      return undefined;
    const account = await this.accounts.current(session.user);
    if (!account || account.passwordVersion !== (session.passwordVersion ?? 0)) return undefined;
    const { person, mustChangePassword } = account;
    const mustSetFactor = await this.mustSetFactor(person);
    return { session: { id, person, mustChangePassword, mustSetFactor }, usedAt: use.at };
  }

  private async mustSetFactor({ user, role }: SignedIn): Promise<boolean> {
    return this.needs.ofFactor(role) && !(await this.factors.isSet(user));
  }

  /**
   * Shows in an open session who one is, by the password or by a code of the second factor; wrong ones count
   * as failed sign-ins. Answers until when it counts, `null` where nobody is asked. @throws AccessRefused
   * `session.confirmation-wrong`, `sign-in.too-soon`, `sign-in.locked`
   */
  async confirm(user: string, id: string, proof: Proof): Promise<string | null> {
    if (!(await this.proves(user, id, proof))) throw new AccessRefused('session.confirmation-wrong');
    return this.confirmations.note(id);
  }

  /**
   * Whether somebody in an open session shows who they are: all that is shown must be right, and something
   * must be shown. @throws AccessRefused `sign-in.*`
   */
  async proves(user: string, id: string, { password, code }: Proof): Promise<Current | undefined> {
    const version = await this.accounts.passwordVersion(user);
    return this.attempts.try({ user, version, address: '', session: id }, async () => {
      if (password === undefined && code === undefined) return undefined;
      const current = await (password === undefined
        ? this.accounts.current(user)
        : this.accounts.verify(user, password));
      return current && (code === undefined || (await this.factors.takes(user, code))) ? current : undefined;
    });
  }

  async list(user: string): Promise<readonly SessionRow[]> {
    const rows: SessionRow[] = [];
    for await (const { key, value } of recordsOf<Session>(this.keyValues, BY_USER, `${user}/`)) {
      const id = key.slice(user.length + 1);
      const use = await this.keyValues.get<Use>(USES, id);
      if (use) rows.push({ id, openedAt: value.openedAt, lastUsedAt: iso(use.at), endsAt: value.endsAt });
    }
    return rows;
  }

  /** Ends one of the user's own sessions. @throws AccessRefused `session.unknown`, also for another's */
  async end(user: string, id: string): Promise<void> {
    const session = await this.keyValues.get<Session>(SESSIONS, id);
    if (session?.user !== user) throw new AccessRefused('session.unknown');
    await this.drop(user, id);
  }

  private async drop(user: string, id: string): Promise<void> {
    await this.keyValues.remove(SESSIONS, id);
    await this.keyValues.remove(USES, id);
    await this.keyValues.remove(BY_USER, `${user}/${id}`);
    await this.confirmations.forget(id);
  }

  /** A session that changed the password itself goes on under the new one. */
  async renew(id: string, passwordVersion: number): Promise<void> {
    const session = await this.keyValues.get<Session>(SESSIONS, id);
    if (session)
      await this.keyValues.put(
        SESSIONS,
        id,
        { ...session, passwordVersion } satisfies Session,
        session.endsAt,
      );
  }

  /** Ends every session of a user but one: after a change of password, or when an account is shut. */
  async endAll(user: string, butId?: string): Promise<void> {
    for (const { id } of await this.list(user)) if (id !== butId) await this.drop(user, id);
  }
}
