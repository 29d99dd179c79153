import { randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Accounts, ApiKeys, seedAccounts } from '#access';
import type { Records } from '#kernel';
import { DEMO_ACCOUNTS, DEMO_PLATFORM } from './demo-accounts.js';

export type DemoAccess = Readonly<{ password: string; platformKey: string }>;

const PASSWORD_BYTES = 9;
const FILE = 'demo-access.json';
const OWNER_ONLY = 0o600;

/**
 * Makes the demonstration's accounts once. Their common password and the platform's key are random and lie in a file of
 * the data folder that only the owner reads, so that every start can show them; the database holds hashes.
 */
export async function openDemoAccess(records: Records, dataDir: string): Promise<DemoAccess> {
  const file = join(dataDir, FILE);
  const known = await readFile(file, 'utf8').catch(() => undefined);
  const complete = (await new Accounts(records).list()).length >= DEMO_ACCOUNTS.length;
  if (known && complete) return JSON.parse(known) as DemoAccess;
  const password = known ? (JSON.parse(known) as DemoAccess).password : randomBytes(PASSWORD_BYTES).toString('base64url');
  const access: DemoAccess = { password, platformKey: await new ApiKeys(records).issue(DEMO_PLATFORM) };
  await writeFile(file, JSON.stringify(access), { mode: OWNER_ONLY });
  await seedAccounts(records, DEMO_ACCOUNTS, true, password);
  return access;
}
