import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { createServer, get } from 'node:http';
import type { IncomingMessage, Server } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { until } from '#kernel/testing';
import { takeMoreAtOnce } from './more-handles.js';

const CROWD = 120;
const BACKLOG = CROWD * 2;
const MORE = 7;
/** Where handles cannot be sent between processes. */
const alone = process.platform === 'win32';
const inUnix = alone ? it.skip : it;

let server: Server;
let port: number;
const opened: Socket[] = [];
beforeEach(async () => {
  server = createServer((_, response) => response.end('answered'));
  server.listen(0, '127.0.0.1', BACKLOG);
  await once(server, 'listening');
  port = (server.address() as AddressInfo).port;
});
afterEach(async () => {
  for (const socket of opened.splice(0)) socket.destroy();
  server.closeAllConnections();
  if (server.listening) await new Promise((resolve) => server.close(resolve));
});

/** They have all knocked before this process looks: it waits for another one that does it. */
function crowdKnocks(): void {
  const knock = `let left = ${CROWD};
    const inside = () => --left === 0 && process.exit(0);
    for (let n = 0; n < ${CROWD}; n++)
      require('node:net').connect(${port}, '127.0.0.1', inside).on('error', () => process.exit(1));`;
  execFileSync(process.execPath, ['-e', knock]);
}

/** Turns of the loop until everybody is in. */
async function turnsToLetIn(): Promise<number> {
  let [inside, turns] = [0, 0];
  server.on('connection', () => (inside += 1));
  crowdKnocks();
  for (; inside < CROWD; turns++) await new Promise(setImmediate);
  return turns;
}

const answer = () =>
  new Promise<string>((resolve, reject) => {
    const told = (response: IncomingMessage) => void response.setEncoding('utf8').on('data', resolve);
    get({ port, host: '127.0.0.1', agent: false }, told).on('error', reject);
  });
const connected = async () => {
  const socket = connect(port, '127.0.0.1');
  opened.push(socket);
  await once(socket, 'connect');
  return socket;
};

describe('a server that takes more connections at once', () => {
  inUnix('lets a crowd in in a part of the turns', async () => {
    expect(await takeMoreAtOnce(server, BACKLOG, MORE)).toBe(MORE);
    // One handle takes one in a turn, so the whole crowd takes as many turns as it has heads.
    expect(await turnsToLetIn()).toBeLessThan(CROWD / 3);
  });

  it('answers whoever comes, by whichever handle', async () => {
    await takeMoreAtOnce(server, BACKLOG, MORE);
    expect(await Promise.all(Array.from({ length: CROWD }, answer))).toEqual(Array(CROWD).fill('answered'));
  });

  it('takes nobody any more once it is being closed, and is closed when all have left', async () => {
    await takeMoreAtOnce(server, BACKLOG, MORE);
    let inside = 0;
    server.on('connection', () => (inside += 1));
    // More than one handle took one of them.
    const sockets = await Promise.all(Array.from({ length: CROWD }, connected));
    await until(() => inside === CROWD);
    let closed = false;
    const end = new Promise<void>((resolve) => server.close(() => resolve())).then(() => (closed = true));
    await expect(connected()).rejects.toMatchObject({ code: 'ECONNREFUSED' });
    expect(server.listening).toBe(false);
    const [last, ...others] = sockets;
    for (const socket of others) socket.destroy();
    await new Promise(setImmediate);
    expect(closed).toBe(false);
    last!.destroy();
    await end;
  });

  it('goes on with one handle where no other comes back', async () => {
    expect(await takeMoreAtOnce(server, BACKLOG, MORE, 'process.exit(0)')).toBe(0);
    expect(await answer()).toBe('answered');
  });

  it('takes none for a server that is not listening', async () => {
    await new Promise((resolve) => server.close(resolve));
    expect(await takeMoreAtOnce(server, BACKLOG, MORE)).toBe(0);
  });
});
