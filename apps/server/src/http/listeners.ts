import type { ServerResponse } from 'node:http';

/**
 * Aborted when whoever asked is gone. They may go while they are still being looked up: a response closes
 * once, and says so to nobody who asks afterwards.
 */
export function goneFrom(response: ServerResponse): AbortSignal {
  const gone = new AbortController();
  response.once('close', () => gone.abort());
  if (response.destroyed || response.closed) gone.abort();
  return gone.signal;
}

/**
 * Begins to tell, as server-sent events. `retryMs`: so long the listener waits before it connects again;
 * `id`: from where it goes on then, before anything was told.
 */
export function beginTelling(response: ServerResponse, retryMs: number, id?: string): void {
  // Who was shown out while being looked up is told nothing.
  if (response.writableEnded || response.destroyed) return;
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    'Cache-Control': 'no-store, no-transform',
    'X-Accel-Buffering': 'no',
  });
  response.write(`retry: ${retryMs}\n${id === undefined ? '' : `id: ${id}\n`}\n`);
}

/**
 * Ends what is told for as long as somebody listens. Who does not read what waits for them is cut off: such
 * an end would never come about, and the connection stand for as long as they like.
 */
export function endTelling(response: ServerResponse): void {
  if (response.writableLength > 0) response.destroy();
  else response.end();
}
