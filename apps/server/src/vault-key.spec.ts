import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { SettingsWrong } from './settings.js';
import { vaultKey } from './vault-key.js';

let DATA_DIR: string;
beforeEach(async () => {
  DATA_DIR = await mkdtemp(join(tmpdir(), 'rushi-vault-'));
});
afterEach(() => rm(DATA_DIR, { recursive: true }));

describe('the key that seals reserves', () => {
  it('is made once, for its owner only, and is the same at every start', async () => {
    const [first, second] = await Promise.all([vaultKey({ DATA_DIR }), vaultKey({ DATA_DIR })]);
    expect(first).toHaveLength(32);
    expect(second).toEqual(first);
    expect(await vaultKey({ DATA_DIR })).toEqual(first);
    expect((await stat(join(DATA_DIR, 'vault.key'))).mode & 0o777).toBe(0o600);
  });
  it('is the one that was set, where one was', async () => {
    const key = Buffer.alloc(32, 7);
    expect(await vaultKey({ DATA_DIR, VAULT_KEY: key.toString('base64') })).toEqual(key);
    await expect(stat(join(DATA_DIR, 'vault.key'))).rejects.toThrow('ENOENT');
  });
  it('that is too short stops the start, and is not shown', async () => {
    await writeFile(join(DATA_DIR, 'vault.key'), 'c2hvcnQ=');
    const failed = vaultKey({ DATA_DIR });
    await expect(failed).rejects.toThrow(SettingsWrong);
    await expect(failed).rejects.not.toThrow('c2hvcnQ=');
  });
});
