type Caused = Readonly<{ code: string; parkedAt: string }>;

/** By what refused them: the cause of most comes first, and within one what waits longest. */
export function groupsOf<T extends Caused>(
  parked: readonly T[],
): readonly Readonly<{ code: string; steps: readonly T[] }>[] {
  const byCode = new Map<string, T[]>();
  for (const step of parked) byCode.set(step.code, [...(byCode.get(step.code) ?? []), step]);
  return [...byCode]
    .map(([code, steps]) => ({
      code,
      steps: steps.sort((a, b) => (a.parkedAt < b.parkedAt ? -1 : 1)),
    }))
    .sort((a, b) => b.steps.length - a.steps.length || (a.code < b.code ? -1 : 1));
}
