/** How often a program looks whether whoever started it is still there. */
const LOOK_MS = 1_000;

/**
 * Calls `end` with the signal by which this process is to end: when it gets one, and when its parent is gone.
 * npm passes a signal on to the shell between, which ends and tells nobody: without the second, a server
 * would outlive the `npm start` that was stopped.
 */
export function whenToldToEnd(end) {
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => end(signal));
  if (!process.env.npm_lifecycle_event) return; // Whoever starts it otherwise may well leave it.
  const parent = process.ppid;
  const looking = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(looking);
    end('SIGTERM');
  }, LOOK_MS);
  looking.unref();
}
