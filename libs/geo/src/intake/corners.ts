/**
 * The surveyors' text of corners (界址点坐标): `[属性描述]` with what the coordinates are, `[地块坐标]` with a line
 * a parcel that ends with `@` and a line a corner: name, ring, X north, Y east. Every program writes it a
 * little differently.
 */
import { meridianAt } from '../crs.js';
import { polygonsOf } from './corner-rings.js';
import type { Corner } from './corner-rings.js';
import { propertiesOf } from './draft.js';
import type { Draft, DraftFeature, Hints, Tally } from './draft.js';
import { linesOf, mayBeCorner } from './lines.js';
import type { Line } from './lines.js';
import { halfWidth, numberIn } from './numbers.js';

const HEADER = /^\s*\[\s*属性描述\s*\]/;
const COORDINATES = /^\s*\[\s*(地块坐标|界址点坐标)\s*\]/;
const SECTION = /^\s*\[.*\]\s*$/;
const PARCEL = /@\s*$/;
const KEYS = ['坐标系', '几度分带', '带号', '计量单位'] as const;
const M2_PER_HECTARE = 10_000;

type Parcel = { head: Line; fields: readonly string[]; corners: Corner[]; broken: boolean };

/** Whether a text looks like one: it has a section of it, or a line of a parcel. */
export const isCorners = (text: string): boolean =>
  /\[\s*(属性描述|地块坐标|界址点坐标)\s*\]/.test(text) || /^[^\n\r]*,[^\n\r]*,@[ \t]*$/m.test(text);

export function readCorners(text: string, tally: Tally): Draft {
  const { findings } = tally;
  const lines = linesOf(text, tally);
  const begin = lines.findIndex(({ text: line }) => COORDINATES.test(line));
  if (begin < 0) findings.add('section-missing');
  const header = begin < 0 ? lines.filter(({ text: line }) => line.includes('=')) : lines.slice(0, begin);
  const hints = hintsOf(header, tally);
  const parcels = parcelsOf(lines.slice(begin + 1), tally);
  return { format: 'corners', hints, features: parcels.map((parcel) => featureOf(parcel, tally)) };
}

function hintsOf(lines: readonly Line[], { findings }: Tally): Hints {
  const said = new Map<string, string>();
  for (const { text } of lines) {
    if (HEADER.test(text)) continue;
    const [key = '', ...rest] = halfWidth(text).split('=');
    said.set(key.trim(), rest.join('=').trim());
  }
  for (const key of KEYS) if (!said.get(key)) findings.add('header-missing', {}, { said: key });
  const system = said.get('坐标系') ?? '';
  if (system && /80|54|北京|西安|WGS/i.test(system) && !/2000/.test(system))
    findings.add('crs-foreign', {}, { said: system });
  const unit = said.get('计量单位') ?? '';
  if (unit && !/^(米|m|metre|meter|度|degree)s?$/i.test(unit))
    findings.add('unit-unknown', {}, { said: unit });
  const [width, zone] = [widthOf(said.get('几度分带') ?? '', findings), wholeIn(said.get('带号') ?? '')];
  const meridian = wholeIn(said.get('中央子午线') ?? said.get('中央经线') ?? '');
  return {
    ...(width === undefined ? {} : { width }),
    ...(zone === undefined || zone === 0 ? {} : { zone }),
    ...(meridian === undefined ? {} : { meridian: meridianAt(meridian) }),
    ...(zone ? { said: `${width ?? ''}${width ? '度带' : ''}${zone}带` } : {}),
  };
}

function widthOf(text: string, findings: Tally['findings']): 3 | 6 | undefined {
  const width = /[36]|[三六]/.exec(text)?.[0];
  const found = width === undefined ? undefined : '3三'.includes(width) ? 3 : 6;
  if (found && text !== String(found)) findings.add('zone-in-words', {}, { said: text, width: found });
  return found;
}

const wholeIn = (text: string): number | undefined => {
  const digits = /\d{1,3}/.exec(text)?.[0];
  return digits === undefined ? undefined : Number(digits);
};

function parcelsOf(lines: readonly Line[], tally: Tally): readonly Parcel[] {
  const parcels: Parcel[] = [];
  let now: Parcel | undefined;
  for (const line of lines) {
    const text = halfWidth(line.text);
    if (text.trim() === '' || SECTION.test(text) || (!PARCEL.test(text) && text.includes('='))) continue;
    if (PARCEL.test(text)) {
      const fields = text
        .replace(PARCEL, '')
        .split(',')
        .map((field) => field.trim());
      now = { head: line, fields, corners: [], broken: false };
      parcels.push(now);
      tally.feature();
      continue;
    }
    const corner = cornerOf({ ...line, text }, tally);
    if (!corner) {
      // A parcel that lacks a corner would be another one.
      if (now && mayBeCorner(text)) now.broken = true;
      continue;
    }
    if (!now) {
      now = { head: line, fields: [], corners: [], broken: false };
      parcels.push(now);
      tally.feature();
    }
    now.corners.push(corner);
  }
  return parcels;
}

function cornerOf({ row, text }: Line, tally: Tally): Corner | undefined {
  const { findings } = tally;
  const plain = text.replace(/^[\s\-–—]+(?=J|\d)/i, '');
  if (plain !== text) findings.add('line-marks', { row });
  const fields = plain.split(',').map((field) => field.trim());
  // Some end each line with a comma.
  while (fields.length > 4 && fields.at(-1) === '') fields.pop();
  if (fields.length < 3 || fields.length > 5) {
    findings.add('line-unknown', { row }, { said: text });
    return undefined;
  }
  const [name = ''] = fields;
  const ring = fields.length === 3 ? '1' : fields[1]!;
  const [x, y] = (fields.length === 3 ? fields.slice(1) : fields.slice(2, 4)) as [string, string];
  const [north, east] = [numberIn(x), numberIn(y)];
  if (!north || !east) {
    findings.add('point-not-number', { row }, { said: north ? y : x });
    return undefined;
  }
  if (!/^J/i.test(name)) findings.add('point-letter-missing', { row });
  if (north.degrees || east.degrees) findings.addOnce('degrees-minutes', { row });
  tally.take(1);
  return { row, name, ring, at: [east.value, north.value] };
}

function featureOf({ head, fields, corners, broken }: Parcel, { findings }: Tally): DraftFeature {
  const place = { row: head.row };
  const [points = '', area = '', no = '', name = '', , sheet = '', use = '', kind = ''] = fields;
  if (corners.length === 0) findings.add('parcel-without-points', place);
  if (broken) findings.add('corner-missing', place);
  if (!no && !name) findings.add('name-missing', place);
  const said = Number(points);
  // The corner that closes the ring is counted or not.
  const closes = new Set(corners.map(({ ring }) => ring)).size;
  const counted = Number.isInteger(said) && said <= corners.length && said >= corners.length - closes;
  if (points !== '' && corners.length > 0 && !counted)
    findings.add('points-counted', place, { said: points, found: corners.length });
  const hectares = numberIn(area)?.value ?? 0;
  if (area !== '' && hectares === 0) findings.add('area-zero', place);
  const named = { 地块编号: no, 地块名称: name, 图幅号: sheet, 地块用途: use, 地类编码: kind };
  return {
    place,
    properties: propertiesOf(Object.entries(named).filter(([, value]) => value !== '')),
    polygons: corners.length === 0 || broken ? [] : polygonsOf(corners, place, findings),
    ...(hectares > 0 ? { declaredM2: hectares * M2_PER_HECTARE } : {}),
  };
}
