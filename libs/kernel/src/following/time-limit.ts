/** A time after which something is over, or with the first of some signals. */
export type TimeLimit = Readonly<{ signal: AbortSignal; /** It is not needed any more. */ lift: () => void }>;

/**
 * Holds its timer until it is lifted. A signal of `AbortSignal.timeout` that only `AbortSignal.any` knows is
 * not held by anybody: the platform may collect it, and the time never comes.
 */
export function timeLimit(ms: number, ...others: readonly AbortSignal[]): TimeLimit {
  const over = new AbortController();
  const end = () => over.abort();
  const timer = setTimeout(end, ms);
  for (const other of others) {
    if (other.aborted) end();
    other.addEventListener('abort', end, { once: true });
  }
  return {
    signal: over.signal,
    lift: () => {
      clearTimeout(timer);
      for (const other of others) other.removeEventListener('abort', end);
    },
  };
}
