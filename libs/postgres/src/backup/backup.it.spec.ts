import { writeFileSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readFile, readdir, rm, stat, unlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { everything, fact } from '#kernel/testing';
import { openTestCluster } from '../../testing/index.js';
import { startEmbeddedPostgres } from '../embedded.js';
import type { EmbeddedPostgres } from '../embedded.js';
import { openPostgres } from '../open-postgres.js';
import type { Postgres } from '../open-postgres.js';
import { verifyLog } from '../verify-log.js';
import { segmentsOf, startBackupMode } from './backup-mode.js';
import { backUp } from './back-up.js';
import { writeManifest } from './manifest.js';
import type { Manifest } from './manifest.js';
import { restore } from './restore.js';

const WRITERS = 4;
const SETTINGS = { shared_buffers: '32MB', fsync: 'off' };
const KEY = 'c2VhbHMgcmVzZXJ2ZSBwcmljZXM=\n';

const is = (path: string) =>
  stat(path).then(
    () => true,
    () => false,
  );
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

/**
 * Brings what was written to the files again and again, so that those copied late are newer than those copied
 * early.
 */
async function checkpoint(url: string, isOver: () => boolean): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  while (!isOver()) await client.query('checkpoint').then(() => pause(20));
  await client.end();
}

/**
 * Writes to a stream of its own until it is told to stop or the server is gone; says what the server has
 * acknowledged.
 */
async function write(
  { store }: Postgres,
  stream: string,
  acknowledged: Map<bigint, string>,
  isOver: () => boolean,
): Promise<void> {
  for (let version = 0; !isOver(); version++) {
    const { position } = await store.append(stream, version - 1, [
      fact('Noted', `${stream}/${version}`, { text: 'x'.repeat(200) }),
    ]);
    acknowledged.set(position, `${stream}@${version}`);
  }
}

describe('a backup of a database that people write to', () => {
  let home: string;
  let source: Awaited<ReturnType<typeof openTestCluster>>;
  let folder: string;
  let manifest: Manifest;
  /** By position: before the backup ended, and in all. */
  let early: ReadonlyMap<bigint, string>;
  const acknowledged = new Map<bigint, string>();
  let target: string;
  let restored: EmbeddedPostgres;
  let slotsLeft: bigint;

  beforeAll(async () => {
    home = await mkdtemp(join(tmpdir(), 'rushi-backup-'));
    await chmod(home, 0o711);
    [folder, target] = [join(home, 'monday'), join(home, 'elsewhere')];
    source = await openTestCluster();
    const { directory } = source.cluster;
    await writeFile(join(dirname(directory), 'vault.key'), KEY);
    const papers = join(dirname(directory), 'papers');
    for (const folder of ['ab', 'coming']) await mkdir(join(papers, folder), { recursive: true });
    await writeFile(join(papers, 'ab', 'abc'), KEY, { mode: 0o400 });
    await writeFile(join(papers, 'coming', 'half'), KEY);
    const postgres = await openPostgres({ url: source.url });
    let over = false;
    const writers = Promise.all(
      Array.from({ length: WRITERS }, (_, writer) =>
        write(postgres, `note-${writer}`, acknowledged, () => over),
      ),
    );
    const checkpoints = checkpoint(source.url, () => over);
    while (acknowledged.size < 100) await pause(5);
    manifest = await backUp({
      url: source.url,
      directory,
      folder,
      onProgress: (files, of) => files === of - 1 && (early = new Map(acknowledged)),
    });
    const after = acknowledged.size;
    while (acknowledged.size < after + 100) await pause(5);
    over = true;
    await Promise.all([writers, checkpoints]);
    slotsLeft = (
      await postgres.pool.query<{ slots: bigint }>('select count(*) as slots from pg_replication_slots')
    ).rows[0]!.slots;
    await postgres.close();
    process.kill(
      Number((await readFile(join(directory, 'postmaster.pid'), 'utf8')).split('\n')[0]),
      'SIGKILL',
    );

    await restore({ folder, home: target });
    restored = await startEmbeddedPostgres({
      directory: join(target, 'postgres'),
      port: 39_600,
      settings: SETTINGS,
    });
  });
  afterAll(async () => {
    for (const end of [async () => restored.release(), async () => source.drop()])
      await end().catch(() => undefined);
    await rm(home, { recursive: true, force: true });
  });

  it('holds all that was acknowledged before it ended, and of the rest a gapless beginning', async () => {
    const postgres = await openPostgres({ url: restored.url });
    const log = await everything(postgres.store, 0n, 1_000);
    expect(await verifyLog(postgres.pool)).toEqual({ events: log.length, streams: WRITERS });
    await postgres.close();

    const held = new Map(log.map(({ position, id }) => [position, id]));
    expect(early.size).toBeGreaterThanOrEqual(100);
    expect([...early].filter(([position, id]) => held.get(position) !== id)).toEqual([]);
    expect(
      [...acknowledged].filter(([position, id]) => held.has(position) && held.get(position) !== id),
    ).toEqual([]);
    expect(acknowledged.size).toBeGreaterThan(log.length);
    expect(Number(manifest.head)).toBeGreaterThanOrEqual(early.size);
    expect(log.length).toBeGreaterThanOrEqual(manifest.events);
  });

  it('brings along what lies beside the database, and only its owner reads any of it', async () => {
    expect(await readFile(join(target, 'vault.key'), 'utf8')).toBe(KEY);
    expect(await readFile(join(target, 'papers', 'ab', 'abc'), 'utf8')).toBe(KEY);
    expect(await is(join(target, 'papers', 'coming'))).toBe(false);
    for (const path of [
      join(folder, 'manifest.json'),
      join(folder, 'data', 'vault.key'),
      join(target, 'vault.key'),
      join(target, 'secrets.json'),
    ]) {
      expect([basename(path), (await stat(path)).mode & 0o777]).toEqual([basename(path), 0o600]);
    }
    expect((await stat(folder)).mode & 0o777).toBe(0o700);
  });

  it('leaves out what belongs to the server that ran, and leaves nothing behind on it', () => {
    const paths = Object.keys(manifest.files);
    expect(
      paths.filter((path) => /postmaster|server\.log|pg_replslot\/.|pg_stat_tmp\/.|pg_internal/.test(path)),
    ).toEqual([]);
    expect(paths.filter((path) => path.startsWith('postgres/pg_wal/')).length).toBeGreaterThanOrEqual(1);
    expect(slotsLeft).toBe(0n);
  });

  it('is not written over, nor beside one that was cut off, nor into the database', async () => {
    const again = (to: string) =>
      backUp({ url: restored.url, directory: join(target, 'postgres'), folder: to });
    await expect(again(folder)).rejects.toMatchObject({ code: 'exists', subject: folder });
    const cut = join(home, 'cut');
    await mkdir(`${cut}.partial`);
    await writeFile(join(`${cut}.partial`, 'backup_label'), 'cut off here');
    await expect(again(cut)).rejects.toMatchObject({ code: 'partial', subject: `${cut}.partial` });
    expect(await readdir(`${cut}.partial`)).toEqual(['backup_label']);
    await expect(again(join(target, 'postgres', 'backup'))).rejects.toMatchObject({ code: 'inside' });
  });

  it('is refused by name when it never ended, or when a file is not as it was written', async () => {
    const table = Object.entries(manifest.files).find(
      ([path, { bytes }]) => path.startsWith('postgres/base/') && bytes > 8_192,
    )![0];
    /** What a restore says while one file is otherwise, or absent. */
    const refused = async (path: string, change?: (content: Buffer) => Buffer | string) => {
      const file = join(folder, path);
      const content = await readFile(file);
      await (change ? writeFile(file, change(content)) : unlink(file));
      const error = await restore({ folder, home: join(home, 'never') }).then(
        () => undefined,
        (reason: unknown) => reason,
      );
      await writeFile(file, content);
      expect(await is(join(home, 'never'))).toBe(false);
      return error;
    };
    const flipped = (content: Buffer) => Buffer.from(content).fill(content[5_000]! ^ 1, 5_000, 5_001);
    const replaced = (from: RegExp, to: string) => (content: Buffer) => content.toString().replace(from, to);

    expect(await refused('manifest.json')).toMatchObject({ code: 'unfinished' });
    expect(await refused(`data/${table}`)).toMatchObject({ code: 'missing', subject: table });
    expect(await refused(`data/${table}`, flipped)).toMatchObject({ code: 'changed', subject: table });
    expect(await refused(`data/${table}`, (content) => content.subarray(0, 8_192))).toMatchObject({
      code: 'changed',
      subject: table,
    });
    expect(await refused('data/vault.key', () => KEY.toUpperCase())).toMatchObject({
      code: 'changed',
      subject: 'vault.key',
    });
    expect(await refused('manifest.json', replaced(/"head": "/, '"head": "9'))).toMatchObject({
      code: 'manifest',
    });
    expect(await refused('manifest.json', replaced(/\}\s*$/, ''))).toMatchObject({ code: 'manifest' });
  });

  it('is refused when it is of another program, or when it would write beside its target', async () => {
    const sealed = await readFile(join(folder, 'manifest.json'));
    const refused = async (other: Partial<Manifest>) => {
      await writeManifest(folder, { ...manifest, ...other });
      return restore({ folder, home: join(home, 'never') }).catch((reason: unknown) => reason);
    };
    expect(await refused({ postgres: 17 })).toMatchObject({ code: 'server-version', subject: '17' });
    expect(await refused({ tables: [...manifest.tables, 'tables/99-later.sql'] })).toMatchObject({
      code: 'newer',
      subject: 'tables/99-later.sql',
    });
    expect(await refused({ format: 2 })).toMatchObject({ code: 'format', subject: '2' });
    expect(await refused({ files: { '../vault.key': manifest.files['vault.key']! } })).toMatchObject({
      code: 'manifest',
    });
    await writeFile(join(folder, 'manifest.json'), sealed);
    expect(await readdir(home)).not.toContain('never');
  });

  it('leaves an empty target empty when a file turns bad between the check and the copy', async () => {
    const file = join(folder, 'data', 'vault.key');
    const of = Object.keys(manifest.files).length;
    const half = restore({
      folder,
      home: join(home, 'half'),
      onProgress: (done) => done === of && writeFileSync(file, 'x'),
    });
    await expect(half).rejects.toMatchObject({ code: 'changed', subject: 'vault.key' });
    expect(await readdir(join(home, 'half'))).toEqual([]);
    writeFileSync(file, KEY);
  });

  it('is refused where a server runs, and where something is already', async () => {
    await expect(restore({ folder, home: target })).rejects.toMatchObject({
      code: 'running',
      subject: target,
    });
    const occupied = await mkdtemp(join(home, 'occupied-'));
    await writeFile(join(occupied, 'letter.txt'), 'mine');
    await expect(restore({ folder, home: occupied })).rejects.toMatchObject({
      code: 'occupied',
      subject: occupied,
    });
    expect(await readdir(occupied)).toEqual(['letter.txt']);
  });

  it('keeps the log that recovery needs, though the server changes segments meanwhile', async () => {
    const client = new pg.Client({ connectionString: restored.url });
    await client.connect();
    const mode = await startBackupMode(restored.url, 'rushi');
    for (let round = 0; round < 4; round++) {
      await client.query(`create table round_${round} as select generate_series(1, 1000)`);
      await client.query('select pg_switch_wal()');
      await client.query('checkpoint');
    }
    const { segments } = await mode.end();
    const there = await readdir(join(target, 'postgres', 'pg_wal'));
    expect(segments.length).toBeGreaterThanOrEqual(5);
    expect(segments.filter((segment) => !there.includes(segment))).toEqual([]);
    await mode.release();
    await client.query('select pg_switch_wal()');
    await client.query('checkpoint');
    expect(
      (await readdir(join(target, 'postgres', 'pg_wal'))).filter((name) => segments.includes(name)).length,
    ).toBeLessThan(segments.length);
    await client.end();
  });

  it('is none when the server goes away before its end', async () => {
    let stopped: Promise<void> | undefined;
    const onProgress = () => {
      stopped ??= restored.release();
    };
    const cut = backUp({
      url: restored.url,
      directory: join(target, 'postgres'),
      folder: join(home, 'tuesday'),
      onProgress,
    });
    await expect(cut).rejects.toThrow();
    await stopped;
    expect((await readdir(home)).filter((name) => name.startsWith('tuesday'))).toEqual([]);
  });
});

describe('the segments between two places of the write-ahead log', () => {
  const SIXTEEN_MB = 16n << 20n;
  const label = (start: string, file: string) =>
    `START WAL LOCATION: ${start} (file ${file})\nCHECKPOINT LOCATION: ${start}\n`;

  it('go over the end of an id, and stop before the one in which the next byte would be the first', () => {
    expect(segmentsOf(label('1/FE000028', '0000000200000001000000FE'), '2/1000000', SIXTEEN_MB)).toEqual([
      '0000000200000001000000FE',
      '0000000200000001000000FF',
      '000000020000000200000000',
    ]);
    expect(segmentsOf(label('0/2000028', '000000010000000000000002'), '0/2000158', SIXTEEN_MB)).toEqual([
      '000000010000000000000002',
    ]);
  });

  it('are not guessed when the label does not name the first', () => {
    expect(() => segmentsOf('', '0/2000158', SIXTEEN_MB)).toThrow('names no first segment');
  });
});
