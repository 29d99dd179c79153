import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SettingsWrong, readSettings } from './settings.js';

describe('the settings', () => {
  it('need nothing', () => {
    expect(readSettings({})).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', ROLES: 'all', DEMO: false });
    expect(readSettings({ PORT: '' }).PORT).toBe(3000);
  });

  it('are read from text', () => {
    expect(
      readSettings({ PORT: '0', DEMO: 'true', CLOCK: '2026-03-02T02:00:00.000Z', ROLES: 'api' }),
    ).toMatchObject({ PORT: 0, DEMO: true, ROLES: 'api', COOKIE_SECURE: false });
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', '1e3'],
    ['PORT', '-1'],
    ['ROLES', 'some'],
    ['DEMO', 'yes'],
    ['CLOCK', 'tomorrow'],
    ['CLOCK', '2026-13-01T02:00:00.000Z'],
    ['CLOCK', '2026-02-30T02:00:00.000Z'],
    ['CLOCK', '2026-03-02T24:00:00.000Z'],
    ['LOG_LEVEL', 'loud'],
    ['PARTITIONS', '0'],
    ['DRAIN_SECONDS', '301'],
    ['BODY_BYTES_MAX', 'lots'],
  ])('name the variable, the value and what is allowed: %s=%s', (name, value) => {
    const attempt = () => readSettings({ [name]: value });
    expect(attempt).toThrow(SettingsWrong);
    expect(attempt).toThrow(new RegExp(`^${name} is "${value}"; allowed: .+`));
  });

  it('know every form of a Redis, and nothing else', () => {
    for (const url of [
      'redis://127.0.0.1',
      'rediss://user:secret@redis.example:6380/1',
      'redis-sentinel://10.0.0.1:26379,10.0.0.2:26379/mymaster',
      'redis-cluster://10.0.0.1:6379,10.0.0.2:6379',
    ])
      expect(readSettings({ REDIS_URL: url }).REDIS_URL).toBe(url);
    expect(() => readSettings({ REDIS_URL: 'http://hunter2@host' })).toThrow(
      /REDIS_URL is \(hidden\); allowed: redis:/,
    );
  });

  it('read a secret from the file that is named instead, as containers mount it', () => {
    const folder = mkdtempSync(join(tmpdir(), 'rushi-secrets-'));
    const file = join(folder, 'database-url');
    writeFileSync(file, 'postgres://rushi:hunter2@postgres:5432/rushi\n');
    expect(readSettings({ DATABASE_URL_FILE: file }).DATABASE_URL).toBe(
      'postgres://rushi:hunter2@postgres:5432/rushi',
    );
    expect(() => readSettings({ DATABASE_URL_FILE: file, DATABASE_URL: 'postgres://a@b/c' })).toThrow(
      'DATABASE_URL and DATABASE_URL_FILE are both set',
    );
    expect(() => readSettings({ VAULT_KEY_FILE: join(folder, 'none') })).toThrow(
      /VAULT_KEY_FILE is ".*none", which cannot be read \(ENOENT\)/,
    );
    rmSync(folder, { recursive: true });
  });

  it('take a password with a plus or an encoded percent, and say how to write a bare percent', () => {
    for (const password of ['a+b', 'a%25b'])
      expect(readSettings({ DATABASE_URL: `postgres://u:${password}@h/d+e` }).DATABASE_URL).toContain(
        password,
      );
    expect(() => readSettings({ DATABASE_URL: 'postgres://u:100%x@h/d' })).toThrow(
      /DATABASE_URL is \(hidden\).*%25/,
    );
  });

  it('never print a password', () => {
    const attempt = () => readSettings({ DATABASE_URL: 'mysql://user:hunter2@host/db' });
    expect(attempt).toThrow(/DATABASE_URL is \(hidden\); allowed: postgres/);
    expect(attempt).not.toThrow(/hunter2/);
  });
});
