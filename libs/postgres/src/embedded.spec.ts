import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { isRunning, startEmbeddedPostgres } from './embedded.js';
import type { EmbeddedPostgres } from './embedded.js';

/** A process id that no system gives. */
const NOBODY = 2_147_483_647;
const PORT = 39_500;

describe('the embedded PostgreSQL', () => {
  let home: string;
  let directory: string;
  let cluster: EmbeddedPostgres;
  const settings = { shared_buffers: '32MB' };
  const start = (port = PORT) => startEmbeddedPostgres({ directory, port, settings });
  const asked = async <T>(question: string) => {
    const client = new pg.Client({ connectionString: cluster.url });
    await client.connect();
    return client.query<{ answer: T }>(question).then(({ rows }) => rows[0]!.answer).finally(() => client.end());
  };

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'rushi-embedded-'));
    await chmod(home, 0o711);
    directory = join(home, 'postgres');
    cluster = await start();
  });
  afterAll(async () => {
    await cluster.stop().catch(() => undefined);
    await rm(home, { recursive: true, force: true });
  });

  it('checks its pages, flushes every commit and sorts like any other machine', async () => {
    for (const [setting, value] of [['data_checksums', 'on'], ['fsync', 'on'], ['server_encoding', 'UTF8'], ['listen_addresses', '127.0.0.1']]) {
      expect(await asked(`select current_setting('${setting}') as answer`)).toBe(value);
    }
    expect(await asked('select datlocprovider::text || datlocale as answer from pg_database where datname = current_database()')).toBe('bC.UTF-8');
  });

  it('has a password that only its owner can read', async () => {
    expect((await stat(join(home, 'secrets.json'))).mode & 0o777).toBe(0o600);
    const wrong = new pg.Client({ connectionString: cluster.url.replace(/:[^:@]+@/, ':wrong@') });
    await expect(wrong.connect()).rejects.toMatchObject({ code: '28P01' });
  });

  it('is attached to while it runs', async () => {
    const pid = await readFile(join(directory, 'postmaster.pid'), 'utf8');
    expect((await start()).url).toBe(cluster.url);
    expect(await readFile(join(directory, 'postmaster.pid'), 'utf8')).toBe(pid);
  });

  it('is stopped by a visitor who started it, unless somebody else works on it by then', async () => {
    await cluster.stop();
    await writeFile(join(directory, 'postmaster.pid'), `${NOBODY}\n${directory}\n0\n${PORT}\n\n127.0.0.1\n`);
    const visitor = await start();
    const [server, worker] = [await start(), new pg.Client({ connectionString: visitor.url })];
    await worker.connect();
    await visitor.release();
    expect(await isRunning(directory)).toBe(true);
    await worker.end();
    await server.release();
    expect(await isRunning(directory)).toBe(true);
    await visitor.release();
    expect(await isRunning(directory)).toBe(false);
    cluster = await start();
  });

  it('starts beside a taken port and over what a dead server left', async () => {
    await cluster.stop();
    // Accepts and says nothing.
    const silent: Socket[] = [];
    const taken = createServer((socket) => void silent.push(socket));
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve));
    const { port } = taken.address() as AddressInfo;
    await writeFile(join(directory, 'postmaster.pid'), `${NOBODY}\n${directory}\n0\n${port}\n\n127.0.0.1\n`);
    cluster = await start(port);
    silent.forEach((socket) => socket.destroy());
    taken.close();
    expect(cluster.port).toBeGreaterThan(port);
    expect(await asked('select 1 as answer')).toBe(1);
  });
});
