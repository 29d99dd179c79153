import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';

/**
 * A scanner that speaks clamd's INSTREAM and finds whatever holds `EICAR`. A content over `bytesMax` is cut
 * off, as clamd does it.
 */
export async function startClamd({ bytesMax = 1_000_000 } = {}) {
  const serve = (socket: Socket) => {
    let pending = Buffer.alloc(0);
    let scanned = Buffer.alloc(0);
    let begun = false;
    const next = (): boolean => {
      if (!begun) {
        begun = pending.subarray(0, 10).toString() === 'zINSTREAM\0';
        if (begun) pending = pending.subarray(10);
        return begun;
      }
      if (pending.length < 4) return false;
      const length = pending.readUInt32BE(0);
      if (length === 0) {
        socket.end(scanned.includes('EICAR') ? 'stream: Eicar-Signature FOUND\0' : 'stream: OK\0');
        return false;
      }
      if (pending.length < 4 + length) return false;
      scanned = Buffer.concat([scanned, pending.subarray(4, 4 + length)]);
      pending = pending.subarray(4 + length);
      if (scanned.length <= bytesMax) return true;
      socket.end('INSTREAM size limit exceeded. ERROR\0');
      return false;
    };
    socket.on('error', () => undefined);
    socket.on('data', (bytes) => {
      pending = Buffer.concat([pending, bytes]);
      while (next());
    });
  };
  const server = createServer(serve);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port, close: () => new Promise<void>((resolve) => server.close(() => resolve())) };
}
