import { chmodSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { startEmbeddedPostgres } from '#postgres';
import { openTestCluster } from '../../../libs/postgres/testing/index.js';
import { rushi } from '../testing/rushi.js';

describe('the backup of an installation', () => {
  const home = mkdtempSync(join(tmpdir(), 'rushi-cli-backup-'));
  const folder = join(home, 'monday');
  const target = join(home, 'new');
  const environment = { ...process.env };
  let source: Awaited<ReturnType<typeof openTestCluster>>;
  let data: string;

  beforeAll(async () => {
    chmodSync(home, 0o711); // As root, PostgreSQL runs as another user, who must get through.
    source = await openTestCluster();
    data = dirname(source.cluster.directory);
    expect((await rushi('simulate', '--parcels', '2', '--seed', '3', '--database', source.url)).status).toBe(
      0,
    );
    expect((await rushi('first-admin', 'admin', '--name', '张伟', '--database', source.url)).status).toBe(0);
  });
  beforeEach(() => {
    delete process.env.DATABASE_URL;
    process.env.DATA_DIR = data;
  });
  afterEach(() => {
    process.env = { ...environment };
  });
  afterAll(async () => {
    await source.drop();
    rmSync(home, { recursive: true });
  });

  it('says what is in it, and that the key must be kept elsewhere when it is not', async () => {
    const { status, out } = await rushi('backup', join(home, 'keyless'));
    expect([status, out]).toEqual([
      0,
      expect.stringMatching(
        /已备份到 .*keyless：\d+ 个文件，[\d.]+ MB，日志至位置 \d+（\d+ 个事件）[^]*没有 vault\.key/,
      ),
    ]);
    writeFileSync(join(data, 'vault.key'), 'key');
    process.env.EVENTSTORE_URL = 'esdb://log:2113';
    expect((await rushi('backup', folder)).out).toMatch(
      /其中有 vault\.key[^]*事件日志在 EventStoreDB[^]*请在此之后再备份它/,
    );
    expect(await rushi('backup', folder)).toMatchObject({
      status: 1,
      err: expect.stringContaining(`${folder} 已经存在`),
    });
  });

  it('comes back with its log, read models and accounts, in a database that never started', async () => {
    const { status, out } = await rushi('restore', folder, '--to', target);
    expect([status, out]).toEqual([0, expect.stringContaining(`DATA_DIR=${target} npm start`)]);
    process.env.DATA_DIR = target;
    const verified = JSON.parse((await rushi('verify', '--json')).out) as {
      ok: boolean;
      log: { events: number };
      readModels: readonly { documents: number }[];
    };
    expect(verified).toMatchObject({ ok: true, log: { events: expect.any(Number) } });
    expect(verified.log.events).toBeGreaterThan(50);
    expect(verified.readModels.some(({ documents }) => documents > 0)).toBe(true);
    expect(await rushi('verify', '--against', source.url)).toMatchObject({ status: 0 });
    expect((await rushi('first-admin', 'root', '--name', '李强')).err).toContain('已有系统管理员 admin');
    expect(readdirSync(join(target, 'postgres'))).not.toContain('postmaster.pid');
  });

  it('is refused with the name of the bad file, and where something is or runs', async () => {
    const running = await startEmbeddedPostgres({ directory: join(target, 'postgres'), port: 39_700 });
    expect((await rushi('restore', folder, '--to', target)).err).toContain('有数据库正在运行');
    await running.release();
    expect((await rushi('restore', folder, '--to', target)).err).toContain('不是空的');
    writeFileSync(join(folder, 'data', 'vault.key'), 'kez');
    expect(await rushi('restore', folder, '--to', join(home, 'never'))).toMatchObject({
      status: 1,
      err: expect.stringContaining('vault.key 与清单不符'),
    });
    expect((await rushi('restore', home, '--to', join(home, 'never'))).err).toContain('不是完整的备份');
    expect(readdirSync(home)).not.toContain('never');
  });

  it('is not made of a database elsewhere, which has means of its own', async () => {
    process.env.DATABASE_URL = source.url;
    expect(await rushi('backup', join(home, 'external'))).toMatchObject({
      status: 1,
      err: expect.stringMatching(/pg_basebackup[^]*pg_dump[^]*VAULT_KEY[^]*rushi export/),
    });
  });

  it('needs a database', async () => {
    process.env.DATA_DIR = join(home, 'nothing');
    expect(await rushi('backup', join(home, 'nothing-at-all'))).toMatchObject({
      status: 1,
      err: expect.stringContaining('下没有数据库'),
    });
  });
});
