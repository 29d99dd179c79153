/*
 * Shows: an installation is renewed process by process, and nobody is refused and nothing is lost.
 * How: two that answer and two that drive, behind a balancer, restarted one after the other under requests.
 */
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seedAccounts } from '#access';
import { VAULT_KEY_BYTES } from '#land';
import { openPostgres, startEmbeddedPostgres } from '#postgres';
import type { EmbeddedPostgres } from '#postgres';
import { freePort } from '../libs/kernel/testing/free-port.js';
import { DEMO_ACCOUNTS } from '../apps/server/src/demo/demo-accounts.js';
import { compileSources } from './crash/compiled.js';
import { STARTS_AT, soundScheme } from './http/app.js';
import { until } from './kernel/app.js';
import { Balancer } from './rolling/balancer.js';
import { ServerProcess } from './rolling/server-process.js';

const PASSWORD = 'correct horse battery';
const READERS = 3;
const READ_EVERY_MS = 50;
const SUBMIT_EVERY_MS = 200;
/** Of those that answer: many times what the balancer needs to notice. */
const NOTICE_SECONDS = '5';
const TOWNSHIP = '370114-01';
const PARCELS = 1_500;

let home: string;
let cluster: EmbeddedPostgres;
let compiled: Awaited<ReturnType<typeof compileSources>>;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'rushi-rolling-'));
  await chmod(home, 0o711); // As root, PostgreSQL runs as another user, who must get in.
  [cluster, compiled] = await Promise.all([
    startEmbeddedPostgres({ directory: join(home, 'postgres'), settings: { max_connections: 200 } }),
    compileSources(),
  ]);
});
afterAll(async () => {
  await cluster?.release();
  await compiled?.remove();
  await rm(home, { recursive: true, force: true });
});

describe('an installation of two that answer and two that drive, restarted in turn under requests', () => {
  const servers: ServerProcess[] = [];
  let balancer: Balancer;
  afterAll(async () => {
    await balancer?.close();
    await Promise.all(servers.map((server) => server.end()));
  });

  it('refuses no request, loses no scheme, and drives every one of them', async () => {
    const environment = {
      DATABASE_URL: cluster.url,
      VAULT_KEY: randomBytes(VAULT_KEY_BYTES).toString('base64'),
      CLOCK: STARTS_AT,
      TRUST_PROXY: '1',
      DATA_DIR: join(home, 'data'),
    };
    const role = async (ROLES: string) =>
      new ServerProcess(compiled.folder, await freePort(), {
        ...environment,
        ROLES,
        DRAIN_SECONDS: ROLES === 'api' ? NOTICE_SECONDS : '0',
      });
    const [apis, engines] = [
      [await role('api'), await role('api')],
      [await role('engine'), await role('engine')],
    ];
    servers.push(...apis, ...engines);
    const postgres = await openPostgres({ url: cluster.url });
    await seedAccounts(postgres.keyValues, DEMO_ACCOUNTS, true, PASSWORD);
    await postgres.close();
    await Promise.all(servers.map((server) => server.start()));
    balancer = new Balancer(apis);
    const url = await balancer.listen();
    await until(async () => (await fetch(`${url}/health/live`)).ok);

    const opened = await fetch(`${url}/api/v1/session`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ user: 'wang', password: PASSWORD }),
    });
    const headers = {
      Authorization: `Bearer ${((await opened.json()) as { token: string }).token}`,
      'Content-Type': 'application/json',
    };
    const refused: string[] = [];
    const submitted: string[] = [];
    let answered = 0;
    const ask = async (
      path: string,
      wanted: number,
      init: RequestInit = {},
    ): Promise<Record<string, string>> => {
      const answer = await fetch(`${url}${path}`, { ...init, headers: { ...headers, ...init.headers } });
      const text = await answer.text();
      if (answer.status !== wanted) refused.push(`${path}: ${answer.status} ${text}`);
      else answered++;
      return answer.status === wanted ? (JSON.parse(text) as Record<string, string>) : {};
    };
    let isOver = false;
    const readers = Array.from({ length: READERS }, async () => {
      for (; !isOver; await sleep(READ_EVERY_MS)) await ask('/api/v1/tasks?limit=5', 200);
    });
    const clerk = (async () => {
      for (const scheme of Array.from({ length: PARCELS }, (_, n) => soundScheme(n)).filter(
        ({ township }) => township === TOWNSHIP,
      )) {
        if (isOver) return;
        const { entry } = await ask('/api/v1/schemes', 201, {
          method: 'POST',
          body: JSON.stringify(scheme),
          headers: { 'Idempotency-Key': `scheme-of-${scheme.parcel}` },
        });
        submitted.push(entry!);
        await sleep(SUBMIT_EVERY_MS);
      }
    })();

    const codes: (number | string)[] = [];
    for (const server of servers) {
      codes.push(await server.stop());
      await server.start();
    }
    isOver = true;
    await Promise.all([...readers, clerk]);

    expect(refused).toEqual([]);
    expect(codes).toEqual(servers.map(() => 0));
    expect(answered).toBeGreaterThan(100);
    expect(submitted.length).toBeGreaterThan(10);
    expect(new Set(submitted).size).toBe(submitted.length);
    const stateOf = async (entry: string) => (await ask(`/api/v1/entries/${entry}`, 200)).state;
    // Nobody adopted a layer here, and a layer that is missing blocks: every check was made, and said so.
    await until(async () =>
      (await Promise.all(submitted.map(stateOf))).every((state) => state === 'returned'),
    );
  });
});
