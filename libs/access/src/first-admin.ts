import type { KeyValues } from '#kernel';
import { Accounts } from './accounts.js';
import { AuditTrail } from './audit.js';
import { hashPassword, newPassword } from './passwords.js';
import type { Places } from './places.js';
import { AccessRefused } from './refusals.js';
import { removeFactor } from './second-factors.js';
import { RealTime } from './time.js';

/** Author of what was done by whoever has the database. No account can have this name. */
const BY_DATABASE = 'database';

/**
 * The account that makes all others, for whoever has the database: a new installation has nobody who could
 * sign in. Answers with a password for the first sign-in only. @throws AccessRefused `account.admin-exists`,
 * `account.invalid`, `account.place`, `account.taken`
 */
export async function makeFirstAdmin(
  keyValues: KeyValues,
  places: Places,
  { user, name, office }: Readonly<{ user: string; name: string; office: string }>,
): Promise<string> {
  const accounts = new Accounts(keyValues);
  const admin = (await accounts.list()).find(({ role }) => role === 'admin');
  if (admin) throw new AccessRefused('account.admin-exists', { user: admin.user });
  const person = { user, name, role: 'admin', office } as const;
  accounts.check(person);
  places.check(person);
  const password = newPassword([person]);
  await new AuditTrail(keyValues, new RealTime()).note(BY_DATABASE, 'account.created', user, {
    after: person,
  });
  await accounts.create({ ...person, password, initial: true });
  return password;
}

/**
 * The way back for an administrator whose password is lost, for whoever has the database: a password for one
 * sign-in. Opens the account again if it was shut, takes its second factor away, and ends its sessions.
 * @throws AccessRefused `account.unknown`, `account.not-admin`
 */
export async function resetAdmin(keyValues: KeyValues, user: string): Promise<string> {
  const accounts = new Accounts(keyValues);
  const account = await accounts.view(user);
  if (!account) throw new AccessRefused('account.unknown');
  if (account.role !== 'admin') throw new AccessRefused('account.not-admin', { user });
  const password = newPassword([account]);
  const passwordHash = await hashPassword(password, account);
  await new AuditTrail(keyValues, new RealTime()).note(
    BY_DATABASE,
    'password.reset',
    user,
    account.disabled ? { opened: true } : {},
  );
  await removeFactor(keyValues, user);
  await accounts.setPasswordHash(user, passwordHash, true, { disabled: false });
  return password;
}
