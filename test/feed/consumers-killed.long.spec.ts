/*
 * Shows: however often server and consumers are killed, each consumer ends with exactly what was published,
 * in order, and webhooks bring everything at least once.
 * How: the program as it ships, driven over HTTP by officers who try again; it and the consumers that vendors
 * are given are killed with SIGKILL whenever some more entries were approved.
 */
import { randomBytes } from 'node:crypto';
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiKeys, seedAccounts } from '#access';
import { VAULT_KEY_BYTES } from '#land';
import { openPostgres, startEmbeddedPostgres } from '#postgres';
import type { EmbeddedPostgres } from '#postgres';
import { DEMO_ACCOUNTS, DEMO_PLATFORM } from '../../apps/server/src/demo/demo-accounts.js';
import { freePort } from '../../libs/kernel/testing/free-port.js';
import { compileSources } from '../crash/compiled.js';
import { STARTS_AT } from '../http/app.js';
import { until } from '../kernel/app.js';
import { bringLayers } from '../rolling/bring-layers.js';
import { Office } from '../rolling/office.js';
import { ServerProcess } from '../rolling/server-process.js';
import { openReceiver } from './receiver.js';

const PASSWORD = 'correct horse battery';
const ENTRIES = 18;
/** Parcels of one township have numbers so far apart. */
const STEP = 17;
const AT_ONCE = 3;
/** A kill each time so many more entries were approved. */
const KILL_EVERY = 3;

const CONSUMERS = [
  ['Node', process.execPath, 'consumer.mjs'],
  ['Python', 'python3', 'consumer.py'],
  ['shell', 'sh', 'consumer.sh'],
] as const;
const isMissing = (program: string): boolean =>
  [program, ...(program === 'sh' ? ['curl'] : [])].some(
    (one) => spawnSync(one, ['--version'], { stdio: 'ignore' }).error !== undefined,
  );

/** A consumer that is started again whenever it was killed; what it told of, line by line. */
class Consumer {
  private child: ChildProcess | undefined;
  out = '';
  killed = 0;

  constructor(
    private readonly program: string,
    private readonly file: string,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  start(): void {
    const child = spawn(this.program, [join('libs/feed/examples', this.file)], {
      env: { ...process.env, ...this.environment },
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    child.stdout.setEncoding('utf8').on('data', (part: string) => (this.out += part));
    this.child = child;
  }

  async kill(): Promise<void> {
    const { child } = this;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'close');
    child.kill('SIGKILL');
    await gone;
    // Cut in the midst of a line: the event comes again, whole.
    this.out = this.out.slice(0, this.out.lastIndexOf('\n') + 1);
    this.killed += 1;
  }

  /** Without what came again after a kill. */
  get told(): readonly string[] {
    return [
      ...new Set(
        this.out
          .split('\n')
          .filter((line) => line !== '')
          .map(shortly),
      ),
    ];
  }
}

/** The one in shell tells of an event as it came, the others by type and subject. */
function shortly(line: string): string {
  if (!line.startsWith('{')) return line;
  const { type, subject } = JSON.parse(line) as Readonly<{ type: string; subject: string }>;
  return `${type} ${subject}`;
}

let home: string;
let cluster: EmbeddedPostgres;
let compiled: Awaited<ReturnType<typeof compileSources>>;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'rushi-killed-'));
  await chmod(home, 0o711); // As root, PostgreSQL runs as another user, who must get in.
  [cluster, compiled] = await Promise.all([
    startEmbeddedPostgres({ directory: join(home, 'postgres') }),
    compileSources(),
  ]);
});
afterAll(async () => {
  await cluster?.release();
  await compiled?.remove();
  await rm(home, { recursive: true, force: true });
});

describe('consumers and a server that are killed while entries run', () => {
  const consumers: Consumer[] = [];
  let server: ServerProcess;
  let receiver: Awaited<ReturnType<typeof openReceiver>>;
  afterAll(async () => {
    await Promise.all(consumers.map((consumer) => consumer.kill()));
    await server?.end();
    await receiver?.close();
  });

  it('end with exactly what was published, in order', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    server = new ServerProcess(compiled.folder, port, {
      ...{ DATABASE_URL: cluster.url, CLOCK: STARTS_AT, DATA_DIR: join(home, 'data') },
      ...{ WEBHOOK_HTTP: 'true', WEBHOOK_PRIVATE_HOSTS: '127.0.0.1' },
      VAULT_KEY: randomBytes(VAULT_KEY_BYTES).toString('base64'),
    });
    const postgres = await openPostgres({ url: cluster.url });
    await seedAccounts(postgres.keyValues, DEMO_ACCOUNTS, true, PASSWORD);
    const key = await new ApiKeys(postgres.keyValues).issue(DEMO_PLATFORM);
    await postgres.close();
    await server.start();
    const machine = async (path: string, init: RequestInit = {}): Promise<unknown> => {
      const headers = {
        'X-Api-Key': key,
        'Content-Type': 'application/json',
        'Idempotency-Key': 'the-webhook-1',
      };
      return (await fetch(`${url}/platform/v1${path}`, { ...init, headers })).json();
    };
    receiver = await openReceiver();
    await machine('/webhooks', { method: 'POST', body: JSON.stringify({ url: `${receiver.url}/hook` }) });
    for (const [, program, file] of CONSUMERS.filter(([, program]) => !isMissing(program)))
      consumers.push(new Consumer(program, file, { RUSHI: url, KEY: key, PLACE: join(home, file) }));
    for (const consumer of consumers) consumer.start();

    const office = new Office(url, PASSWORD);
    await bringLayers(url, await office.credentialsOf('zhao'), await office.credentialsOf('he'));
    await office.ask(
      'he',
      'POST',
      '/api/v1/quotas/370114/2026/issues',
      { kind: 'supply', areaM2: '2000000.00', documentNo: '济自然资字〔2026〕1号' },
      'quota-of-2026',
    );
    let next = 0;
    let approved = 0;
    let kills = 0;
    const officers = Array.from({ length: AT_ONCE }, async () => {
      while (next < ENTRIES) {
        await office.approve(STEP * next++);
        approved += 1;
      }
    });
    const accidents = (async () => {
      while (approved < ENTRIES) {
        const from = approved;
        await until(() => approved >= Math.min(from + KILL_EVERY, ENTRIES));
        if (approved >= ENTRIES) return;
        await Promise.all([server.end(), ...consumers.map((consumer) => consumer.kill())]);
        kills += 1;
        for (const consumer of consumers) consumer.start();
        await server.start();
      }
    })();
    await Promise.all([...officers, accidents]);
    expect(kills).toBeGreaterThan(2);
    expect(office.misled).toEqual([]);

    type Event = Readonly<{ id: string; type: string; subject: string }>;
    const feed = async () => (await machine('/events?limit=500')) as readonly Event[];
    await until(async () => (await feed()).length >= ENTRIES);
    const events = await feed();
    const lines = events.map(({ type, subject }) => `${type} ${subject}`);
    expect(new Set(lines).size).toBe(ENTRIES);
    for (const consumer of consumers) {
      await until(() => consumer.told.length >= lines.length);
      expect(consumer.told).toEqual(lines);
      expect(consumer.killed).toBe(kills);
    }
    const ids = () => new Set(receiver.got.filter(({ event }) => event.subject).map(({ event }) => event.id));
    await until(() => events.every(({ id }) => ids().has(id)));
    expect(ids()).toEqual(new Set(events.map(({ id }) => id)));
  });
});
