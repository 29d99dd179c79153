import type { KeyValues } from '#kernel';
import { Accounts } from './accounts.js';
import { newPassword } from './passwords.js';
import { AccessRefused } from './refusals.js';
import type { SignedIn } from './roles.js';

/**
 * Makes the accounts that are not there yet and answers with their common password, to be printed once; only
 * its hash is stored. `null` when all were there. @throws AccessRefused `account.demo` unless this is a
 * demonstration
 */
export async function seedAccounts(
  keyValues: KeyValues,
  accounts: readonly SignedIn[],
  demo: boolean,
  password = newPassword(accounts),
): Promise<string | null> {
  if (!demo) throw new AccessRefused('account.demo');
  const store = new Accounts(keyValues);
  const known = new Set((await store.list()).map(({ user }) => user));
  const missing = accounts.filter(({ user }) => !known.has(user));
  await store.createAll(
    missing.map((account) => ({ ...account, demo: true })),
    password,
  );
  return missing.length > 0 ? password : null;
}
