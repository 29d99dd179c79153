import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { VAULT_KEY_BYTES } from '#land';
import { writeOnce } from '#postgres';
import { SettingsWrong } from './settings.js';
import type { Settings } from './settings.js';

const FILE = 'vault.key';

/**
 * The key of the installation: as set, or kept beside the data, made at the first start and readable by its
 * owner only.
 */
export async function vaultKey({
  VAULT_KEY,
  DATA_DIR,
}: Pick<Settings, 'VAULT_KEY' | 'DATA_DIR'>): Promise<Uint8Array> {
  if (VAULT_KEY) return decode(VAULT_KEY, 'VAULT_KEY');
  const path = join(DATA_DIR, FILE);
  const kept = await readFile(path, 'utf8').catch(absent);
  if (kept !== undefined) return decode(kept.trim(), path);
  // Of processes that start together one makes it; all read that one.
  return decode((await writeOnce(path, `${randomBytes(VAULT_KEY_BYTES).toString('base64')}\n`)).trim(), path);
}

function absent(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}

function decode(text: string, where: string): Uint8Array {
  const key = Buffer.from(text, 'base64');
  if (key.length !== VAULT_KEY_BYTES)
    throw new SettingsWrong(
      `${where} holds ${key.length} bytes; allowed: ${VAULT_KEY_BYTES} bytes in base64.`,
    );
  return key;
}
