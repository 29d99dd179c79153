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
 * Ends what is told for as long as somebody listens. Who does not read what waits for them is cut off: such
 * an end would never come about, and the connection stand for as long as they like.
 */
export function endTelling(response: ServerResponse): void {
  if (response.writableLength > 0) response.destroy();
  else response.end();
}
