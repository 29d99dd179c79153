import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SettingsWrong, readSettings, settingsUnknown } from './settings.js';

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
    expect(attempt).toThrow(
      new RegExp(`^${name} 的值是“${value}”，应为.+。\\n${name} is "${value}"; allowed: .+\\.$`, 'u'),
    );
  });

  it('say every setting in Chinese and in English, one sentence each', () => {
    const names = Object.keys(readSettings({ COOKIE_SECURE: 'true' }));
    const wrong = Object.fromEntries([...names, 'REDIS_URL', 'VAULT_KEY'].map((name) => [name, '\u0001 ?']));
    let told = '';
    try {
      readSettings({ ...wrong, DATABASE_URL: '?', EVENTSTORE_URL: '?', OTEL_TRACES_SAMPLER_ARG: '?' });
    } catch (error) {
      told = (error as Error).message;
    }
    const lines = told.split('\n');
    expect(lines.length).toBeGreaterThan(2 * 18);
    for (let at = 0; at < lines.length; at += 2) {
      const [zh = '', en = ''] = lines.slice(at, at + 2);
      const [name] = zh.split(' ');
      expect(zh).toMatch(/^[A-Z_]+ 的值(?:（不显示）|是“.*”)，应为.*[\p{Script=Han}].*。$/u);
      expect(en).toMatch(
        new RegExp(`^${name} is (?:\\(hidden\\)|".*"); allowed: [^\\p{Script=Han}]+\\.$`, 'u'),
      );
    }
  });

  it.each([
    ['2026-03-02T10:00:00+08:00', '2026-03-02T02:00:00.000Z'],
    ['2026-03-02T10:00+08:00', '2026-03-02T02:00:00.000Z'],
    ['2026-03-02T02:00:00Z', '2026-03-02T02:00:00.000Z'],
  ])('read an instant in any zone: CLOCK=%s', (CLOCK, meant) =>
    expect(readSettings({ CLOCK }).CLOCK).toBe(meant),
  );

  it.each([
    ['+3d', 3 * 86_400_000],
    ['-2h', -2 * 3_600_000],
  ])('read a span from now: CLOCK=%s', (CLOCK, spanMs) => {
    const before = Date.now();
    const at = Date.parse(readSettings({ CLOCK }).CLOCK) - spanMs;
    expect(at).toBeGreaterThanOrEqual(before);
    expect(at).toBeLessThanOrEqual(Date.now());
  });

  it('do not guess the zone of a clock, and say how one is written', () => {
    const without = () => readSettings({ CLOCK: '2026-11-16T09:00' });
    expect(without).toThrow(
      'CLOCK 的值是“2026-11-16T09:00”，应为 system，或者 demo（照常走动、可以快进），或者停住的模拟时钟开始的时刻，例如 2026-11-16T09:00+08:00',
    );
    expect(without).toThrow('such as 2026-11-16T09:00+08:00, or a span from now such as +3d or -2h.');
  });

  it.each([
    ['EVENTSTOR_URL', 'EVENTSTORE_URL'],
    ['DATABASE_URI', 'DATABASE_URL'],
    ['PORTS', 'PORT'],
    ['port', 'PORT'],
    ['RUSHI_PORT', 'PORT'],
    ['RUSHI_PROT', 'PORT'],
    ['DAAT_DIR', 'DATA_DIR'],
    ['RUSHI_SERVR', 'RUSHI_SERVER'],
    ['LOGLEVEL', 'LOG_LEVEL'],
    ['VAULT_KEY_FILES', 'VAULT_KEY_FILE'],
  ])('that are mistyped are reported with the one that was meant: %s', (name, meant) => {
    expect(settingsUnknown({ [name]: '3000' })).toEqual([
      `环境变量 ${name} 没有作用：没有这项设置，是否为 ${meant}？\n` +
        `The variable ${name} does nothing: there is no such setting; did you mean ${meant}?`,
    ]);
  });

  it('that are called after this program and are none are reported, too', () => {
    expect(settingsUnknown({ RUSHI_COLOUR_OF_THE_SKY: 'blue' })).toEqual([
      '环境变量 RUSHI_COLOUR_OF_THE_SKY 没有作用：没有这项设置。\n' +
        'The variable RUSHI_COLOUR_OF_THE_SKY does nothing: there is no such setting.',
    ]);
  });

  it('of others are nobody’s business: a shell’s, the command line’s, those that Kubernetes sets', () => {
    expect(
      settingsUnknown({
        HOME: '/root',
        PATH: '/bin',
        TERM: 'xterm',
        USER: 'wang',
        LANG: 'zh_CN.UTF-8',
        HOSTNAME: 'node-1',
        PWD: '/',
        NODE_ENV: 'production',
        REDIS_PORT: 'tcp://10.0.0.2:6379',
        OTEL_SERVICE_NAME: 'rushi',
        PORT: '3000',
        PORTS: '',
        DATABASE_URL_FILE: '/run/secrets/database-url',
        RUSHI_SERVER: 'http://127.0.0.1:3000',
        RUSHI_SERVICE_HOST: '10.0.0.1',
        RUSHI_PORT: 'tcp://10.0.0.1:3000',
        RUSHI_PORT_3000_TCP_ADDR: '10.0.0.1',
      }),
    ).toEqual([]);
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
