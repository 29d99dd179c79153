/*
 * Shows: whoever does not read what they are told is cut off, before much waits for them.
 * How: a real connection whose other end stops reading, and is told things for as long as it stands.
 */
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it } from '@jest/globals';
import type { Response } from 'express';
import type { SignedIn } from '#access';
import { until } from '#kernel/testing';
import { ChangeStream, UNSENT_BYTES_MAX } from './change-stream.js';
import type { Placed } from './watched.js';

const SUPERVISOR: SignedIn = { user: 'he', name: '何涛', role: 'supervisor', office: '370100/planning' };
const CHANGES: readonly Placed[] = Array.from({ length: 500 }, (_, index) => ({
  kind: 'task',
  id: `task-370114001018JB0${index}-1.opinion-finance.1`,
  place: { district: '370114' },
}));

it('cuts off who does not read what they are told', async () => {
  let stream: ChangeStream | undefined;
  let unsent = 0;
  const server = createServer((_, response) => {
    stream = new ChangeStream(response as Response, { session: 's', rights: SUPERVISOR });
    stream.begin({ changes: [], position: 1n });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const asked = request({ host: '127.0.0.1', port: (server.address() as AddressInfo).port }).end();
  const [answer] = (await once(asked, 'response')) as [IncomingMessage];
  answer.pause().on('error', () => undefined);
  let position = 1n;
  await until(() => {
    stream!.tell({ changes: CHANGES, position: (position += 1n) });
    unsent = Math.max(unsent, stream!.unsentBytes);
    return stream!.isEnded;
  });
  expect(unsent).toBeGreaterThan(UNSENT_BYTES_MAX);
  const oneMessage = JSON.stringify(CHANGES).length;
  expect(unsent).toBeLessThan(UNSENT_BYTES_MAX + oneMessage);
  asked.destroy();
  server.close();
  await once(server, 'close');
});
