import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Accounts, ApiKeys, seedAccounts } from '#access';
import type { Records } from '#kernel';
import { writeWhole } from '#postgres';
import { DEMO_ACCOUNTS, DEMO_PLATFORM } from './demo-accounts.js';

export type DemoAccess = Readonly<{ password: string; platformKey: string }>;

const PASSWORD_BYTES = 9;
const FILE = 'demo-access.json';

/**
 * Makes the demonstration's accounts once. Their common password and the platform's key are random and lie in a file of
 * the data folder that only the owner reads, so that every start can show them; the database holds hashes. The file comes
 * first: wherever a start is cut off, the next one finds the password of the accounts that are there.
 */
export async function openDemoAccess(records: Records, dataDir: string): Promise<DemoAccess> {
  const file = join(dataDir, FILE);
  const known = accessIn(await readFile(file, 'utf8').catch(() => ''));
  const there = new Set((await new Accounts(records).list()).map(({ user }) => user));
  if (known && DEMO_ACCOUNTS.every(({ user }) => there.has(user))) return known;
  const access = known ?? { password: randomBytes(PASSWORD_BYTES).toString('base64url'), platformKey: await new ApiKeys(records).issue(DEMO_PLATFORM) };
  if (!known) await writeWhole(file, JSON.stringify(access));
  await seedAccounts(records, DEMO_ACCOUNTS, true, access.password);
  return access;
}

/** Nothing when the file is absent, empty or broken. */
function accessIn(text: string): DemoAccess | undefined {
  try {
    const { password, platformKey } = JSON.parse(text) as Partial<DemoAccess>;
    return password && platformKey ? { password, platformKey } : undefined;
  } catch {
    return undefined;
  }
}
