/*
 * Shows: a database that is starting or recovering is waited for, in words, until it answers otherwise.
 * How: a server of the test's own speaks as much of the protocol as that takes.
 */
import { once } from 'node:events';
import { createServer } from 'node:net';
import type { AddressInfo, Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { untilServerIsUp } from './starting-server.js';

/** An ErrorResponse of PostgreSQL's protocol. */
function refusal(code: string): Buffer {
  const fields = Buffer.from(`SFATAL\0C${code}\0Mthe database system is starting up\0\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(fields.length + 4, 1);
  return Buffer.concat([head, fields]);
}

/** What the server says to each who asks, one after the other; the last to all others. */
let answers: string[];
let asked: number;
let server: Server;
let url: string;
beforeEach(async () => {
  asked = 0;
  server = createServer((socket) => {
    socket
      .on('error', () => undefined)
      .once('data', () => socket.end(refusal(answers[Math.min(asked++, answers.length - 1)]!)));
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  url = `postgres://rushi:secret@127.0.0.1:${(server.address() as AddressInfo).port}/rushi`;
});
afterEach(() => {
  server.close();
});

const WRONG_PASSWORD = '28P01';
const waited = async (signal = new AbortController().signal) => {
  const said: string[] = [];
  await untilServerIsUp(url, { say: (text) => said.push(text), signal, lookMs: 1 });
  return said;
};

describe('a database server that is starting up or recovering', () => {
  it('is waited for with a word, and asked until it answers otherwise', async () => {
    answers = ['57P03', '57P03', '57P03', WRONG_PASSWORD];
    const said = await waited();
    expect([asked, said[0]]).toEqual([4, expect.stringMatching(/正在启动或者恢复.*请稍候/)]);
    // Once now and then, not at every look.
    expect(said).toHaveLength(1);
  });

  it('is not waited for once the process is told to stop', async () => {
    answers = ['57P03'];
    const told = new AbortController();
    const waiting = untilServerIsUp(url, { say: () => told.abort(), signal: told.signal });
    await waiting;
    expect(asked).toBe(1);
  });

  it('is nobody’s excuse: what it answers otherwise is left to whoever asks next', async () => {
    answers = [WRONG_PASSWORD];
    expect([await waited(), asked]).toEqual([[], 1]);
    server.close();
    expect(await waited()).toEqual([]);
  });
});
