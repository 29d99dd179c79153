import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { freePort } from '../libs/kernel/testing/free-port.js';
import { DAY_HANGS_MS, HANGS_MS } from '../libs/kernel/testing/patience.js';

const FRONT = 'README.md';
const FRONT_ZH = 'README.zh-CN.md';
const ONWARD = 'apps/cli/README.md';
/** How the page that goes on to the registered right tells its reader to start. */
const START = /^DATA_DIR=year EXCHANGE=off CLOCK=(\S+) npm start\n$/;

let home: string;
let server: ChildProcess;
let said = '';
let port: number;
const other = createServer();

beforeAll(async () => {
  const [start = ''] = await blocksOf(ONWARD, /^To the registered right/);
  const [, clock] = START.exec(start)!;
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
      CLOCK: clock,
      EXCHANGE: 'off',
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
 * The walk as a reader would type it: one block after the other in a shell, with only what the reader is told
 * to fill in filled in. The folder `year` is the test's; the long simulation is a short one.
 */
async function walk(blocks: readonly string[]): Promise<Block[]> {
  const [, password] = /密码均为 (\S+)/.exec(said)!;
  const [, key] = /X-Api-Key）\s+(\S+)/.exec(said)!;
  const [, url] = /已就绪（.*?）：(\S+)/.exec(said)!;
  const filled = blocks.map((block) =>
    block
      .replace('RUSHI_PASSWORD=…', `RUSHI_PASSWORD=${password}`)
      .replace('X-Api-Key: …', `X-Api-Key: ${key}`)
      .replace('RUSHI_API_KEY=…', `RUSHI_API_KEY=${key}`)
      .replace('DATA_DIR=year', `DATA_DIR=${join(home, 'data')}`)
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
  const runs = script.replaceAll(/\b(scheme|condition|contract)\.json/g, (name) => join(home, name));
  // The second terminal of the page: the server is found by the folder, and nothing else is said of it.
  const shell = spawn('bash', ['-c', runs], {
    cwd: resolve('.'),
    env: { ...process.env, DATA_DIR: join(home, 'data'), XDG_CONFIG_HOME: home, NO_COLOR: '1' },
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

const bare = (blocks: readonly string[]) => blocks.map((block) => block.replaceAll(/(^| +)#.*$/gm, ''));

describe('the five-minute walk of the README', () => {
  /** In the reader's one terminal, the page that goes on after the five minutes. */
  let walked: readonly Block[];
  beforeAll(async () => {
    const five = await blocksOf(FRONT, /^Five minutes/);
    const [, onward = ''] = await blocksOf(ONWARD, /^To the registered right/);
    walked = await walk([...five, onward]);
  });

  it('works line by line', () => {
    expect(walked.length).toBe(4);
    const [people, platform, simulation] = walked as [Block, Block, Block];
    expect([people.status, people.out]).toEqual([0, expect.stringContaining('已提交')]);
    // What `show` ends with: the whole story, down to the order for the listing.
    expect(people.out).toContain('方案获批');
    expect(people.out).toContain('规则 jinan@2026.1');
    expect([platform.status, platform.out]).toEqual([0, expect.stringContaining('listing.notice-too-early')]);
    expect([simulation.status, simulation.out]).toEqual([0, expect.stringContaining('全部成立')]);
  });

  it('goes on line by line to the registered right', () => {
    const [right] = walked.slice(-1) as [Block];
    expect([right.status, right.out]).toEqual([0, expect.stringContaining('已办结  不动产登记')]);
    // The levy that the page has the reader pay.
    expect(right.out).toContain('调节金 1080000.00 元');
    expect(right.out).toContain('宗地使用权设立');
  });

  it('is the same in Chinese', async () => {
    expect(bare(await blocksOf(FRONT_ZH, /五分钟/))).toEqual(bare(await blocksOf(FRONT, /^Five minutes/)));
    expect(bare(await blocksOf(ONWARD, /^到不动产登记/))).toEqual(
      bare(await blocksOf(ONWARD, /^To the registered right/)),
    );
  });
});
