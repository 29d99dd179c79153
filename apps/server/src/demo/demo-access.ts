import { generateKeyPairSync } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Accounts, ApiKeys, newPassword, seedAccounts } from '#access';
import type { KeyValues } from '#kernel';
import { writeWhole } from '#postgres';
import { DEMO_ACCOUNTS, DEMO_PLATFORM } from './demo-accounts.js';

/** What of the demonstration's access is true here: whom the password opens, and the key where it is one. */
export type DemoAccess = Readonly<{ password?: string; platformKey?: string; users: readonly string[] }>;
type Kept = Readonly<{ password: string; platformKey: string; exchange?: ExchangeAccess }>;
/** Of the stand-in for the trading platform: an API key, and in PEM what it signs its reports with. */
type ExchangeAccess = Readonly<{ key: string; signingKey: string }>;

const FILE = 'demo-access.json';

/**
 * Makes the demonstration's accounts once. Their common password and the platform's key are random and lie in
 * a file of the data folder that only the owner reads, so that every start can show them; the database holds
 * hashes. The file comes first: wherever a start is cut off, the next one finds the password of the accounts
 * that are there. Another data folder on the same database does not know it, and whoever changed a password
 * has another one: each start says what it has tried.
 *
 * The platform has two keys: one for whoever tries its interface by hand, and one for the exchange, of which
 * nothing unsigned is taken.
 */
export async function openDemoAccess(keyValues: KeyValues, dataDir: string): Promise<DemoAccess> {
  const file = join(dataDir, FILE);
  const known = accessIn(await readFile(file, 'utf8').catch(() => ''));
  const there = new Set((await new Accounts(keyValues).list()).map(({ user }) => user));
  const missing = DEMO_ACCOUNTS.filter(({ user }) => !there.has(user));
  if (!known && missing.length === 0) return { users: [] };
  const access = known ?? {
    password: newPassword(DEMO_ACCOUNTS),
    platformKey: await new ApiKeys(keyValues).issue(DEMO_PLATFORM),
  };
  const whole = await withExchange(keyValues, access);
  if (whole !== known) await writeWhole(file, JSON.stringify(whole));
  await seedAccounts(keyValues, missing, true, access.password);
  return tried(
    keyValues,
    access,
    missing.map(({ user }) => user),
  );
}

/** One of before the exchange signed its reports is given what it signs with, unless its keys are revoked. */
async function withExchange(keyValues: KeyValues, access: Kept): Promise<Kept> {
  const keys = new ApiKeys(keyValues);
  if (access.exchange || !(await keys.find(access.platformKey))) return access;
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const signingKey = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  const key = await keys.issue({ ...DEMO_PLATFORM, signingKey: publicKey.export({ format: 'jwk' }).x! });
  return { ...access, exchange: { key, signingKey } };
}

/** `made` are just made with this password. */
async function tried(
  keyValues: KeyValues,
  { password, platformKey }: Kept,
  made: readonly string[],
): Promise<DemoAccess> {
  const accounts = new Accounts(keyValues);
  const opens = async (user: string) =>
    made.includes(user) || (await accounts.verify(user, password)) !== undefined;
  const opened = await Promise.all(DEMO_ACCOUNTS.map(async ({ user }) => ({ user, yes: await opens(user) })));
  const users = opened.filter(({ yes }) => yes).map(({ user }) => user);
  const key = (await new ApiKeys(keyValues).find(platformKey)) ? { platformKey } : {};
  return { users, ...(users.length > 0 ? { password } : {}), ...key };
}

/** Nothing when the file is absent, empty or broken. */
function accessIn(text: string): Kept | undefined {
  try {
    const { password, platformKey, exchange } = JSON.parse(text) as Partial<Kept>;
    if (!password || !platformKey) return undefined;
    return { password, platformKey, ...(exchange ? { exchange } : {}) };
  } catch {
    return undefined;
  }
}
