import { connect } from './stream.js';
import type { Connection, End, Told } from './stream.js';

/** What a tab hears, whichever tab holds the connection. */
export type Ears = Readonly<{
  /** `isResumed`: nothing was missed since it was lost. */
  onOpen: (isResumed: boolean) => void;
  onTold: (told: Told) => void;
  onEnd: (end: End) => void;
}>;
type Word =
  | Readonly<{ is: 'open'; isResumed: boolean }>
  | Readonly<{ is: 'told'; told: Told }>
  | Readonly<{ is: 'end'; end: End }>
  | Readonly<{ is: 'who' }>;

/**
 * Hears what changes with one connection for all tabs of a browser: the tab that has the lock connects and
 * passes on, and when it is closed the lock goes to the next. Where tabs cannot share (no locks without a
 * secure address) each has a connection of its own, while it is looked at.
 */
export const hear = (user: string, ears: Ears): Connection =>
  typeof BroadcastChannel === 'function' && 'locks' in navigator ? shared(user, ears) : own(ears);

function shared(user: string, ears: Ears): Connection {
  // By person: after another one has signed in, the tabs of the one before hold their own connection.
  const name = `rushi.changes.${user}`;
  const channel = new BroadcastChannel(name);
  const closing = new AbortController();
  let connection: Connection | undefined;
  let isOpen = false;
  const take = (word: Word) => {
    if (word.is === 'open') ears.onOpen(word.isResumed);
    else if (word.is === 'told') ears.onTold(word.told);
    else if (word.is === 'end') ears.onEnd(word.end);
  };
  const pass = (word: Word) => {
    channel.postMessage(word);
    take(word);
  };
  channel.onmessage = ({ data }: MessageEvent<Word>) => {
    if (data.is !== 'who') take(data);
    // A tab that has just come, and what it shows it has just read.
    else if (connection && isOpen) channel.postMessage({ is: 'open', isResumed: true } satisfies Word);
  };
  const lead = () =>
    new Promise<void>((release) => {
      connection = connect({
        onOpen: (isResumed) => {
          isOpen = true;
          pass({ is: 'open', isResumed });
        },
        onTold: (told) => pass({ is: 'told', told }),
        onEnd: (end) => {
          isOpen = false;
          pass({ is: 'end', end });
        },
      });
      closing.signal.addEventListener('abort', () => release());
    });
  navigator.locks.request(name, { signal: closing.signal }, lead).catch(() => undefined);
  channel.postMessage({ is: 'who' } satisfies Word);
  return {
    close: () => {
      closing.abort();
      connection?.close();
      channel.close();
    },
  };
}

function own(ears: Ears): Connection {
  let connection: Connection | undefined;
  const look = () => {
    if (document.visibilityState === 'visible') connection ??= connect(ears);
    else {
      connection?.close();
      connection = undefined;
    }
  };
  document.addEventListener('visibilitychange', look);
  look();
  return {
    close: () => {
      document.removeEventListener('visibilitychange', look);
      connection?.close();
    },
  };
}
