import { Inject, Injectable } from '@nestjs/common';
import { hash, verify } from '@node-rs/argon2';
import { Records } from '#kernel';
import { recordsOf } from './listing.js';
import { AccessRefused } from './refusals.js';
import { LEVEL, ROLES, districtOf } from './roles.js';
import type { Role, SignedIn } from './roles.js';

export type Account = SignedIn & Readonly<{ passwordHash: string; disabled?: boolean; demo?: boolean }>;
export type NewAccount = SignedIn & Readonly<{ password: string; demo?: boolean }>;

const SPACE = 'accounts';
export const PASSWORD_CHARACTERS_MIN = 10;
/** Bounds the work that one sign-in can cause. */
export const PASSWORD_CHARACTERS_MAX = 200;
const USER = /^[a-z][a-z0-9.-]{1,63}$/;
const OFFICE = /^\d{6}(\d{3})?\/[a-z-]{1,40}$/;

/** argon2id as OWASP advises: 19 MiB, two passes, one lane. */
const ARGON2 = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;

/** A digest of nobody's password: an unknown user costs as much time as a known one. Made at first use. */
let nobody: Promise<string> | undefined;

@Injectable()
export class Accounts {
  constructor(@Inject(Records) private readonly records: Records) {}

  /** @throws AccessRefused `account.invalid`, `account.taken`, `password.weak` */
  async create({ password, ...account }: NewAccount): Promise<SignedIn> {
    checkAccount(account);
    const stored: Account = { ...account, passwordHash: await hashPassword(password) };
    if (!(await this.records.insert(SPACE, account.user, stored))) throw new AccessRefused('account.taken', { user: account.user });
    return personOf(stored);
  }

  /** Whoever has this name now and may work; asked on every request, so that a change of rights counts at once. */
  async find(user: string): Promise<SignedIn | undefined> {
    const account = await this.records.get<Account>(SPACE, user);
    return account && !account.disabled ? personOf(account) : undefined;
  }

  /** Whether name and password belong together. Takes as long for unknown and disabled users. */
  async verify(user: string, password: string): Promise<SignedIn | undefined> {
    const account = await this.records.get<Account>(SPACE, user);
    nobody ??= hash('nobody', ARGON2);
    const matches = await verify(account?.passwordHash ?? (await nobody), password.slice(0, PASSWORD_CHARACTERS_MAX));
    return account && matches && !account.disabled ? personOf(account) : undefined;
  }

  /** Other role, office or area; `disabled` shuts the account without forgetting who it was. @throws AccessRefused */
  async change(user: string, change: Partial<Omit<Account, 'user' | 'passwordHash'>>): Promise<void> {
    const account = await this.records.get<Account>(SPACE, user);
    if (!account) throw new AccessRefused('account.invalid', { what: 'user' });
    const changed = { ...account, ...change };
    checkAccount(changed);
    await this.records.put(SPACE, user, changed);
  }

  async list(): Promise<readonly SignedIn[]> {
    const people: SignedIn[] = [];
    for await (const { value } of recordsOf<Account>(this.records, SPACE)) people.push(personOf(value));
    return people;
  }
}

/** @throws AccessRefused `password.weak` */
export function hashPassword(password: string): Promise<string> {
  const length = [...password].length;
  if (length < PASSWORD_CHARACTERS_MIN || length > PASSWORD_CHARACTERS_MAX) {
    throw new AccessRefused('password.weak', { min: PASSWORD_CHARACTERS_MIN, max: PASSWORD_CHARACTERS_MAX });
  }
  return hash(password, ARGON2);
}

function personOf({ user, name, role, office, township, district }: Account): SignedIn {
  return { user, name, role, office, ...(township ? { township } : {}), ...(district ? { district } : {}) };
}

/** An account without its area would be out of every scope, or, worse, seem to be; it is not made. */
function checkAccount({ user, name, role, office, township, district }: SignedIn): void {
  const level = (ROLES as readonly Role[]).includes(role) ? LEVEL[role] : undefined;
  const wrong = [
    !USER.test(user) && 'user',
    name.trim() === '' && 'name',
    !level && 'role',
    !OFFICE.test(office) && 'office',
    level === 'township' && !/^\d{9}$/.test(township ?? '') && 'township',
    level !== 'city' && !/^\d{6}$/.test(district ?? '') && 'district',
    level === 'township' && township && districtOf(township) !== district && 'township/district',
  ].filter((what) => typeof what === 'string');
  if (wrong.length > 0) throw new AccessRefused('account.invalid', { what: wrong.join(', ') });
}
