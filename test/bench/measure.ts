/** Percentiles and rates, the same for every row. */
export type Spread = Readonly<{ p50Ms: number; p99Ms: number }>;

export function spread(tookMs: readonly number[]): Spread {
  const sorted = [...tookMs].sort((a, b) => a - b);
  const at = (share: number) =>
    Number((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0).toFixed(2));
  return { p50Ms: at(0.5), p99Ms: at(0.99) };
}

export async function seconds(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return (performance.now() - from) / 1_000;
}

/** Runs `work(n)` for every n below `total`, at most `width` at once. */
export async function abreast(
  total: number,
  width: number,
  work: (n: number) => Promise<unknown>,
): Promise<void> {
  let next = 0;
  await Promise.all(
    Array.from({ length: Math.min(width, total) }, async () => {
      while (next < total) await work(next++);
    }),
  );
}
