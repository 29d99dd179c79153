import { actingFor } from '../api/acting.js';

/** What changed, as the server tells it: by ids alone. */
export type Changed = Readonly<{ kind: string; id: string }>;
export type Told = Readonly<{ items: readonly Changed[] }> | 'everything';
export type Message = Readonly<{ told?: Told; position?: string; retryMs?: number }>;

const END_OF_EVENT = /\r?\n\r?\n/;

/**
 * Takes the text of server-sent events as it comes, in pieces of any length, and hands out each event as soon
 * as it is whole. Comments are signs of life and nothing else.
 */
export function eventReader(): (piece: string) => readonly Message[] {
  let rest = '';
  return (piece) => {
    const parts = (rest + piece).split(END_OF_EVENT);
    rest = parts.pop()!;
    return parts.map(messageIn);
  };
}

function messageIn(event: string): Message {
  const fields = new Map(
    event.split(/\r?\n/).map((line) => {
      const at = line.indexOf(':');
      return [line.slice(0, at), line.slice(at + 1).trimStart()] as const;
    }),
  );
  const [position, data, retry] = [fields.get('id'), fields.get('data'), fields.get('retry')];
  const told = fields.get('event') === 'reset' ? 'everything' : data && (JSON.parse(data) as Told);
  return {
    ...(told ? { told } : {}),
    ...(position === undefined ? {} : { position }),
    ...(retry === undefined ? {} : { retryMs: Number(retry) }),
  };
}

/** How a connection came to its end. */
export type End = 'lost' | 'signed-out';
export type Connection = Readonly<{ close(): void }>;
export type ConnectionEars = Readonly<{
  /** It stands. `isResumed`: nothing was missed since the one before. */
  onOpen: (isResumed: boolean) => void;
  onTold: (told: Told) => void;
  onEnd: (end: End) => void;
}>;

/** The server says something every 15 s: after so long a silence the line is dead. */
const SILENT_MS_MAX = 40_000;
const RETRY_MS = 3_000;
/** Whoever is refused (too many connections, the server is busy) waits longer. */
const REFUSED_RETRY_MS = 15_000;
const PATH = '/api/v1/changes';
const SIGNED_OUT = 401;

/** Holds one connection for as long as it is not closed: a lost one is made again from where it was. */
export function connect({ onOpen, onTold, onEnd }: ConnectionEars): Connection {
  const closing = new AbortController();
  let position: string | undefined;
  let retryMs = RETRY_MS;
  let current: AbortController | undefined;

  const once = async (): Promise<End | 'refused'> => {
    const asking = new AbortController();
    current = asking;
    let silence = setTimeout(() => asking.abort(), SILENT_MS_MAX);
    const absent = actingFor();
    try {
      const response = await fetch(PATH, {
        headers: {
          Accept: 'text/event-stream',
          ...(position === undefined ? {} : { 'Last-Event-ID': position }),
          ...(absent === undefined ? {} : { 'On-Behalf-Of': absent }),
        },
        credentials: 'same-origin',
        cache: 'no-store',
        signal: asking.signal,
      });
      if (response.status === SIGNED_OUT) return 'signed-out';
      if (!response.ok || !response.body) return 'refused';
      const isResumed = position !== undefined;
      const read = eventReader();
      const text = new TextDecoder();
      const body = response.body.getReader();
      for (let part = await body.read(); !part.done; part = await body.read()) {
        clearTimeout(silence);
        silence = setTimeout(() => asking.abort(), SILENT_MS_MAX);
        for (const message of read(text.decode(part.value, { stream: true }))) {
          // The first says where one is: from here on nothing is missed.
          if (message.retryMs !== undefined) {
            retryMs = message.retryMs;
            onOpen(isResumed);
          }
          if (message.told) onTold(message.told);
          position = message.position ?? position;
        }
      }
      return 'lost';
    } catch {
      return 'lost';
    } finally {
      clearTimeout(silence);
    }
  };

  const forEver = async () => {
    while (!closing.signal.aborted) {
      const end = await once();
      if (closing.signal.aborted) return;
      onEnd(end === 'signed-out' ? end : 'lost');
      if (end === 'signed-out') return;
      await pause(end === 'refused' ? REFUSED_RETRY_MS : retryMs, closing.signal);
    }
  };
  const onNetwork = () => current?.abort();
  // A line that the system has given up ends here at once, and not after the longest silence.
  addEventListener('offline', onNetwork);
  closing.signal.addEventListener('abort', () => {
    removeEventListener('offline', onNetwork);
    current?.abort();
  });
  void forEver();
  return { close: () => closing.abort() };
}

/** Waits, but not beyond the signal, nor beyond the moment at which the network is there again. */
const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    addEventListener('online', done);
    signal.addEventListener('abort', done);
  });
