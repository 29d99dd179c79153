import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

/** Where a process finds its database and, beside it, perhaps a log or a queue: as an operator tells it. */
export type Environment = Readonly<{
  DATABASE_URL: string;
  EVENTSTORE_URL?: string;
  EVENTSTORE_PREFIX?: string;
  REDIS_URL?: string;
}>;

/** An engine process that is started again whenever it dies, until it is told to stay dead. */
export class EngineProcess {
  private child: ChildProcess | undefined;
  private keep = true;
  private ended: Promise<unknown> = Promise.resolve();
  isReady = false;
  starts = 0;
  /** The end of what it complained about. */
  said = '';
  /** Where it killed itself, as it said with its last breath. */
  readonly crashes: string[] = [];
  /** Ends that nobody asked for: anything but SIGKILL. */
  readonly failures: string[] = [];
  probability: number;

  constructor(
    private readonly folder: string,
    private readonly environment: Environment & Readonly<{ CLOCK_FILE: string }>,
    probability: number,
  ) {
    this.probability = probability;
    this.start();
  }

  private start(): void {
    this.starts++;
    const env = {
      ...process.env,
      NODE_OPTIONS: '',
      ...this.environment,
      CRASH_PROBABILITY: String(this.probability),
    };
    const child = spawn(process.execPath, [join(this.folder, 'bundle/engine-process.js')], {
      env,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    child.stderr.on('data', (chunk: Buffer) => (this.said = (this.said + chunk.toString()).slice(-3_000)));
    child.stdin.on('error', () => undefined);
    createInterface(child.stdout).on('line', (line) => {
      if (line === 'ready') this.isReady = true;
      else if (line.startsWith('crash ')) this.crashes.push(line.slice(6));
    });
    this.child = child;
    this.ended = once(child, 'close').then(([code, signal]) => {
      this.isReady = false;
      if (signal !== 'SIGKILL') this.failures.push(`ended with ${String(code ?? signal)}: ${this.said}`);
      if (this.keep) this.start();
    });
  }

  signal(signal: NodeJS.Signals): void {
    this.child?.kill(signal);
  }

  kill(): void {
    this.signal('SIGKILL');
  }

  async stop(): Promise<void> {
    this.keep = false;
    this.kill();
    await this.ended;
  }
}
