import { fileURLToPath } from 'node:url';
import { soundScheme } from '../http/app.js';
import { Target } from '../attack/target.js';
import { TRIES, handIn, starScheme } from '../attack/worst-boundary.js';

/** `lateMs`: the longest time for which the server came round to nobody, once for each boundary. */
export type BoundaryRow = Readonly<{ what: string; lateMs: readonly number[] }>;

/**
 * Boundaries of the most points, handed in over HTTP to one server of all roles: checked, laid over the
 * layers, laid beside their neighbours.
 */
export async function worstBoundaries(count: number): Promise<readonly BoundaryRow[]> {
  const target = await Target.open(fileURLToPath(new URL('../..', import.meta.url)));
  const late = { cold: [] as number[], placed: [] as number[], returned: [] as number[] };
  const handedIn = async (n: number, around: number) => {
    await target.loopDelayMs();
    // Boundaries are laid beside those of their own 地籍子区 alone.
    const parcel = `${soundScheme(around).parcel.slice(0, 14)}${90_000 + n}`;
    const facts = await handIn(target, { ...starScheme(around), parcel }, `worst-boundary-${n}`);
    const outcome = facts.includes('"BoundaryRefused"') ? 'returned' : 'placed';
    late[late.cold.length === 0 ? 'cold' : outcome].push(Math.round(await target.loopDelayMs()));
  };
  try {
    // The first one warms the compiler and starts the thread; then on ground of their own, and on its.
    const [first, ...others] = TRIES.slice(0, 2 * count + 1) as [number, ...number[]];
    await handedIn(first, first);
    for (const [index, n] of others.entries()) await handedIn(n, index % 2 ? first : n);
    return [
      { what: 'the first after a start', lateMs: late.cold },
      { what: 'placed', lateMs: late.placed },
      { what: 'over neighbours of as many points, and returned', lateMs: late.returned },
    ];
  } finally {
    await target.close();
  }
}
