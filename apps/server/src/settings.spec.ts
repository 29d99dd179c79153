import { describe, expect, it } from '@jest/globals';
import { SettingsWrong, readSettings } from './settings.js';

describe('the settings', () => {
  it('need nothing', () => {
    expect(readSettings({})).toMatchObject({ PORT: 3000, HOST: '127.0.0.1', ROLES: 'all', DEMO: false });
    expect(readSettings({ PORT: '' }).PORT).toBe(3000);
  });

  it('are read from text', () => {
    expect(readSettings({ PORT: '0', DEMO: 'true', CLOCK: '2026-03-02T02:00:00.000Z', ROLES: 'api' })).toMatchObject({ PORT: 0, DEMO: true, ROLES: 'api', COOKIE_SECURE: false });
  });

  it.each([
    ['PORT', '70000'],
    ['PORT', '1e3'],
    ['PORT', '-1'],
    ['ROLES', 'some'],
    ['DEMO', 'yes'],
    ['CLOCK', 'tomorrow'],
    ['LOG_LEVEL', 'loud'],
    ['PARTITIONS', '0'],
    ['BODY_BYTES_MAX', 'lots'],
  ])('name the variable, the value and what is allowed: %s=%s', (name, value) => {
    const attempt = () => readSettings({ [name]: value });
    expect(attempt).toThrow(SettingsWrong);
    expect(attempt).toThrow(new RegExp(`^${name} is "${value}"; allowed: .+`));
  });

  it('never print a password', () => {
    const attempt = () => readSettings({ DATABASE_URL: 'mysql://user:hunter2@host/db' });
    expect(attempt).toThrow(/DATABASE_URL is \(hidden\); allowed: postgres/);
    expect(attempt).not.toThrow(/hunter2/);
  });
});
