/*
 * Shows: what the page for engineers of a trading platform tells to type leads from a key to the first event,
 * and to a kit that is passed.
 * How: the lines of the page, typed in a shell at a server as it ships; the programs are the built ones.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { openSandbox } from '../../apps/cli/src/sandbox/sandbox.js';
import type { Sandbox } from '../../apps/cli/src/sandbox/sandbox.js';
import { openTestDatabase } from '../../libs/postgres/testing/index.js';
import type { TestDatabase } from '../../libs/postgres/testing/index.js';

const PAGE = 'apps/exchange/README.md';
const BUNDLE = resolve('dist/bundle');

let database: TestDatabase;
let sandbox: Sandbox;
let folder: string;
let page: string;
beforeAll(async () => {
  database = await openTestDatabase();
  sandbox = await openSandbox({ databaseUrl: database.url, from: '2026-03-02' });
  folder = await mkdtemp(join(tmpdir(), 'rushi-guide-'));
  await chmod(folder, 0o711); // As root, PostgreSQL runs as another user, who must get through.
  page = await readFile(PAGE, 'utf8');
});
afterAll(async () => {
  await sandbox.close();
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

/** Types a block of the page, in an empty folder beside the installation. */
async function types(name: string, more: Readonly<Record<string, string>> = {}): Promise<string> {
  const [, block] = new RegExp(`<!-- walked: ${name} -->\n\`\`\`sh\n([\\s\\S]*?)\`\`\``).exec(page)!;
  const lines = block!
    .replaceAll('npm run -s rushi --', `${process.execPath} ${join(BUNDLE, 'rushi.js')}`)
    .replaceAll('node dist/bundle', `${process.execPath} ${BUNDLE}`);
  const child = spawn('sh', ['-e', '-c', lines], {
    cwd: folder,
    env: {
      ...{ PATH: process.env.PATH, HOME: folder, XDG_CONFIG_HOME: folder, RUSHI_SERVER: sandbox.url },
      ...{ RUSHI_PASSWORD: sandbox.access.password, ...more },
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const said = { out: '', err: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (said.err += chunk.toString()));
  const [status] = (await once(child, 'close')) as [number | null];
  expect([name, status, said]).toEqual([name, 0, said]);
  return said.out;
}

it('is served by every installation, and is where its address and its API lead', async () => {
  const answer = await fetch(`${sandbox.url}/platform-guide`);
  expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  const html = await answer.text();
  expect(html).toContain('<h1>交易平台对接说明</h1>');
  for (const [, block] of page.matchAll(/<!-- walked: \w+ -->\n```sh\n([\s\S]*?)```/g))
    expect(html).toContain(
      block!.replaceAll('&', '&amp;').replaceAll('"', '&quot;').replaceAll("'", '&#39;'),
    );
  expect(html).toMatch(/<td><code>lost-answer<\/code>, .*<td>repeats what was not answered/);
  expect(html).not.toMatch(/<script|\.md\b|```|<!-- walked/);
  const json = async (path: string): Promise<unknown> =>
    (await fetch(`${sandbox.url}${path}`, { headers: { Accept: 'application/json' } })).json();
  expect(await json('/')).toMatchObject({ platforms: '/platform-guide' });
  const { info } = (await json('/api/openapi.json')) as { info: { description: string } };
  expect(info.description).toContain('[交易平台对接说明](/platform-guide)');
});

it('a key, with a signing key beside it, opens the first event', async () => {
  const [key] = /rk[\w-]{20,}/.exec(await types('key'))!;
  await sandbox.people.order(0);
  const [event] = JSON.parse(await types('event', { KEY: key })) as { type: string }[];
  expect(event!.type).toBe('cn.rushi.listing.ordered.v1');
});

it('the kit is passed, and says so to machines', async () => {
  const out = await types('kit');
  expect(out).toContain('全部通过');
  const report = JSON.parse(await readFile(join(folder, 'kit.json'), 'utf8')) as {
    ok: boolean;
    scenarios: { id: string; status: string }[];
  };
  expect([report.ok, report.scenarios.filter(({ status }) => status !== 'passed')]).toEqual([true, []]);
  // The page names every scenario there is.
  expect(report.scenarios.filter(({ id }) => !page.includes(`\`${id}\``))).toEqual([]);
  expect(report.scenarios).toHaveLength(16);
  expect(await readFile(join(folder, 'kit.xml'), 'utf8')).toContain('failures="0"');
});
