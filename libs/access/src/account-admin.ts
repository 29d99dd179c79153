import { Inject, Injectable } from '@nestjs/common';
import { KeyValues } from '#kernel';
import { Accounts } from './accounts.js';
import type { AccountView } from './accounts.js';
import { ApiKeys } from './api-keys.js';
import type { ClientJwk, KeyRow } from './api-keys.js';
import { Attempts } from './attempts.js';
import { AuditTrail } from './audit.js';
import { hashPassword, newPassword } from './passwords.js';
import { Places } from './places.js';
import { AccessRefused } from './refusals.js';
import type { MachineRole, SignedIn } from './roles.js';
import { Sessions } from './sessions.js';
import { RealTime, SECOND_MS, iso } from './time.js';

const TURNS = 'account-turns';
/** Who has not given the turn back by then died with it. */
const TURN_MS_MAX = 10 * SECOND_MS;

export type WithPassword = Readonly<{
  account: AccountView;
  /** Shown this once. */ initialPassword: string;
}>;
/** The key itself is shown this once; one with a public key has none to show. */
export type IssuedKey = KeyRow & Readonly<{ key?: string }>;

/**
 * The operator's desk: accounts and keys, every change under its author's name. One change at a time, so that
 * two operators cannot shut each other out, and what one wrote is not lost under what the other had read
 * before.
 */
@Injectable()
export class AccountAdmin {
  constructor(
    @Inject(KeyValues) private readonly keyValues: KeyValues,
    @Inject(Accounts) private readonly accounts: Accounts,
    @Inject(ApiKeys) private readonly keys: ApiKeys,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Attempts) private readonly attempts: Attempts,
    @Inject(AuditTrail) private readonly audit: AuditTrail,
    @Inject(RealTime) private readonly time: RealTime,
    @Inject(Places) private readonly places: Places,
  ) {}

  /**
   * A new account with a password for the first sign-in only. @throws AccessRefused `account.invalid`,
   * `account.place`, `account.taken`
   */
  async create(by: string, person: SignedIn): Promise<WithPassword> {
    return this.inTurn(async () => {
      this.accounts.check(person);
      this.places.check(person);
      const initialPassword = newPassword([person]);
      if (
        (await this.accounts.view(person.user)) ||
        (await this.keys.list()).some(({ user }) => user === person.user)
      )
        throw new AccessRefused('account.taken', { user: person.user });
      await this.audit.note(by, 'account.created', person.user, { after: person });
      await this.accounts.create({ ...person, password: initialPassword, initial: true });
      return { account: await this.known(person.user), initialPassword };
    });
  }

  /**
   * Other name, role, office and area, from the next request on. @throws AccessRefused `account.unknown`,
   * `account.invalid`, `account.place`, `account.last-admin`
   */
  async change(by: string, person: SignedIn): Promise<AccountView> {
    return this.inTurn(async () => {
      const before = await this.known(person.user);
      this.accounts.checkForm(person);
      this.places.check(person);
      if (person.role !== 'admin') await this.keepAnAdmin(before);
      await this.audit.note(by, 'account.changed', person.user, { before, after: person });
      // Named one by one: an area that the new role does not have must go.
      await this.accounts.change(person.user, {
        name: person.name,
        role: person.role,
        office: person.office,
        chief: person.chief,
        township: person.township,
        district: person.district,
      });
      return this.known(person.user);
    });
  }

  /**
   * Shuts an account, and ends its sessions, or opens it again. @throws AccessRefused `account.unknown`,
   * `account.last-admin`
   */
  async setDisabled(by: string, user: string, disabled: boolean, reason: string): Promise<AccountView> {
    return this.inTurn(async () => {
      const before = await this.known(user);
      if (before.disabled === disabled) return before;
      if (disabled) await this.keepAnAdmin(before);
      await this.audit.note(by, disabled ? 'account.disabled' : 'account.enabled', user, { reason });
      await this.accounts.change(user, { disabled });
      if (disabled) await this.sessions.endAll(user);
      return this.known(user);
    });
  }

  /**
   * A new password for one sign-in, against which nobody has failed yet; every session ends. @throws
   * AccessRefused `account.unknown`
   */
  async resetPassword(by: string, user: string): Promise<WithPassword> {
    const owner = await this.known(user);
    const initialPassword = newPassword([owner]);
    const passwordHash = await hashPassword(initialPassword, owner);
    return this.inTurn(async () => {
      await this.known(user);
      await this.audit.note(by, 'password.reset', user);
      await this.accounts.setPasswordHash(user, passwordHash, true);
      await this.sessions.endAll(user);
      return { account: await this.known(user), initialPassword };
    });
  }

  /**
   * One's own password; every other session ends. Guesses of the old one count as failed sign-ins, so that a
   * session left open is no way to try them. @throws AccessRefused `password.*`, `sign-in.*`
   */
  async changePassword(
    user: string,
    old: string,
    next: string,
    sessionId: string | undefined,
  ): Promise<void> {
    const version = await this.accounts.passwordVersion(user);
    const attempt = { user, version, address: '', session: sessionId ?? user };
    const found = await this.attempts.try(attempt, () => this.accounts.verify(user, old));
    if (!found) throw new AccessRefused('password.wrong');
    if (old === next) throw new AccessRefused('password.same');
    const passwordHash = await hashPassword(next, found.person);
    await this.inTurn(async () => {
      // Whoever changed it in the meantime knows the newer one.
      if ((await this.accounts.passwordVersion(user)) !== found.passwordVersion)
        throw new AccessRefused('password.wrong');
      await this.audit.note(user, 'password.changed', user);
      const passwordVersion = await this.accounts.setPasswordHash(user, passwordHash, false);
      if (sessionId !== undefined) await this.sessions.renew(sessionId, passwordVersion);
      await this.sessions.endAll(user, sessionId);
    });
  }

  /**
   * A key of a machine of another house. Its name is nobody's account. @throws AccessRefused
   * `account.invalid`, `account.place`, `account.taken`
   */
  async issueKey(
    by: string,
    machine: Readonly<{
      user: string;
      name: string;
      office: string;
      role?: MachineRole;
      district?: string;
      signingKey?: string;
      publicKey?: ClientJwk;
    }>,
  ): Promise<IssuedKey> {
    return this.inTurn(async () => {
      this.accounts.check({ ...machine, role: machine.role ?? 'platform' });
      this.places.check(machine);
      if (await this.accounts.view(machine.user))
        throw new AccessRefused('account.taken', { user: machine.user });
      const role = machine.role ?? 'platform';
      // A machine is one counterparty: what it sees and may report goes by its role and district.
      const before = (await this.keys.list()).find(({ user }) => user === machine.user);
      if (before && ((before.role ?? 'platform') !== role || before.district !== machine.district))
        throw new AccessRefused('key.other-role', { user: machine.user });
      await this.audit.note(by, 'key.issued', machine.user, {
        name: machine.name,
        office: machine.office,
        ...(machine.role ? { role: machine.role } : {}),
        ...(machine.district ? { district: machine.district } : {}),
        ...(machine.signingKey ? { signingKey: machine.signingKey } : {}),
        ...(machine.publicKey ? { publicKey: machine.publicKey } : {}),
      });
      const key = await this.keys.issue({ ...machine, issuedBy: by, issuedAt: iso(this.time.ms()) });
      const row = (await this.keys.row(key))!;
      // Nobody is told the secret of a key that is used by its private half.
      return machine.publicKey ? row : { ...row, key };
    });
  }

  /** @throws AccessRefused `key.unknown` */
  async revokeKey(by: string, id: string): Promise<void> {
    await this.inTurn(async () => {
      const row = (await this.keys.list()).find((one) => one.id === id);
      if (!row) throw new AccessRefused('key.unknown');
      await this.audit.note(by, 'key.revoked', row.user, { id });
      await this.keys.revokeOne(id);
    });
  }

  private async known(user: string): Promise<AccountView> {
    const account = await this.accounts.view(user);
    if (!account) throw new AccessRefused('account.unknown');
    return account;
  }

  /** Without an operator nobody could let one in again. */
  private async keepAnAdmin(leaving: AccountView): Promise<void> {
    if (leaving.role !== 'admin' || leaving.disabled) return;
    const others = (await this.accounts.views()).some(
      ({ user, role, disabled }) => role === 'admin' && !disabled && user !== leaving.user,
    );
    if (!others) throw new AccessRefused('account.last-admin');
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (!(await this.keyValues.insert(TURNS, 'accounts', {}, iso(this.time.ms() + TURN_MS_MAX))))
      throw new AccessRefused('account.busy');
    try {
      return await work();
    } finally {
      await this.keyValues.remove(TURNS, 'accounts');
    }
  }
}
