import { Agent, createServer, request } from 'node:http';
import type { IncomingHttpHeaders, IncomingMessage, ServerResponse } from 'node:http';
import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import type { ServerProcess } from './server-process.js';

/** How often it asks who is ready: what DRAIN_SECONDS must be longer than. */
const LOOK_MS = 100;
const BAD_GATEWAY = 502;

/**
 * Shares requests among those that are ready, one after the other, and gives none a second time: what fails
 * is seen.
 */
export class Balancer {
  private ready: ServerProcess[] = [];
  private turn = 0;
  private readonly agent = new Agent({ keepAlive: true });
  private readonly stopping = new AbortController();
  private readonly server = createServer((incoming, outgoing) => this.pass(incoming, outgoing));
  private looking: Promise<void> | undefined;

  constructor(private readonly behind: readonly ServerProcess[]) {}

  async listen(): Promise<string> {
    this.looking = this.look();
    // Its own idle connections end when it does: closing one while a request is on its way would look like a
    // refusal.
    Object.assign(this.server, { keepAliveTimeout: 0, headersTimeout: 0, requestTimeout: 0 });
    this.server.listen(0, '127.0.0.1');
    await once(this.server, 'listening');
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  private async look(): Promise<void> {
    while (!this.stopping.signal.aborted) {
      const answers = await Promise.all(this.behind.map((one) => one.isReady()));
      this.ready = this.behind.filter((_, n) => answers[n]);
      await sleep(LOOK_MS, undefined, { signal: this.stopping.signal }).catch(() => undefined);
    }
  }

  private pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const target = this.ready[(this.turn += 1) % this.ready.length];
    if (!target) return void outgoing.writeHead(BAD_GATEWAY).end('nobody is ready');
    const passed = request(
      {
        host: '127.0.0.1',
        port: target.port,
        path: incoming.url,
        method: incoming.method,
        headers: throughHop(incoming.headers),
        agent: this.agent,
      },
      (answer) => {
        outgoing.writeHead(answer.statusCode!, throughHop(answer.headers));
        answer.pipe(outgoing);
        answer.on('error', () => outgoing.destroy());
      },
    );
    passed.on('error', (error) =>
      outgoing.headersSent ? outgoing.destroy() : outgoing.writeHead(BAD_GATEWAY).end(String(error)),
    );
    incoming.pipe(passed);
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await this.looking;
    this.agent.destroy();
    this.server.closeAllConnections();
    this.server.close();
  }
}

/** What belongs to one connection stays on it. */
const throughHop = (headers: IncomingHttpHeaders) =>
  Object.fromEntries(
    Object.entries(headers).filter(([name]) => name !== 'connection' && name !== 'keep-alive'),
  );
