import type { Records } from '#kernel';
import { Accounts } from './accounts.js';
import { AuditTrail } from './audit.js';
import { AccessRefused } from './refusals.js';
import { newPassword } from './secrets.js';
import { RealTime } from './time.js';

/**
 * The account that makes all others, for whoever has the database: a new installation has nobody who could sign in.
 * Answers with a password for the first sign-in only. @throws AccessRefused `account.admin-exists`, `account.invalid`, `account.taken`
 */
export async function makeFirstAdmin(records: Records, { user, name, office }: Readonly<{ user: string; name: string; office: string }>): Promise<string> {
  const accounts = new Accounts(records);
  const admin = (await accounts.list()).find(({ role }) => role === 'admin');
  if (admin) throw new AccessRefused('account.admin-exists', { user: admin.user });
  const person = { user, name, role: 'admin', office } as const;
  accounts.check(person);
  const password = newPassword();
  await new AuditTrail(records, new RealTime()).note('database', 'account.created', user, { after: person });
  await accounts.create({ ...person, password, initial: true });
  return password;
}
