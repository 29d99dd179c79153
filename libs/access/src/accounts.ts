import { Inject, Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { KeyValues } from '#kernel';
import { checkForm } from './account-form.js';
import { recordsOf } from './listing.js';
import { isReserved } from './names.js';
import { ARGON2, PASSWORD_CHARACTERS_MAX, checkPassword, hashPassword } from './passwords.js';
import { AccessRefused } from './refusals.js';
import type { Role, SignedIn } from './roles.js';

/**
 * `initial`: the password came from the operator and opens nothing but its own change. `passwordVersion`
 * counts the passwords (absent: 0): a session carries the version that opened it and is void under any other.
 */
export type Account = SignedIn &
  Readonly<{
    passwordHash: string;
    passwordVersion?: number;
    disabled?: boolean;
    demo?: boolean;
    initial?: boolean;
  }>;
/** Who has a name now, whether the password must be changed first, and which password it is. */
export type Current = Readonly<{ person: SignedIn; mustChangePassword: boolean; passwordVersion: number }>;
export type NewAccount = SignedIn & Readonly<{ password: string; demo?: boolean; initial?: boolean }>;
/** What the operator sees of an account. */
export type AccountView = SignedIn & Readonly<{ disabled: boolean; mustChangePassword: boolean }>;

const SPACE = 'accounts';
/** A digest of nobody's password: an unknown user costs as much time as a known one. Made at first use. */
let nobody: Promise<string> | undefined;

@Injectable()
export class Accounts {
  constructor(@Inject(KeyValues) private readonly keyValues: KeyValues) {}

  /** @throws AccessRefused `account.invalid`, `account.reserved`, `account.taken`, `password.*` */
  async create({ password, ...account }: NewAccount): Promise<SignedIn> {
    checkAccount(account);
    return this.insert({ ...account, passwordHash: await hashPassword(password, account) });
  }

  /**
   * Several people with one password: it is hashed once, and none is made unless it may be everybody's.
   * @throws AccessRefused `account.invalid`, `account.reserved`, `account.taken`, `password.*`
   */
  async createAll(people: readonly Omit<NewAccount, 'password'>[], password: string): Promise<void> {
    for (const person of people) {
      checkAccount(person);
      checkPassword(password, person);
    }
    const [first] = people;
    if (!first) return;
    const passwordHash = await hashPassword(password, first);
    for (const person of people) await this.insert({ ...person, passwordHash });
  }

  private async insert(account: Account): Promise<SignedIn> {
    if (!(await this.keyValues.insert(SPACE, account.user, account)))
      throw new AccessRefused('account.taken', { user: account.user });
    return personOf(account);
  }

  /**
   * Whoever has this name now and may work; asked on every request, so that a change of rights counts at
   * once.
   */
  async find(user: string): Promise<SignedIn | undefined> {
    return (await this.current(user))?.person;
  }

  /** The same, and whether the password must be changed before anything else. */
  async current(user: string): Promise<Current | undefined> {
    const account = await this.keyValues.get<Account>(SPACE, user);
    return account && !account.disabled ? currentOf(account) : undefined;
  }

  /** How often the password was changed; 0 also where there is no such account. */
  async passwordVersion(user: string): Promise<number> {
    return (await this.keyValues.get<Account>(SPACE, user))?.passwordVersion ?? 0;
  }

  /**
   * Whether name and password belong together, as of one look. Takes as long for unknown and disabled users.
   */
  async verify(user: string, password: string): Promise<Current | undefined> {
    const account = await this.keyValues.get<Account>(SPACE, user);
    nobody ??= hash('nobody', ARGON2);
    const matches = await verify(
      account?.passwordHash ?? (await nobody),
      password.slice(0, PASSWORD_CHARACTERS_MAX),
    );
    return account && matches && !account.disabled ? currentOf(account) : undefined;
  }

  /** Of a name that is to be taken. @throws AccessRefused `account.invalid`, `account.reserved` */
  check(person: SignedIn): void {
    checkAccount(person);
  }

  /**
   * Of an account that is there, whatever its name: an old one keeps it. @throws AccessRefused
   * `account.invalid`
   */
  checkForm(person: SignedIn): void {
    checkForm(person);
  }

  /**
   * A hash of {@link hashPassword}; answers with the version of this password. Every session that another one
   * opened is void from now on, also one that is being opened. @throws AccessRefused `account.unknown`
   */
  async setPasswordHash(
    user: string,
    passwordHash: string,
    initial: boolean,
    more: Pick<Account, 'disabled'> = {},
  ): Promise<number> {
    const account = await this.keyValues.get<Account>(SPACE, user);
    if (!account) throw new AccessRefused('account.unknown');
    const passwordVersion = (account.passwordVersion ?? 0) + 1;
    await this.keyValues.put(SPACE, user, {
      ...account,
      ...more,
      passwordHash,
      passwordVersion,
      initial,
    } satisfies Account);
    return passwordVersion;
  }

  /**
   * Other role, office or area; `disabled` shuts the account without forgetting who it was. @throws
   * AccessRefused
   */
  async change(user: string, change: Partial<Omit<Account, 'user' | 'passwordHash'>>): Promise<void> {
    const account = await this.keyValues.get<Account>(SPACE, user);
    if (!account) throw new AccessRefused('account.unknown');
    const changed = { ...account, ...change };
    checkForm(changed);
    await this.keyValues.put(SPACE, user, changed);
  }

  async view(user: string): Promise<AccountView | undefined> {
    const account = await this.keyValues.get<Account>(SPACE, user);
    return account && viewOf(account);
  }

  async views(): Promise<readonly AccountView[]> {
    const views: AccountView[] = [];
    for await (const { value } of recordsOf<Account>(this.keyValues, SPACE)) views.push(viewOf(value));
    return views;
  }

  /** By user name. */
  async page(
    after: string | undefined,
    limit: number,
  ): Promise<Readonly<{ items: readonly AccountView[]; next: string | null }>> {
    const rows = await this.keyValues.list<Account>(SPACE, after ?? '', limit + 1);
    const items = rows.slice(0, limit).map(({ value }) => viewOf(value));
    return { items, next: rows.length > limit ? items[items.length - 1]!.user : null };
  }

  /** Who works at a post of an office now, by user name. */
  async at(office: string, role: Role): Promise<readonly SignedIn[]> {
    const people: SignedIn[] = [];
    for await (const { value } of recordsOf<Account>(this.keyValues, SPACE))
      if (!value.disabled && value.office === office && value.role === role) people.push(personOf(value));
    return people;
  }

  async list(): Promise<readonly SignedIn[]> {
    const people: SignedIn[] = [];
    for await (const { value } of recordsOf<Account>(this.keyValues, SPACE)) people.push(personOf(value));
    return people;
  }
}

function personOf({ user, name, role, office, chief, township, district }: Account): SignedIn {
  return {
    user,
    name,
    role,
    office,
    ...(chief ? { chief } : {}),
    ...(township ? { township } : {}),
    ...(district ? { district } : {}),
  };
}

const currentOf = (account: Account): Current => ({
  person: personOf(account),
  mustChangePassword: account.initial ?? false,
  passwordVersion: account.passwordVersion ?? 0,
});

const viewOf = (account: Account): AccountView => ({
  ...personOf(account),
  disabled: account.disabled ?? false,
  mustChangePassword: account.initial ?? false,
});

function checkAccount(account: SignedIn): void {
  if (isReserved(account.user)) throw new AccessRefused('account.reserved', { user: account.user });
  checkForm(account);
}
