/** A table of corners as it is pasted from a sheet: by tabs, commas or blanks, with a header or without. */
import { polygonsOf } from './corner-rings.js';
import type { Corner } from './corner-rings.js';
import { propertiesOf } from './draft.js';
import type { Draft, DraftFeature, Tally } from './draft.js';
import { UNREAD, linesOf, mayBeCorner } from './lines.js';
import type { Line } from './lines.js';
import { halfWidth, numberIn } from './numbers.js';

type Role = 'parcel' | 'ring' | 'name' | 'north' | 'east' | 'side' | 'other';
const ROLES: readonly (readonly [Role, RegExp])[] = [
  ['side', /边长|距离|side|length/i],
  ['north', /^(X|X坐标|纵坐标.*|X\(.*|北|北坐标|北向.*|纬度|N|northing|north|lat|latitude|B)$/i],
  ['east', /^(Y|Y坐标|横坐标.*|Y\(.*|东|东坐标|东向.*|经度|E|easting|east|lon|lng|longitude|L)$/i],
  ['ring', /圈号|环号|^ring$/i],
  ['parcel', /地块|宗地|图斑|^parcel$/i],
  ['name', /点号|界址点|序号|编号|^(no|point|id|name)\.?$/i],
];
const BLANKS = /[ \u00a0]+/;

export function readTable(text: string, tally: Tally): Draft {
  const rows = linesOf(text, tally).map((line) => ({ ...line, cells: cellsOf(line.text) }));
  const head = rows.findIndex(({ cells }) => rolesOf(cells) !== undefined);
  const roles = head < 0 ? guessed(rows, tally) : rolesOf(rows[head]!.cells)!;
  const groups: Group[] = [];
  for (const row of rows.slice(head + 1)) collect(row, roles, groups, tally);
  const features = groups.filter(({ corners }) => corners.length > 0);
  return { format: 'table', hints: {}, features: features.map((group) => featureOf(group, tally)) };
}

type Row = Line & Readonly<{ cells: readonly string[] }>;
type Group = { row: number; name: string; ended: boolean; broken: boolean; corners: Corner[] };

function cellsOf(text: string): readonly string[] {
  const plain = halfWidth(text).replaceAll('、', ',').trim();
  if (plain === '') return [];
  const by = plain.includes('\t') ? '\t' : /[,;]/.test(plain) ? /[,;]/ : plain.includes('|') ? '|' : BLANKS;
  return plain.split(by).map((cell) => cell.trim().replace(/^"(.*)"$/, '$1'));
}

/** What the columns are, if these are words for a north and an east. */
function rolesOf(cells: readonly string[]): readonly Role[] | undefined {
  const roles = cells.map((cell): Role => {
    const word = cell.replaceAll(/\s|\(m\)|（m）|\(米\)/gi, '');
    return ROLES.find(([, pattern]) => pattern.test(word))?.[0] ?? 'other';
  });
  return roles.includes('north') && roles.includes('east') ? roles : undefined;
}

/** Without a header the last two numbers of the first full line are X and Y, as a surveyor writes them. */
function guessed(rows: readonly Row[], { findings }: Tally): readonly Role[] {
  const row = rows.find(({ cells }) => cells.filter(numberIn).length >= 2);
  if (!row) return [];
  const numbers = row.cells.flatMap((cell, index) => (numberIn(cell) ? [index] : []));
  const [north, east] = numbers.slice(-2) as [number, number];
  findings.add('columns-guessed', { row: row.row }, { said: `第 ${north + 1}、${east + 1}` });
  return row.cells.map((_, index): Role =>
    index === north ? 'north' : index === east ? 'east' : index === 0 ? 'name' : 'other',
  );
}

function collect(row: Row, roles: readonly Role[], groups: Group[], tally: Tally): void {
  const last = groups.at(-1);
  if (row.cells.every((cell) => cell === '')) {
    // An empty line ends a parcel.
    if (last) last.ended = true;
    return;
  }
  const cell = (role: Role) => row.cells[roles.indexOf(role)] ?? '';
  const [north, east] = [numberIn(cell('north')), numberIn(cell('east'))];
  if (!north || !east) {
    if (last && mayBeCorner(row.text) && !isSide(row, roles)) last.broken = true;
    // Lines of side lengths stand between the corners, and sums below them.
    const isWord = !row.cells.some(numberIn) || (cell('north') === '' && cell('east') === '');
    const said = isWord ? row.text : cell(north ? 'east' : 'north');
    if (!isWord || rolesOf(row.cells) === undefined)
      tally.findings.add(isWord ? 'line-unknown' : 'point-not-number', { row: row.row }, { said });
    return;
  }
  if (north.degrees || east.degrees) tally.findings.addOnce('degrees-minutes', { row: row.row });
  tally.take(1);
  const name = cell('parcel');
  let group = last;
  if (!group || (roles.includes('parcel') ? name !== '' && name !== group.name : group.ended)) {
    group = { row: row.row, name, ended: false, broken: false, corners: [] };
    groups.push(group);
    tally.feature();
  }
  const ring = cell('ring') || '1';
  group.corners.push({ row: row.row, name: cell('name'), ring, at: [east.value, north.value] });
}

/** A line that has neither of the two coordinates: a side length, or a sum. */
const isSide = ({ cells, text }: Row, roles: readonly Role[]) =>
  text !== UNREAD && (['north', 'east'] as const).every((role) => (cells[roles.indexOf(role)] ?? '') === '');

function featureOf({ row, name, corners, broken }: Group, { findings }: Tally): DraftFeature {
  const place = { row };
  if (broken) findings.add('corner-missing', place);
  if (name === '') findings.add('name-missing', place);
  return {
    place,
    properties: propertiesOf(name === '' ? [] : [['地块编号', name]]),
    polygons: broken ? [] : polygonsOf(corners, place, findings),
  };
}
