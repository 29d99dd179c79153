import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../libs/kernel/testing/free-port.js';
import { DAY_HANGS_MS, HANGS_MS } from '../libs/kernel/testing/patience.js';

/** A day whose every deadline lies in a published calendar: the walk must work in any year. */
const CLOCK = '2026-10-15T02:00:00.000Z';
const TODAY = '2026-10-15';

let home: string;
let server: ChildProcess;
let said = '';
let port: number;
const other = createServer();

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'rushi-walk-'));
  await chmod(home, 0o711); // As root, PostgreSQL runs as another user, who must get in.
  port = await freePort();
  // Somebody else has the port that is asked for, as on many a machine the usual one.
  other.listen(port, '127.0.0.1');
  await once(other, 'listening');
  server = spawn(process.execPath, ['apps/launch.mjs', 'start'], {
    env: {
      ...process.env,
      DATA_DIR: join(home, 'data'),
      PORT: String(port),
      PORTS: '3001',
      CLOCK,
      LOG_LEVEL: 'silent',
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await new Promise<void>((ready, failed) => {
    const hear = (text: Buffer) => {
      said += text.toString();
      if (said.includes('Ctrl+C')) ready();
    };
    server.stdout!.on('data', hear);
    server.stderr!.on('data', hear);
    server.on('exit', () => failed(new Error(`The server ended:\n${said}`)));
    setTimeout(() => failed(new Error(`The server was not ready:\n${said}`)), HANGS_MS).unref();
  });
});

afterAll(async () => {
  const gone = new Promise((resolved) => server.on('exit', resolved));
  server.kill('SIGINT');
  await gone;
  other.close();
  await rm(home, { recursive: true, force: true });
});

type Block = Readonly<{ text: string; status: number | null; out: string }>;

/** Shell blocks of the walk, in order, as they stand in the file. */
async function blocksOf(file: string, from: RegExp): Promise<string[]> {
  const text = await readFile(file, 'utf8');
  const section = text.split(/^## /m).find((part) => from.test(part))!;
  return [...section.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block]) => block!);
}

/**
 * The walk as a reader would type it: one shell after the other block, with only what the reader is told to
 * fill in filled in. `date` says the day that the server has; the long simulation is a short one.
 */
async function walk(blocks: readonly string[]): Promise<Block[]> {
  const [, password] = /密码均为 (\S+)/.exec(said)!;
  const [, key] = /X-Api-Key）\s+(\S+)/.exec(said)!;
  const [, url] = /已就绪（.*?）：(\S+)/.exec(said)!;
  await writeFile(join(home, 'date'), `#!/bin/sh\necho ${TODAY}\n`, { mode: 0o755 });
  const filled = blocks.map((block) =>
    block
      .replace('RUSHI_PASSWORD=…', `RUSHI_PASSWORD=${password}`)
      .replace('X-Api-Key: …', `X-Api-Key: ${key}`)
      .replaceAll(/(?:127\.0\.0\.1|localhost):3000/g, new URL(url!).host)
      .replace('--parcels 500', '--parcels 3'),
  );
  const script = [
    'set -e',
    ...filled.map(
      (block, n) => `exec > ${join(home, `out-${n}`)} 2>&1\n${block}\necho 0 > ${join(home, `status-${n}`)}`,
    ),
  ].join('\n');
  // The README's commands run in the clone; the files that they write belong beside the test's.
  const runs = script
    .replaceAll(/\b(scheme|condition|opinion|approval)\.json/g, (name) => join(home, name))
    .replaceAll('--as ', `--server ${url} --as `);
  const shell = spawn('bash', ['-c', runs], {
    cwd: resolve('.'),
    env: { ...process.env, PATH: `${home}:${process.env.PATH}`, CLOCK, XDG_CONFIG_HOME: home, NO_COLOR: '1' },
    stdio: 'ignore',
    timeout: DAY_HANGS_MS,
  });
  await new Promise((done) => shell.on('exit', done));
  return Promise.all(
    blocks.map(async (text, n) => ({
      text,
      status: Number(await readFile(join(home, `status-${n}`), 'utf8').catch(() => 'NaN')),
      out: await readFile(join(home, `out-${n}`), 'utf8').catch(() => ''),
    })),
  );
}

describe('the start of the walk', () => {
  it('names the port that is taken and the one that it took instead', () => {
    const [, url] = /已就绪（.*?）：(\S+)/.exec(said)!;
    const taken = new URL(url!).port;
    expect(said).toContain(
      `端口 ${port} 已被占用，改用 ${taken}。\nPort ${port} is taken: listening on ${taken} instead.`,
    );
  });

  it('says which variable does nothing, and which was meant', () =>
    expect(said).toContain('环境变量 PORTS 没有作用：没有这项设置，是否为 PORT？'));
});

describe('the five-minute walk of the README', () => {
  it('works line by line', async () => {
    const blocks = await blocksOf('README.md', /^Five minutes/);
    expect(blocks.length).toBe(3);
    const [people, platform, simulation] = (await walk(blocks)) as [Block, Block, Block];
    expect([people.status, people.out]).toEqual([0, expect.stringContaining('已提交')]);
    // What `show` ends with: the whole story, down to the order for the listing.
    expect(people.out).toContain('方案获批');
    expect(people.out).toContain('规则 jinan@2026.1');
    expect([platform.status, platform.out]).toEqual([0, expect.stringContaining('listing.notice-too-early')]);
    expect([simulation.status, simulation.out]).toEqual([0, expect.stringContaining('全部成立')]);
  });

  it('is the same in Chinese', async () => {
    const bare = (blocks: readonly string[]) => blocks.map((block) => block.replaceAll(/ +#.*$/gm, ''));
    expect(bare(await blocksOf('README.zh-CN.md', /五分钟/))).toEqual(
      bare(await blocksOf('README.md', /^Five minutes/)),
    );
  });
});
