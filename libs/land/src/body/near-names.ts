/** The nearest of some names to one that was mistyped. */

const NAME_MAX = 40;
/** A part of a name that is shorter says nothing. */
const PART_MIN = 2;

/** Changes, gaps and swaps of neighbours that lead from one to the other. */
function distance(one: string, other: string): number {
  let [before, last] = [[] as number[], Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      row[j] = Math.min(last[j]! + 1, row[j - 1]! + 1, last[j - 1]! + (same ? 0 : 1));
      if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1])
        row[j] = Math.min(row[j]!, before[j - 2]! + 1);
    }
    [before, last] = [last, row];
  }
  return last[other.length]!;
}

const folded = (name: string) =>
  name
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll(/[\s_-]/g, '');

/**
 * One of `names` that is so near to what was given that it is likely meant: its own name in another form,
 * what it is called in Chinese, or a slip of a third of its letters at most.
 */
export function nearest(
  given: string,
  names: readonly (readonly [name: string, label: string])[],
): string | undefined {
  if (given.length > NAME_MAX) return undefined;
  const written = folded(given);
  let best: readonly [name: string | undefined, apart: number] = [undefined, Math.min(3, given.length / 3)];
  for (const [name, label] of names) {
    if (folded(name) === written || (label !== '' && label === given.trim())) return name;
    const apart = distance(written, folded(name));
    if (apart <= best[1] && (best[0] === undefined || apart < best[1])) best = [name, apart];
  }
  if (best[0] !== undefined) return best[0];
  const part = given.trim();
  const holding = part.length < PART_MIN ? [] : [...names].filter(([, label]) => label.includes(part));
  return holding.length === 1 ? holding[0]![0] : undefined;
}
