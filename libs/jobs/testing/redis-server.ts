import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { freePort } from '../../kernel/testing/free-port.js';
import { until } from '../../kernel/testing/patience.js';

const POLL_MS = 50;
const SLOTS = 16_384;

/** Whether Debian's redis-server is here; a suite that needs it says that it was skipped. */
export const hasRedis = (): boolean =>
  spawnSync('redis-server', ['--version'], { stdio: 'ignore' }).status === 0;

/** A server of our own on a free port of this machine, with nothing on the disk. */
export class RedisServer {
  private process: ChildProcess | undefined;
  private constructor(
    readonly port: number,
    private readonly home: string,
    private readonly args: readonly string[],
  ) {}

  static async start(...args: readonly string[]): Promise<RedisServer> {
    const server = new RedisServer(await freePort(), mkdtempSync(join(tmpdir(), 'rushi-redis-')), args);
    await server.run();
    return server;
  }

  /** One node that has all slots of a cluster. */
  static async startCluster(): Promise<RedisServer> {
    const server = await RedisServer.start('--cluster-enabled', 'yes', '--cluster-announce-ip', '127.0.0.1');
    const client = new Redis(server.port, '127.0.0.1');
    await client.call('CLUSTER', 'ADDSLOTSRANGE', '0', String(SLOTS - 1));
    await eventually(async () => String(await client.call('CLUSTER', 'INFO')).includes('cluster_state:ok'));
    client.disconnect();
    return server;
  }

  /** A sentinel that knows where the master is. */
  static async startSentinel(master: RedisServer): Promise<RedisServer> {
    const home = mkdtempSync(join(tmpdir(), 'rushi-sentinel-'));
    const port = await freePort();
    const file = join(home, 'sentinel.conf');
    writeFileSync(
      file,
      `port ${port}\nbind 127.0.0.1\ndir ${home}\nsentinel monitor master 127.0.0.1 ${master.port} 1\n`,
    );
    const sentinel = new RedisServer(port, home, [file, '--sentinel']);
    await sentinel.run();
    return sentinel;
  }

  get url(): string {
    return `redis://127.0.0.1:${this.port}/0`;
  }

  async run(): Promise<void> {
    const own = this.args.includes('--sentinel')
      ? this.args
      : [
          ...this.args,
          '--port',
          String(this.port),
          '--bind',
          '127.0.0.1',
          '--dir',
          this.home,
          '--save',
          '',
          '--appendonly',
          'no',
        ];
    this.process = spawn('redis-server', own, { stdio: 'ignore' });
    const client = new Redis(this.port, '127.0.0.1', {
      retryStrategy: () => POLL_MS,
      maxRetriesPerRequest: null,
    });
    client.on('error', () => undefined);
    await eventually(async () => (await client.ping()) === 'PONG');
    client.disconnect();
  }

  async flush(): Promise<void> {
    const client = new Redis(this.port, '127.0.0.1');
    await client.flushall();
    client.disconnect();
  }

  signal(signal: NodeJS.Signals): void {
    this.process?.kill(signal);
  }

  async kill(): Promise<void> {
    if (!this.process || this.process.exitCode !== null || this.process.signalCode !== null) return;
    const gone = once(this.process, 'exit');
    this.process.kill('SIGKILL');
    await gone;
  }

  async end(): Promise<void> {
    await this.kill();
    rmSync(this.home, { recursive: true, force: true });
  }
}

const eventually = (condition: () => Promise<boolean>) => until(() => condition().catch(() => false));
