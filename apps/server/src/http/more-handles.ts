import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import type { Server } from 'node:http';
import { createServer } from 'node:net';
import type { Server as TcpServer } from 'node:net';

/** Beside the first one. Node takes one new connection per handle and turn of its loop. */
const MORE_HANDLES = 15;
const HANDED_BACK_MS_MAX = 5_000;

/**
 * Ends with its channel. On its way through another process a handle becomes another one of the same socket.
 */
const MIRROR = `process.on('message', (_, handle) => process.send('back', handle));
setTimeout(() => process.exit(1), ${HANDED_BACK_MS_MAX}).unref();`;

/** What a listening server keeps for itself. Handed over as it is, nobody accepts anything on the way. */
type Handle = NonNullable<Parameters<ChildProcess['send']>[1]>;
type Listening = Readonly<{ _handle?: Handle | null }>;

/**
 * Lets a listening server take up to {@link MORE_HANDLES} connections more in a turn of the event loop: when
 * a county comes at once, each turn is work for those who are in already, and who waits in the system's
 * queue can be told nothing. Handles of the same socket come from another process, which Windows does not do
 * and a tight system may refuse: then one handle goes on alone. `server.close` ends all of them and waits
 * for their connections too. Answers how many there are.
 */
export async function takeMoreAtOnce(
  server: Server,
  backlog: number,
  more = MORE_HANDLES,
  mirror = MIRROR,
): Promise<number> {
  const handle = (server as unknown as Listening)._handle;
  if (process.platform === 'win32' || !handle) return 0;
  const others = (await copies(handle, more, mirror)).map((copy) => listenOn(copy, server, backlog));
  closeWith(server, others);
  // Told to stop meanwhile.
  if (!server.listening) for (const other of others) other.close();
  return others.length;
}

/** As many as come back; a child that fails gives none. */
function copies(handle: Handle, count: number, mirror: string): Promise<readonly Handle[]> {
  return new Promise((resolve) => {
    const back: Handle[] = [];
    const child = spawn(process.execPath, ['-e', mirror], { stdio: ['ignore', 'ignore', 'ignore', 'ipc'] });
    const end = () => {
      if (child.connected) child.disconnect();
      resolve(back);
    };
    child.on('message', (_, copy) => {
      if (copy) back.push(copy);
      if (back.length === count) end();
    });
    child.on('error', end).on('exit', end);
    for (let sent = 0; sent < count; sent++) {
      child.send('copy', handle, { keepOpen: true }, (error) => void (error && end()));
    }
  });
}

/**
 * `backlog` is the socket's, not the handle's: without it, listening once more would cut the queue to Node's
 * 511.
 */
function listenOn(handle: Handle, server: Server, backlog: number): TcpServer {
  return (
    createServer({ allowHalfOpen: true, noDelay: true })
      .on('connection', (socket) => server.emit('connection', socket))
      // What one handle cannot take, another takes in a later turn.
      .on('error', () => undefined)
      .listen(handle, backlog)
  );
}

/**
 * To whoever closes it, the server stays one: it takes nothing more, and is closed when each connection has
 * ended.
 */
function closeWith(server: Server, others: readonly TcpServer[]): void {
  const close = server.close.bind(server);
  server.close = (done) => {
    const ended = others.map((other) => new Promise<void>((resolve) => other.close(() => resolve())));
    return close((error) => void Promise.all(ended).then(() => done?.(error)));
  };
}
