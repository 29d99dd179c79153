/** The planning layers of a district as the API answers them, and what the page makes of them. */

export type Issue = Readonly<{
  code: string;
  severity: string;
  place: Readonly<Record<string, unknown>>;
  zh: string;
  fix: string;
}>;
export type IssueKind = Readonly<{ code: string; severity: string; zh: string; fix: string; count: number }>;
export type Report = Readonly<{
  format: string;
  recognition: string;
  sure: string;
  found: number;
  taken: number;
  vertices: number;
  areaM2: string;
  sha256: string;
  sm3: string;
  issueCounts: Readonly<Record<string, number>>;
  issues: readonly Issue[];
}>;
export type Import = Readonly<{
  id: string;
  layer: string;
  version: string;
  state: 'reading' | 'writing' | 'imported' | 'refused' | 'failed';
  written: number;
  toWrite: number;
  report?: Report;
  refusal?: Readonly<{ code: string; detail: string }>;
}>;
export type Version = Readonly<{
  layer: string;
  name: string;
  version: string;
  source: string;
  inForce: boolean;
  file: Readonly<{ name: string; bytes: number; sha256: string; sm3: string }>;
  content: Readonly<{
    format: string;
    system: string;
    reading: Readonly<{ chosen?: string; crs: string; sure: string; zh: string }>;
    found: number;
    taken: number;
    vertices: number;
    areaM2: string;
    extent: readonly number[];
  }>;
  importedBy: readonly string[];
  adopted?: Readonly<{ validFrom: string; documentNo: string; leftOut: number }>;
  retired?: Readonly<{ on: string; documentNo: string; reason: string }>;
}>;
export type Checked = Readonly<{
  system: string;
  extent: readonly number[];
  taken: number;
  features: readonly Readonly<{
    name: string;
    polygons: readonly (readonly (readonly (readonly number[])[])[])[];
  }>[];
  issues: readonly IssueKind[];
  report?: Report;
}>;

/** How a version stands: what is checked against it today, and what may be done with it. */
export type Standing = 'in-force' | 'waiting' | 'to-come' | 'replaced' | 'retired';

/** `to-come`: adopted, and its first day has not come by `today`. */
export function standingOf({ inForce, adopted, retired }: Version, today: string): Standing {
  if (retired) return 'retired';
  if (inForce) return 'in-force';
  if (!adopted) return 'waiting';
  return adopted.validFrom > today ? 'to-come' : 'replaced';
}

/** Layer by layer by name, of each the newest first. */
export function byLayer(versions: readonly Version[]): readonly (readonly Version[])[] {
  const layers = [...new Set(versions.map(({ layer }) => layer))];
  return layers.map((layer) => versions.filter((version) => version.layer === layer).toReversed());
}

export const isRunning = ({ state }: Import): boolean => state === 'reading' || state === 'writing';

/** How much of it is written, in percent; nothing is while it is read. */
export const percentOf = ({ written, toWrite }: Import): number =>
  toWrite === 0 ? 0 : Math.floor((100 * written) / toWrite);

/** Of each kind of issue its places, and how many more there are than are listed. */
export function placesOf(
  { issues, issueCounts }: Pick<Report, 'issues' | 'issueCounts'>,
  code: string,
): Readonly<{ places: readonly Issue[]; more: number }> {
  const places = issues.filter((issue) => issue.code === code);
  return { places, more: Math.max(0, (issueCounts[code] ?? 0) - places.length) };
}

/** West, south, east and north as `"东 510000–530000，北 …"` has them: two spans in metres. */
export const spansOf = ([west = 0, south = 0, east = 0, north = 0]: readonly number[]) => ({
  east: `${west}–${east}`,
  north: `${south}–${north}`,
});
