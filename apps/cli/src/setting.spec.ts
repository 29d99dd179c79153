import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import { setting } from './setting.js';

describe('a secret of the installation', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rushi-setting-'));
  const environment = { ...process.env };
  afterEach(() => {
    process.env = { ...environment };
    rmSync(folder, { recursive: true, force: true });
  });

  it('is the variable, or lies in the file that is named, as the server beside it reads both', () => {
    delete process.env.DATABASE_URL;
    expect(setting('DATABASE_URL')).toBeUndefined();
    const file = join(folder, 'database-url');
    writeFileSync(file, 'postgres://rushi@postgres/rushi\n');
    process.env.DATABASE_URL_FILE = file;
    expect(setting('DATABASE_URL')).toBe('postgres://rushi@postgres/rushi');
    process.env.DATABASE_URL = 'postgres://rushi@elsewhere/rushi';
    expect(setting('DATABASE_URL')).toBe('postgres://rushi@elsewhere/rushi');
    process.env.EVENTSTORE_URL_FILE = join(folder, 'none');
    expect(() => setting('EVENTSTORE_URL')).toThrow('读不到 EVENTSTORE_URL_FILE');
  });
});
