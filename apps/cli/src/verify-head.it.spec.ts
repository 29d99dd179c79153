/*
 * Shows: an old checkpoint is enough to find whatever somebody did to the log who owns the database and its
 * chain of hashes.
 * How: a simulated county is signed over; then its log is edited, cut, and put into another order.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import {
  GrowingRoot,
  cosignerOf,
  leafHash,
  leafOf,
  signCheckpoint,
  signatureLine,
  signerOf,
} from '#evidence';
import { DEFAULT_SCHEMA } from '#postgres';
import { openTestDatabase } from '../../../libs/postgres/testing/index.js';
import type { TestDatabase } from '../../../libs/postgres/testing/index.js';
import { rushi } from '../testing/rushi.js';
import { startEngineApp } from './engine-app.js';
import { logEvents } from './log-events.js';

/** Beyond every position of the county. */
const SWAPPED = 1_000_000;
const SIGNER = signerOf('rushi/county', Buffer.alloc(32, 9));

describe('an old checkpoint', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rushi-head-'));
  const file = join(folder, 'head');
  let county: TestDatabase;
  let size: number;

  const verify = (head = file, key = SIGNER.text) =>
    rushi('verify', '--head', head, '--key', key, '--database', county.url);
  /** Does something to the log that the database forbids, as its owner, and takes the checkpoints away. */
  const tamper = async (...statements: readonly string[]): Promise<void> => {
    const owner = new pg.Client({ connectionString: county.url });
    await owner.connect();
    await owner.query(`set search_path to ${DEFAULT_SCHEMA}`);
    for (const statement of [
      'alter table events disable trigger all',
      'truncate subscriptions',
      ...statements,
    ])
      await owner.query(statement);
    await owner.end();
  };

  beforeAll(async () => {
    county = await openTestDatabase();
    const simulated = await rushi('simulate', '--parcels', '3', '--seed', '5', '--database', county.url);
    expect(simulated.status).toBe(0);
    const app = await startEngineApp({ url: county.url, engine: { sagas: false, projections: false } });
    const tree = new GrowingRoot();
    for await (const event of logEvents(app.store.stored)) tree.add(leafHash(Buffer.from(leafOf(event))));
    await app.close();
    size = tree.size;
    writeFileSync(file, signCheckpoint(tree, SIGNER));
    writeFileSync(join(folder, 'key'), `${SIGNER.text}\n`);
  });
  afterAll(async () => {
    rmSync(folder, { recursive: true });
    await county.drop();
  });

  it('is what the log begins with, also when the log has grown', async () => {
    expect(await verify()).toMatchObject({ status: 0, out: expect.stringContaining(`检查 ${size} 项`) });
    expect((await verify(file, join(folder, 'key'))).status).toBe(0);
    await rushi('first-admin', 'admin', '--name', '张伟', '--database', county.url);
    expect((await rushi('rebuild', 'entries', '--database', county.url)).status).toBe(0);
    expect((await verify()).status).toBe(0);
  });

  it('is refused when it was changed, is not this key’s, or comes without a key', async () => {
    const other = join(folder, 'other');
    writeFileSync(other, signCheckpoint(new GrowingRoot(), signerOf('rushi/other', Buffer.alloc(32, 1))));
    expect(await verify(other)).toMatchObject({ status: 2, err: expect.stringContaining('rushi head') });
    expect(await verify(file, 'x')).toMatchObject({
      status: 2,
      err: expect.stringContaining('读不到文件 x'),
    });
    const without = await rushi('verify', '--head', file, '--database', county.url);
    expect(without).toMatchObject({ status: 2, err: expect.stringContaining('--key') });
  });

  it('is taken by a policy only where enough witnesses have seen it', async () => {
    const witness = cosignerOf('archive.example/w', Buffer.alloc(32, 4));
    const [policy, seen] = [join(folder, 'policy'), join(folder, 'seen')];
    const lines = [`log ${SIGNER.text}`, `witness archive ${witness.text}`, 'quorum archive', ''];
    writeFileSync(policy, lines.join('\n'));
    const note = readFileSync(file, 'utf8');
    writeFileSync(seen, note + signatureLine(note.slice(0, note.lastIndexOf('\n\n') + 1), witness, 1));
    const by = (head: string, of = policy) =>
      rushi('verify', '--head', head, '--policy', of, '--database', county.url);
    expect((await by(seen)).status).toBe(0);
    expect(await by(file)).toMatchObject({ status: 2, err: expect.stringContaining('见证人不够') });
    expect(await by(seen, file)).toMatchObject({ status: 2, err: expect.stringContaining('策略文件有误') });
  });

  it('tells of a fact that was edited where no chain of hashes says so', async () => {
    // Nothing stands on the newest fact of a stream.
    const last = `select max(version) from events e where e.stream = events.stream`;
    await tamper(
      `create table kept as select * from events`,
      `update events set data = jsonb_set(data::jsonb, '{areaM2}', '"1.00"')::json
       where stream like 'quota-%' and version = (${last})`,
    );
    expect(await verify()).toMatchObject({ status: 1, out: expect.stringContaining('与签署时不同') });
  });

  it('tells of the end that was cut off, and of two facts that changed places', async () => {
    await tamper(
      'truncate events cascade',
      'insert into events select * from kept',
      `delete from events where position > ${size - 3}`,
    );
    expect(await verify()).toMatchObject({ status: 1, out: expect.stringContaining('末尾被截去') });
    await tamper(
      'truncate events cascade',
      'insert into events select * from kept',
      `update events set position = position + ${SWAPPED} where position in (10, 11)`,
      `update events set position = ${SWAPPED + 21} - position where position > ${SWAPPED}`,
    );
    expect(await verify()).toMatchObject({ status: 1, out: expect.stringContaining('与签署时不同') });
    await tamper('truncate events cascade', 'insert into events select * from kept');
    expect((await verify()).status).toBe(0);
  });
});
