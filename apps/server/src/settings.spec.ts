import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { SettingsWrong, readSettings, settingsUnknown } from './settings.js';

/** Of every setting what it takes, and what it does not: `null` where any text is a value. */
const ROWS: readonly (readonly [name: string, value: string, wrong: string | null])[] = [
  ['PORT', '3100', '70000'],
  ['HOST', '0.0.0.0', '一号机'],
  ['DATA_DIR', '/srv/rushi', ' '],
  ['PACKS_DIR', '/srv/rushi-packs', ' '],
  ['DATABASE_URL', 'postgres://rushi:secret@db:5432/rushi', 'mysql://db/rushi'],
  ['EVENTSTORE_URL', 'esdb://log:2113', 'http://log:2113'],
  ['EVENTSTORE_PREFIX', 'jinan-', '济南'],
  ['REDIS_URL', 'redis://queue:6379', 'queue:6379'],
  ['VAULT_KEY', 'qqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqqo=', 'secret'],
  ['ROLES', 'engine', 'worker'],
  ['DEMO', 'true', '是'],
  ['CLOCK', '2026-03-02T02:00:00.000Z', '明天'],
  ['CLOCK_BEHIND_SECONDS_MAX', '90', '1m'],
  ['PARTITIONS', '32', '0'],
  ['OTEL_EXPORTER_OTLP_ENDPOINT', 'http://collector:4318', 'collector'],
  ['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT', 'http://collector:4318/v1/traces', 'collector'],
  ['OTEL_EXPORTER_OTLP_PROTOCOL', 'http/json', 'grpc'],
  ['OTEL_EXPORTER_OTLP_TRACES_PROTOCOL', 'http/json', 'grpc'],
  ['OTEL_TRACES_EXPORTER', 'none', 'zipkin'],
  ['OTEL_SDK_DISABLED', 'true', '1'],
  ['OTEL_TRACES_SAMPLER', 'always_on', 'all'],
  ['OTEL_TRACES_SAMPLER_ARG', '0.5', '一半'],
  ['DRAIN_SECONDS', '5', '5s'],
  ['OPERATIONS_TOKEN', 'a-token-of-the-own-monitoring', 'short'],
  ['OPERATIONS_OPEN', 'true', 'yes'],
  ['WEBHOOK_PRIVATE_HOSTS', '127.0.0.1,notices.example', 'a；b'],
  ['WEBHOOK_HTTP', 'true', 'on'],
  ['WITNESSES', '/srv/rushi/witnesses', ' '],
  ['EVIDENCE_SM2', 'true', '国密'],
  ['CLAMD_ADDRESS', '127.0.0.1:3310', '127.0.0.1'],
  ['PUBLIC_ADDRESS', 'https://rushi.example.gov.cn', 'rushi.example.gov.cn'],
  ['MACHINE_POINTS_PER_MINUTE', '9000', '九千'],
  ['MACHINE_LISTENERS_MAX', '40', '0'],
  ['LOG_LEVEL', 'debug', 'loud'],
  ['BODY_BYTES_MAX', '2048', '2M'],
  ['TRUST_PROXY', '1', 'true'],
  ['COOKIE_SECURE', 'true', 'secure'],
  ['SECOND_FACTOR', 'approver,finance', 'approver,platform'],
  ['CONFIRM_WITHIN', '10m', '10'],
];

describe('a row of the table of settings', () => {
  it('stands here for every setting of the page and of the program', () => {
    const source = readFileSync('apps/server/src/settings.ts', 'utf8');
    const declared = [...source.matchAll(/^ {2}([A-Z][A-Z0-9_]+)[?!:= ]/gm)].map(([, name]) => name!);
    expect(ROWS.map(([name]) => name).toSorted()).toEqual(declared.toSorted());
  });

  it.each(ROWS)('%s is read, and none of its values is taken for another name', (name, value) => {
    const read = readSettings({ [name]: value }) as unknown as Record<string, unknown>;
    expect([name, String(read[name])]).toEqual([name, value]);
    expect(settingsUnknown({ [name]: value })).toEqual([]);
  });

  it.each(ROWS.filter(([, , wrong]) => wrong !== null))(
    '%s with a wrong value is one sentence',
    (name, _, wrong) => {
      let told = '';
      try {
        readSettings({ [name]: wrong! });
      } catch (error) {
        expect(error).toBeInstanceOf(SettingsWrong);
        told = (error as Error).message;
      }
      const [zh = '', en = '', ...others] = told.split('\n');
      expect(others).toEqual([]);
      expect(zh).toMatch(
        new RegExp(`^${name} 的值(?:（不显示）|是“${wrong!}”)，应为.*\\p{Script=Han}.*。$`, 'u'),
      );
      expect(en).toMatch(
        new RegExp(`^${name} is (?:\\(hidden\\)|"${wrong!}"); allowed: [^\\p{Script=Han}]+\\.$`, 'u'),
      );
    },
  );

  it.each(ROWS)('%s is the one that is meant by names near it', (name) => {
    const swapped = name.replace(/^(.)(.)/, '$2$1');
    for (const near of [`RUSHI_${name}`, name.toLowerCase(), name.slice(0, -1), swapped])
      expect(settingsUnknown({ [near]: '1' })).toEqual([expect.stringContaining(`，是否为 ${name}？\n`)]);
  });
});

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
      expect(zh).toMatch(/^[A-Z0-9_]+ 的值(?:（不显示）|是“.*”)，应为.*[\p{Script=Han}].*。$/u);
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
