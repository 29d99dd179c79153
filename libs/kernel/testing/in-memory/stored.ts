/** A value as a database would give it back: plain JSON, and nobody else's object. */
export const asStored = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;

/**
 * Every write, and every read that a decision waits for, lets timers and other work have their turn, as a
 * round trip to a server would: a loop over commands starves nobody.
 */
export const nextTurn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

/** The order of a database that compares text byte by byte. */
export const byText = (a: string, b: string): number => Buffer.compare(Buffer.from(a), Buffer.from(b));
