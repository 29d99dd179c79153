import { request as requestHttp } from 'node:http';
import type { IncomingMessage } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { LookupFunction } from 'node:net';
import { timeLimit } from '#kernel';
import { AddressRefused, checkedUrl, pinned } from './guard.js';
import type { GuardOptions, Resolve } from './guard.js';

/** From asking for the name to the end of the answer. */
export const SEND_MS_MAX = 15_000;
/** What is read of an answer, which nobody needs, before the connection is cut. */
export const ANSWER_BYTES_MAX = 16_384;

/** Why there was no answer. */
export type SendFault = 'refused-address' | 'timeout' | 'unreachable';
export type Sent = Readonly<{ status: number; retryAfter?: string }> | Readonly<{ fault: SendFault }>;
export type Letter = Readonly<{ url: string; headers: Readonly<Record<string, string>>; body: string }>;

/**
 * One POST, on a connection of its own to the very address that the guard has looked at. A redirect is an
 * answer like any other: nobody is followed anywhere.
 */
export async function send(
  { url: text, headers, body }: Letter,
  guard: GuardOptions,
  signal: AbortSignal,
  { resolve, msMax = SEND_MS_MAX }: Readonly<{ resolve?: Resolve; msMax?: number }> = {},
): Promise<Sent> {
  const over = timeLimit(msMax);
  try {
    const url = checkedUrl(text, guard);
    const { address, family } = await pinned(url, guard, resolve);
    // Node asks for all addresses or for one, and takes what it is given.
    const toPinned: LookupFunction = (_, { all }, found) =>
      all ? found(null, [{ address, family }]) : found(null, address, family);
    const request = url.protocol === 'https:' ? requestHttps : requestHttp;
    return await new Promise<Sent>((resolved, reject) => {
      const outgoing = request(
        url,
        {
          method: 'POST',
          agent: false,
          lookup: toPinned,
          headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
          signal: AbortSignal.any([signal, over.signal]),
        },
        (answer) => void readThrough(answer).then(() => resolved(sentOf(answer)), reject),
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    });
  } catch (error) {
    if (error instanceof AddressRefused) return { fault: 'refused-address' };
    return { fault: over.signal.aborted ? 'timeout' : 'unreachable' };
  } finally {
    over.lift();
  }
}

function sentOf({ statusCode = 0, headers }: IncomingMessage): Sent {
  const retryAfter = headers['retry-after'];
  return { status: statusCode, ...(retryAfter === undefined ? {} : { retryAfter }) };
}

/** A receiver that never ends its answer has had its time; one that says too much is cut off. */
async function readThrough(answer: IncomingMessage): Promise<void> {
  let bytes = 0;
  for await (const part of answer) {
    bytes += (part as Buffer).length;
    if (bytes > ANSWER_BYTES_MAX) break;
  }
  answer.destroy();
}
