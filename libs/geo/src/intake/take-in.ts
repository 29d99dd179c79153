/**
 * The intake of a file: bytes and a name to polygons on the county's plane, and a report of what was found.
 * Nothing is in force by it; a person looks and decides.
 */
import { isCrs, nameOf } from '../crs.js';
import type { Crs } from '../crs.js';
import { CHINA } from '../grid.js';
import type { Grid } from '../grid.js';
import { isArchive, openArchive } from './archive.js';
import type { ArchiveEntry } from './archive.js';
import { assemble, isDegrees, zoneBefore } from './assemble.js';
import type { IntakeFeature } from './assemble.js';
import { isCorners, readCorners } from './corners.js';
import { Tally } from './draft.js';
import type { Draft, Format, Hints, Pair } from './draft.js';
import { isBinaryDxf, isDwg, isDxf, readDxf } from './dxf.js';
import { readGeoJson } from './geojson.js';
import { isGeoPackage, readGeoPackage } from './geopackage.js';
import { Findings } from './issues.js';
import type { Issue, IssueKind } from './issues.js';
import { LIMITS, PLACES_TOLD_MAX } from './limits.js';
import type { IntakeLimits } from './limits.js';
import { recognise } from './recognise.js';
import type { Recognition } from './recognise.js';
import { refuse } from './refusals.js';
import { readShapefile } from './shapefile.js';
import { readTable } from './table.js';
import { decode } from './text.js';

/** `crs`: what a person says the coordinates are, before what the file says. */
export type IntakeOptions = Readonly<{ grid?: Grid; crs?: string; limits?: Partial<IntakeLimits> }>;

export type Intake = Readonly<{
  format: Format;
  recognition: Recognition;
  /** The plane of the features; absent where nobody can say what the coordinates are. */
  system?: Crs;
  features: readonly IntakeFeature[];
  /** As they were found; of each kind the first {@link PLACES_TOLD_MAX}. */
  issues: readonly Issue[];
  issueCounts: Readonly<Partial<Record<IssueKind, number>>>;
  /** How many features the file has, and how many of them can be used. */
  found: number;
  taken: number;
  vertices: number;
  areaM2: string;
}>;

/**
 * Reads a file, whatever it is by its content.
 * @param name as it was handed in; it decides nothing.
 * @throws {@link Rejected} those of `refusals.ts`, each with what to hand in instead.
 */
export function takeIn(bytes: Uint8Array, name: string, options: IntakeOptions = {}): Intake {
  const limits = { ...LIMITS, ...options.limits };
  const grid = options.grid ?? CHINA;
  if (bytes.byteLength === 0) throw refuse('intake.empty');
  if (bytes.byteLength > limits.bytes)
    throw refuse('intake.too-large', { max: limits.bytes, found: bytes.byteLength });
  const findings = new Findings(PLACES_TOLD_MAX);
  const tally = new Tally(limits, findings);
  const draft = isArchive(bytes) ? readArchive(bytes, tally) : readFile(bytes, name, tally);
  const chosen = options.crs !== undefined && isCrs(options.crs) ? options.crs : undefined;
  const hints: Hints = chosen ? { crs: chosen, said: chosen } : draft.hints;
  const recognition = recognise(pairsOf(draft), hints, grid);
  if (draft.features.some(({ polygons }) => polygons.length > 0)) tellReading(recognition, hints, findings);
  const reading = recognition.reading;
  const foreign = findings.counts['crs-foreign'] !== undefined && !chosen;
  const made = reading && !foreign ? assemble(draft, reading, grid, findings) : undefined;
  return {
    format: draft.format,
    recognition,
    ...(made ? { system: made.system } : {}),
    features: made?.features ?? [],
    issues: findings.issues,
    issueCounts: findings.counts,
    found: tally.features,
    taken: made?.features.length ?? 0,
    vertices: tally.vertices,
    areaM2: made?.areaM2 ?? '0.00',
  };
}

function readFile(bytes: Uint8Array, name: string, tally: Tally): Draft {
  if (isDwg(bytes)) throw refuse('intake.dwg');
  if (isBinaryDxf(bytes)) throw refuse('intake.dxf-binary');
  if (isGeoPackage(bytes)) return readGeoPackage(bytes, tally);
  const { text, encoding, lost } = decode(bytes);
  if (encoding === 'GB18030') tally.findings.add('encoding-gbk');
  if (/^\s*[{[]\s*["{\]}]/.test(text)) return readGeoJson(text, tally);
  const reader = isDxf(text)
    ? readDxf
    : isCorners(text)
      ? readCorners
      : isTable(text)
        ? readTable
        : undefined;
  if (!reader) throw refuse('intake.format-unknown', { file: name.slice(-100) });
  if (lost > 0) tally.findings.add('encoding-lost', {}, { count: lost });
  return reader(text, tally);
}

const ROW = /\d[^\d\r\n]+[\d.]{3,}/;
/** Text without control characters, with three lines of numbers at least. */
function isTable(text: string): boolean {
  const lines = text.slice(0, 100_000).split(/\r\n|\r|\n/);
  if (/[\0-\x08\x0e-\x1f]/.test(text.slice(0, 100_000))) return false;
  return lines.filter((line) => line.length < 500 && ROW.test(line)).length >= 3;
}

const LAYER_FILE = /\.(shp|geojson|json|gpkg|dxf|txt|csv)$/i;

function readArchive(bytes: Uint8Array, tally: Tally): Draft {
  const files = openArchive(bytes, tally.limits);
  const shapes = files.filter(({ name }) => /\.shp$/i.test(name));
  const layers = shapes.length > 0 ? shapes : files.filter(({ name }) => LAYER_FILE.test(name));
  const [layer, ...others] = layers;
  if (!layer) throw refuse(files.some(isDwgNamed) ? 'intake.dwg' : 'intake.zip-nothing');
  if (others.length > 0) {
    const names = layers.map(({ name }) => name).join('、');
    throw refuse('intake.zip-several', { found: layers.length, files: names.slice(0, 200) });
  }
  const stem = layer.name.replace(/\.[^.]*$/, '').toLowerCase();
  for (const { name } of files)
    if (!name.toLowerCase().startsWith(`${stem}.`)) tally.findings.add('files-ignored', {}, { said: name });
  return shapes.length > 0 ? readShapefile(layer, files, tally) : readFile(layer.read(), layer.name, tally);
}

const isDwgNamed = ({ name }: ArchiveEntry) => /\.dwg$/i.test(name);

const pairsOf = ({ features }: Draft): readonly Pair[] =>
  features.flatMap(({ polygons }) => polygons.flatMap((polygon) => (polygon[0] ?? []).slice(0, 4)));

function tellReading(recognition: Recognition, hints: Hints, findings: Findings): void {
  const { reading, others, sure } = recognition;
  if (!reading) {
    findings.add(others.length > 0 ? 'crs-ambiguous' : 'outside-china');
    return;
  }
  const crs = nameOf(reading.crs);
  const said = hints.crs !== undefined || hints.zone !== undefined || hints.meridian !== undefined;
  if (reading.swapped) findings.add('axes-swapped');
  const zone = zoneBefore(reading);
  if (zone !== undefined) findings.add('zone-in-easting', {}, { zone });
  if (said && !recognition.asSaid) findings.add('crs-contradicts', {}, { said: hints.said ?? '', crs });
  else if (isDegrees(reading) && !said) findings.add('degrees-unsaid');
  else if (!said && sure !== 'certain') findings.add('crs-guessed', {}, { crs });
}
