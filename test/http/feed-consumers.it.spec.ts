/*
 * Shows: the consumers that vendors are given, in Node, Python and shell, read everything once and go on
 * where they were killed.
 * How: each runs as it is printed, is killed without a word, and runs again.
 */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ApiKeys } from '#access';
import { KeyValues } from '#kernel';
import { until } from '#kernel/testing';
import { DEMO_PLATFORM } from '../../apps/server/src/demo/demo-accounts.js';
import { Drain } from '../../apps/server/src/http/drain.js';
import { openApp, soundScheme } from './app.js';
import type { App } from './app.js';
import { agree, approve, issueConditions, issueQuota, submit } from './steps.js';

const CONSUMERS = [
  ['Node', process.execPath, 'consumer.mjs'],
  ['Python', 'python3', 'consumer.py'],
  ['shell', 'sh', 'consumer.sh'],
] as const;
/** Of the programs that an example needs, what this machine lacks. */
const missing = (program: string): boolean =>
  [program, ...(program === 'sh' ? ['curl'] : [])].some(
    (one) => spawnSync(one, ['--version'], { stdio: 'ignore' }).error !== undefined,
  );

let app: App;
let home: string;
let key: string;
let approvals = 0;
const running: ChildProcess[] = [];

async function approved(): Promise<string> {
  const one = await submit(app, soundScheme(17 * approvals++));
  await issueConditions(app, one);
  await agree(app, one);
  await approve(app, one);
  return one;
}

/** Runs a consumer until it has told of an entry, and kills it; answers with all that it told. */
async function told(program: string, file: string, entry: string): Promise<readonly string[]> {
  const { port } = app.app.getHttpServer().address() as AddressInfo;
  const child = spawn(program, [join('libs/feed/examples', file)], {
    env: { ...process.env, RUSHI: `http://127.0.0.1:${port}`, KEY: key, PLACE: join(home, file) },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  running.push(child);
  let out = '';
  child.stdout.setEncoding('utf8').on('data', (part: string) => (out += part));
  await until(() => out.includes(entry) && out.endsWith('\n'));
  child.kill('SIGKILL');
  await once(child, 'exit');
  return out.trim().split('\n');
}

beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'rushi-consumers-'));
  app = await openApp();
  await app.app.listen(0, '127.0.0.1');
  key = await new ApiKeys(app.app.get(KeyValues)).issue(DEMO_PLATFORM);
  await issueQuota(app);
  await approved();
});
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await app.app.get(Drain).end(app.app.getHttpServer(), 0);
  await app.close();
  await rm(home, { recursive: true });
});

describe('a consumer as vendors are given it', () => {
  for (const [name, program, file] of CONSUMERS) {
    const run = missing(program) ? it.skip : it;
    run(`in ${name} reads everything in order, and only what is new when it runs again`, async () => {
      const first = await approved();
      const before = await told(program, file, first);
      expect(before.length).toBe(approvals);
      const next = await approved();
      const after = await told(program, file, next);
      // The one at which it was killed may come once more.
      const again = after.filter((line) => before.includes(line));
      expect(again.length).toBeLessThanOrEqual(1);
      expect(after.filter((line) => !before.includes(line)).length).toBe(1);
    });
  }
});
