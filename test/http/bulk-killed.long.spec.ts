/*
 * Shows: five hundred tasks that are decided at once are each decided once, however often the server is
 * killed half-way, and nobody has to begin again.
 * How: the program as it ships, killed with SIGKILL whenever so many more are done, and started again.
 */
import { randomBytes } from 'node:crypto';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seedAccounts } from '#access';
import type { SignedIn } from '#access';
import { demoParcel } from '#geo';
import { VAULT_KEY_BYTES } from '#land';
import { openPostgres, startEmbeddedPostgres } from '#postgres';
import type { EmbeddedPostgres } from '#postgres';
import { DEMO_ACCOUNTS } from '../../apps/server/src/demo/demo-accounts.js';
import { freePort } from '../../libs/kernel/testing/free-port.js';
import { compileSources } from '../crash/compiled.js';
import { until } from '../kernel/app.js';
import { bringLayers } from '../rolling/bring-layers.js';
import { Office } from '../rolling/office.js';
import { ServerProcess } from '../rolling/server-process.js';
import { STARTS_AT } from './sound-scheme.js';

const PASSWORD = 'correct horse battery';
const ENTRIES = 500;
const AT_ONCE = 8;
/** Killed when so many are done. */
const KILLED_AT = [60, 200, 350];

type Bulk = Readonly<{ id: string; state: string; done: number; refused: number; waiting: number }>;
type Fact = Readonly<{ type: string; data: Readonly<{ opinion?: Readonly<{ department: string }> }> }>;

/** A township of the demonstration has too few parcels: clerks of three of them. */
const CLERKS: readonly SignedIn[] = [1, 2, 3].map((no) => ({
  user: `clerk-${no}`,
  name: `经办${no}`,
  role: 'clerk',
  office: `370114-0${no}/township`,
  township: `370114-0${no}`,
  district: '370114',
}));

type Scheme = Readonly<{ number: number; clerk: string }>;
/** As many schemes as there are entries, each with the clerk whose township it is. */
function schemesOf(): Scheme[] {
  const schemes: Scheme[] = [];
  for (let number = 0; schemes.length < ENTRIES; number++) {
    const clerk = CLERKS.find(({ township }) => demoParcel(number).township === township);
    if (clerk) schemes.push({ number, clerk: clerk.user });
  }
  return schemes;
}

let home: string;
let cluster: EmbeddedPostgres;
let compiled: Awaited<ReturnType<typeof compileSources>>;
let server: ServerProcess;
let office: Office | undefined;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'rushi-bulk-'));
  await chmod(home, 0o711); // As root, PostgreSQL runs as another user, who must get in.
  [cluster, compiled] = await Promise.all([
    startEmbeddedPostgres({ directory: join(home, 'postgres') }),
    compileSources(),
  ]);
});
afterAll(async () => {
  office?.close();
  await server?.end();
  await cluster?.release();
  await compiled?.remove();
  await rm(home, { recursive: true, force: true });
});

describe('five hundred tasks at once', () => {
  it('are each decided once, though the server is killed half-way', async () => {
    const port = await freePort();
    const url = `http://127.0.0.1:${port}`;
    server = new ServerProcess(compiled.folder, port, {
      ...{ DATABASE_URL: cluster.url, CLOCK: STARTS_AT, DATA_DIR: join(home, 'data') },
      VAULT_KEY: randomBytes(VAULT_KEY_BYTES).toString('base64'),
    });
    const postgres = await openPostgres({ url: cluster.url });
    await seedAccounts(postgres.keyValues, [...DEMO_ACCOUNTS, ...CLERKS], true, PASSWORD);
    await postgres.close();
    await server.start();
    const people = new Office(url, PASSWORD);
    office = people;
    await bringLayers(url, await people.credentialsOf('zhao'), await people.credentialsOf('he'));
    const issue = { kind: 'supply', areaM2: '90000000.00', documentNo: '济自然资字〔2026〕1号' };
    await people.ask('he', 'POST', '/api/v1/quotas/370114/2026/issues', issue, 'quota-of-2026');
    const entries: string[] = [];
    const schemes = schemesOf();
    const clerks = Array.from({ length: AT_ONCE }, async () => {
      for (let one = schemes.pop(); one; one = schemes.pop())
        entries.push(await people.review(one.number, one.clerk));
    });
    await Promise.all(clerks);

    const path = '/api/v1/tasks/bulk';
    const wish = { outcome: 'agree', data: { text: '无异议' } };
    const preflight = async () =>
      (
        await people.ask('qian', 'POST', `${path}/preflight`, {
          ...wish,
          filter: { kind: 'opinion-finance' },
        })
      ).body as Readonly<{ can: number; items: readonly Readonly<{ task: string; version: number }>[] }>;
    // The last tasks open when the sagas have come to them.
    await until(async () => (await preflight()).can === ENTRIES);
    const tasks = (await preflight()).items.map(({ task, version }) => ({ task, version }));
    const begun = await people.ask('qian', 'POST', path, { ...wish, tasks }, 'the-five-hundred');
    expect([begun.status, begun.body]).toMatchObject([202, { total: ENTRIES }]);
    const progress = async () => {
      const { body } = await people.ask('qian', 'GET', `${path}/${String(begun.body.id)}`);
      return body as unknown as Bulk;
    };

    const seen: number[] = [];
    for (const at of KILLED_AT) {
      await until(async () => (await progress()).done >= at);
      await server.end();
      await server.start();
      const { done, state } = await progress();
      expect(state).toBe('running');
      seen.push(done);
    }
    expect(seen.every((done) => done < ENTRIES)).toBe(true);
    await until(async () => (await progress()).state !== 'running');
    expect(await progress()).toMatchObject({ state: 'ended', done: ENTRIES, refused: 0, waiting: 0 });

    const given: number[] = [];
    for (const entry of entries) {
      const { body } = await people.ask('lin', 'GET', `/api/v1/entries/${entry}/timeline?limit=500`);
      const facts = body.items as readonly Fact[];
      given.push(
        facts.filter(({ type, data }) => type === 'OpinionGiven' && data.opinion?.department === 'finance')
          .length,
      );
    }
    expect(given).toEqual(entries.map(() => 1));
  });
});
