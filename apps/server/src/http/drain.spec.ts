import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { Controller, Get } from '@nestjs/common';
import { Public } from '#access';
import { openShell } from '../../testing/index.js';
import type { Shell } from '../../testing/index.js';
import { ANSWERED_MS_MAX, Drain } from './drain.js';

const SLOW_MS = 300;
const NOTICE_SECONDS = 0.2;

let accepted = 0;

@Controller('slow')
class SlowController {
  @Get()
  @Public('announcement.read')
  async read(): Promise<object> {
    accepted += 1;
    await sleep(SLOW_MS);
    return { answered: 'in full' };
  }
}

type Answer = Readonly<{ status: number; connection: string | undefined; body: string }>;

describe('a process that is told to stop', () => {
  let shell: Shell;
  let port: number;
  let agent: Agent;
  const server = () => shell.app.getHttpServer();
  const get = (path: string): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const answered = (response: IncomingMessage) => {
        let body = '';
        response.setEncoding('utf8').on('data', (part: string) => (body += part)).on('end', () => resolve({ status: response.statusCode!, connection: response.headers.connection, body }));
      };
      request({ host: '127.0.0.1', port, path, agent }, answered).on('error', reject).end();
    });
  const endedAfter = async (promise: Promise<void>) => {
    const began = performance.now();
    await promise;
    return performance.now() - began;
  };

  beforeEach(async () => {
    shell = await openShell([SlowController]);
    await shell.app.listen(0, '127.0.0.1');
    port = (server().address() as AddressInfo).port;
    agent = new Agent({ keepAlive: true });
  });
  afterEach(async () => {
    agent.destroy();
    await shell.app.close();
  });

  it('says at once that it is not ready, and goes on answering until others have noticed', async () => {
    expect(await get('/health/ready')).toMatchObject({ status: 200, connection: 'keep-alive' });
    const ended = endedAfter(shell.app.get(Drain).end(server(), NOTICE_SECONDS));
    expect(await get('/health/ready')).toMatchObject({ status: 503, connection: 'close' });
    expect(await get('/health/live')).toMatchObject({ status: 200, connection: 'close' });
    expect(await ended).toBeGreaterThanOrEqual(NOTICE_SECONDS * 1_000);
    await expect(get('/health/live')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('answers in full what it has accepted, and does not wait for connections that nobody uses', async () => {
    await get('/health/live'); // Stays open.
    const answers = [get('/slow'), get('/slow')];
    while (accepted < answers.length) await sleep(1);
    const ended = await endedAfter(shell.app.get(Drain).end(server(), 0));
    expect(await Promise.all(answers)).toEqual(Array(2).fill(expect.objectContaining({ status: 200, body: '{"answered":"in full"}' })));
    expect(ended).toBeLessThan(ANSWERED_MS_MAX);
  });

  it('keeps an idle connection longer than the proxies that send over it', () => {
    expect(server().keepAliveTimeout).toBeGreaterThan(60_000);
  });
});
