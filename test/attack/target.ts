import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ApiKeys, seedAccounts } from '#access';
import type { SignedIn } from '#access';
import { VAULT_KEY_BYTES } from '#land';
import { openPostgres, startEmbeddedPostgres } from '#postgres';
import type { EmbeddedPostgres } from '#postgres';
import { DEMO_ACCOUNTS, DEMO_PLATFORM } from '../../apps/server/src/demo/demo-accounts.js';
import { freePort } from '../../libs/kernel/testing/free-port.js';
import { STARTS_AT } from '../http/app.js';
import { bringLayers } from '../rolling/bring-layers.js';
import { ServerProcess } from '../rolling/server-process.js';

const PASSWORD = 'correct horse battery';
const CONNECTIONS_MAX = 100;

/** The same offices in another district: nothing of ours is theirs. */
const FOREIGNERS: readonly SignedIn[] = DEMO_ACCOUNTS.flatMap(({ township, district, office, ...account }) =>
  district === undefined
    ? []
    : [
        {
          ...account,
          user: `${account.user}-far`,
          office: office.replace('370114', '370115'),
          district: '370115',
          ...(township ? { township: township.replace('370114', '370115') } : {}),
        },
      ],
);
const PEOPLE: readonly SignedIn[] = [...DEMO_ACCOUNTS, ...FOREIGNERS];
export const PLATFORM: SignedIn = { ...DEMO_PLATFORM, user: 'platform', role: 'platform' };
/** Everybody who may ask, beside those who show nothing or something invented. */
export const IDENTITIES: readonly SignedIn[] = [...PEOPLE, PLATFORM];

type Headers = Readonly<Record<string, string>>;
/** `user` is a name of {@link IDENTITIES}, `''` for nobody, or something invented. */
export type Request = Readonly<{
  user: string;
  method: string;
  path: string;
  body?: string;
  headers?: Headers;
}>;
export type Answer = Readonly<{ status: number; text: string; ms: number }>;

/** An installation of one process as it ships, on this machine only, with a database of its own. */
export class Target {
  private readonly credentials = new Map<string, Headers>();

  private constructor(
    private readonly home: string,
    private readonly cluster: EmbeddedPostgres,
    private readonly server: ServerProcess,
  ) {}

  /** `folder`: where the compiled program lies. `settings`: what is set besides. */
  static async open(folder: string, settings: Readonly<Record<string, string>> = {}): Promise<Target> {
    const home = await mkdtemp(join(tmpdir(), 'rushi-attack-'));
    await chmod(home, 0o711); // As root, PostgreSQL runs as another user, who must get in.
    const cluster = await startEmbeddedPostgres({
      directory: join(home, 'postgres'),
      settings: { max_connections: CONNECTIONS_MAX },
    });
    const VAULT_KEY = randomBytes(VAULT_KEY_BYTES).toString('base64');
    // A trusted proxy: so the attack comes from as many places as it likes, and no limit of one place hides
    // what lies behind it.
    const environment = {
      DATABASE_URL: cluster.url,
      VAULT_KEY,
      CLOCK: STARTS_AT,
      DATA_DIR: join(home, 'data'),
      PARTITIONS: '4',
      TRUST_PROXY: '1',
      ...settings,
    };
    const target = new Target(home, cluster, new ServerProcess(folder, await freePort(), environment));
    const postgres = await openPostgres({ url: cluster.url });
    await seedAccounts(postgres.keyValues, PEOPLE, true, PASSWORD);
    target.credentials.set('platform', {
      'X-Api-Key': await new ApiKeys(postgres.keyValues).issue(DEMO_PLATFORM),
    });
    await postgres.close();
    await target.server.start();
    await target.signInAll();
    await bringLayers(target.url, target.credentialsOf('zhao'), target.credentialsOf('he'));
    return target;
  }

  get url(): string {
    return `http://127.0.0.1:${this.server.port}`;
  }

  get databaseUrl(): string {
    return this.cluster.url;
  }

  /** Sessions outlive the process: they lie in the database. */
  private async signInAll(): Promise<void> {
    for (const { user } of PEOPLE) {
      const body = JSON.stringify({ user, password: PASSWORD });
      const { status, text } = await this.ask({ user: '', method: 'post', path: '/api/v1/session', body });
      if (status !== 201) throw new Error(`${user} could not sign in: ${status} ${text}`);
      this.credentials.set(user, {
        Authorization: `Bearer ${(JSON.parse(text) as { token: string }).token}`,
      });
    }
  }

  credentialsOf(user: string): Headers {
    return user === '' ? {} : (this.credentials.get(user) ?? { Authorization: `Bearer ${user}` });
  }

  /** @throws when no answer came. */
  async ask({ user, method, path, body, headers = {} }: Request): Promise<Answer> {
    const began = performance.now();
    const sent = {
      'X-Forwarded-For': `203.0.113.${Math.floor(began) % 250}`,
      ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
      ...this.credentialsOf(user),
      ...headers,
    };
    const answer = await fetch(`${this.url}${path}`, {
      method: method.toUpperCase(),
      headers: sent,
      body,
      redirect: 'manual',
    });
    return { status: answer.status, text: await answer.text(), ms: performance.now() - began };
  }

  /** The longest time for which the process answered nobody since this was asked last, in milliseconds. */
  async loopDelayMs(): Promise<number> {
    const { text } = await this.ask({ user: 'admin', method: 'get', path: '/metrics' });
    return Number(/^nodejs_eventloop_lag_max_seconds (\S+)/m.exec(text)?.[1]) * 1_000;
  }

  /** Seconds of CPU that the process took so far. */
  async cpuSeconds(): Promise<number> {
    const { text } = await this.ask({ user: 'admin', method: 'get', path: '/metrics' });
    return Number(/^process_cpu_seconds_total (\S+)/m.exec(text)?.[1]);
  }

  /** SIGKILL, in the middle of whatever it does. */
  kill(): Promise<void> {
    return this.server.end();
  }

  start(): Promise<void> {
    return this.server.start();
  }

  async close(): Promise<void> {
    await this.server.end();
    await this.cluster.release();
    await rm(this.home, { recursive: true, force: true });
  }
}
