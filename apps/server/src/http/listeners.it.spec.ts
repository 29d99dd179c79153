/*
 * Shows: whoever goes before they are listened for is known to be gone, and the end of a stream waits for no
 * reader who does not read.
 * How: real connections, whose other end goes early or stops reading.
 */
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { endTelling, goneFrom } from './listeners.js';

/** More than the buffers of two systems hold between them. */
const MUCH_BYTES = 32 * 1_048_576;

describe('who listens', () => {
  let server: Server;
  let socket: Socket;
  let response: ServerResponse;
  beforeEach(async () => {
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
    socket.on('error', () => undefined);
    const asked = once(server, 'request') as Promise<[IncomingMessage, ServerResponse]>;
    socket.write('GET / HTTP/1.1\r\nHost: here\r\n\r\n');
    [, response] = await asked;
  });
  afterEach(async () => {
    socket.destroy();
    server.close();
    await once(server, 'close');
  });

  it('is there until they go', async () => {
    const gone = goneFrom(response);
    expect(gone.aborted).toBe(false);
    socket.destroy();
    await once(gone, 'abort');
  });

  it('is gone who went before anybody asked', async () => {
    socket.destroy();
    await once(response, 'close');
    expect(goneFrom(response).aborted).toBe(true);
  });

  it('is cut off who does not read the end', async () => {
    response.write('x'.repeat(MUCH_BYTES));
    expect(response.writableLength).toBeGreaterThan(0);
    const closed = once(response, 'close');
    endTelling(response);
    await closed;
  });

  it('hears a proper end who reads', async () => {
    let text = '';
    socket.setEncoding('utf8').on('data', (part: string) => (text += part));
    response.write('one');
    await once(socket, 'data');
    endTelling(response);
    await once(response, 'close');
    if (!text.endsWith('0\r\n\r\n')) await once(socket, 'data');
    expect(text.endsWith('0\r\n\r\n')).toBe(true);
  });
});
