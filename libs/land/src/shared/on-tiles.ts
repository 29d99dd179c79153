import { cellsOf, tileNames } from '#geo';

/** By which tiles of a map a parcel is found, and in which squares its middle is counted. */
export function tileKeysOf(shell: readonly (readonly number[])[]): Readonly<{
  tile: readonly string[];
  [cell: string]: string | readonly string[];
}> {
  const [xs, ys] = [shell.map(([x = 0]) => x), shell.map(([, y = 0]) => y)];
  const [west, east] = [Math.min(...xs), Math.max(...xs)];
  const [south, north] = [Math.min(...ys), Math.max(...ys)];
  return {
    tile: tileNames([west, south, east, north]),
    ...cellsOf((west + east) / 2, (south + north) / 2),
  };
}
