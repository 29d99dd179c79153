import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { until } from '../kernel/app.js';

/** The program as it ships, in a process of its own that an operator stops and starts. */
export class ServerProcess {
  private child: ChildProcess | undefined;
  private said = '';

  constructor(
    private readonly folder: string,
    readonly port: number,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  async start(): Promise<void> {
    const env = {
      ...process.env,
      NODE_OPTIONS: '',
      HOST: '127.0.0.1',
      PORT: String(this.port),
      LOG_LEVEL: 'error',
      ...this.environment,
    };
    const child = spawn(process.execPath, [join(this.folder, 'bundle/server.js')], {
      env,
      cwd: this.folder,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    child.stderr.on('data', (chunk: Buffer) => (this.said = (this.said + chunk.toString()).slice(-3_000)));
    this.child = child;
    await until(() => {
      if (child.exitCode !== null) throw new Error(`It did not start: ${this.said}`);
      return this.isReady();
    });
  }

  isReady(): Promise<boolean> {
    return fetch(`http://127.0.0.1:${this.port}/health/ready`).then(
      ({ ok }) => ok,
      () => false,
    );
  }

  /** As `docker stop` and Kubernetes do it; answers with the exit code. */
  async stop(): Promise<number | string> {
    const gone = once(this.child!, 'exit') as Promise<[number | null, string | null]>;
    this.child!.kill('SIGTERM');
    const [code, signal] = await gone;
    return code ?? `${signal}: ${this.said}`;
  }

  async end(): Promise<void> {
    if (!this.child || this.child.exitCode !== null || this.child.signalCode !== null) return;
    const gone = once(this.child, 'exit');
    this.child.kill('SIGKILL');
    await gone;
  }
}
