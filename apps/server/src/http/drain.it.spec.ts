/*
 * Shows: a process that is told to stop answers what it has accepted, and its proxies notice first.
 * How: a real server under open and idle connections is told to stop.
 */
import { once } from 'node:events';
import { Agent, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Controller, Get } from '@nestjs/common';
import { Public } from '#access';
import { until } from '#kernel/testing';
import { openShell } from '../../testing/index.js';
import type { Shell } from '../../testing/index.js';
import { Drain } from './drain.js';

/** Time for others to notice: it passes when the test says so. */
const NOTICE_SECONDS = 7;
const MS_PER_SECOND = 1_000;

let accepted = 0;
let answer = () => undefined as void;

@Controller('slow')
class SlowController {
  @Get()
  @Public('problem.read')
  async read(): Promise<object> {
    accepted += 1;
    await new Promise<void>((resolve) => (answer = resolve));
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
        response
          .setEncoding('utf8')
          .on('data', (part: string) => (body += part))
          .on('end', () =>
            resolve({ status: response.statusCode!, connection: response.headers.connection, body }),
          );
      };
      request({ host: '127.0.0.1', port, path, agent }, answered).on('error', reject).end();
    });
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

  /** A drain whose pause the test ends; how long it would have been is told. */
  const draining = (noticeSeconds: number) => {
    let notice!: { ms: number; pass: () => void };
    const isOver = { yes: false };
    const pause = (ms: number) => new Promise<void>((resolve) => (notice = { ms, pass: resolve }));
    const ended = shell.app
      .get(Drain)
      .end(server(), noticeSeconds, pause)
      .then(() => void (isOver.yes = true));
    return { ended, notice, isOver };
  };

  it('says at once that it is not ready, and goes on answering until others have noticed', async () => {
    expect(await get('/health/ready')).toMatchObject({ status: 200, connection: 'keep-alive' });
    const { ended, notice, isOver } = draining(NOTICE_SECONDS);
    expect(notice.ms).toBe(NOTICE_SECONDS * MS_PER_SECOND);
    expect(await get('/health/ready')).toMatchObject({ status: 503, connection: 'close' });
    expect(await get('/health/live')).toMatchObject({ status: 200, connection: 'close' });
    expect([isOver.yes, server().listening]).toEqual([false, true]);
    notice.pass();
    await ended;
    await expect(get('/health/live')).rejects.toMatchObject({ code: 'ECONNREFUSED' });
  });

  it('answers in full what it has accepted, and does not wait for connections that nobody uses', async () => {
    await get('/health/live'); // Stays open.
    const unused = connect(port, '127.0.0.1'); // As browsers open some in advance.
    await once(unused, 'connect');
    const answered = get('/slow');
    await until(() => accepted === 1);
    unused.once('error', () => undefined);
    const { ended, notice, isOver } = draining(0);
    notice.pass();
    await until(() => !server().listening);
    expect(isOver.yes).toBe(false);
    answer();
    expect(await answered).toMatchObject({ status: 200, body: '{"answered":"in full"}' });
    // Else it would end only when what is late is cut off.
    const cut = jest.spyOn(server(), 'closeAllConnections');
    await ended;
    expect(cut).not.toHaveBeenCalled();
    await until(() => unused.destroyed);
  });

  it('keeps an idle connection longer than the proxies that send over it', () => {
    expect(server().keepAliveTimeout).toBeGreaterThan(60_000);
  });
});
