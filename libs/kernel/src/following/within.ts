/**
 * @throws Error of `type` 'timeout' when there is no answer in `ms`: what was asked for may still happen,
 * nobody hears of it.
 */
export async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  work.catch(() => undefined); // Whoever gave up on it does not hear its end.
  let timer: NodeJS.Timeout | undefined;
  // Every request of a server waits here: a timer that is taken back costs a tenth of one that is aborted.
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(Object.assign(new Error(`no answer within ${ms} ms`), { type: 'timeout' })),
      ms,
    );
  });
  try {
    return await Promise.race([work, over]);
  } finally {
    clearTimeout(timer);
  }
}
