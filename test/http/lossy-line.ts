import { once } from 'node:events';
import { createServer, request } from 'node:http';
import type { AddressInfo } from 'node:net';

export type LossyLine = Readonly<{ address: string; close: () => Promise<void> }>;

/** A line to a server on this machine: every request gets there, the first answer to a POST is lost. */
export async function lossyLine(server: string, losesAt: string): Promise<LossyLine> {
  let isLost = false;
  const line = createServer((asked, answer) => {
    const { method, url = '/', headers } = asked;
    const there = request(new URL(url, server), { method, headers }, (given) => {
      if (!isLost && method === 'POST' && url === losesAt) {
        isLost = true;
        asked.socket.destroy();
        given.resume();
        return;
      }
      answer.writeHead(given.statusCode ?? 0, given.headers);
      given.pipe(answer);
    });
    asked.pipe(there);
  });
  line.listen(0, '127.0.0.1');
  await once(line, 'listening');
  const close = async () => {
    line.closeAllConnections();
    line.close();
    await once(line, 'close');
  };
  return { address: `http://127.0.0.1:${(line.address() as AddressInfo).port}`, close };
}
