import { zipOf } from '../../libs/geo/src/intake/files.fixture.js';

type Cell = string | number;

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006';
const TYPE = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>';

const escaped = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
const nameOf = (column: number, row: number) => `${String.fromCharCode(65 + column)}${row + 1}`;
const cellOf = (cell: Cell, at: string) =>
  typeof cell === 'number'
    ? `<c r="${at}"><v>${cell}</v></c>`
    : `<c r="${at}" t="inlineStr"><is><t>${escaped(cell)}</t></is></c>`;

/** A workbook of one table, as small as ECMA-376 has it. `spoil`: what a stranger makes of its rows. */
export function workbookOf(
  rows: readonly (readonly Cell[])[],
  spoil: (xml: string) => string = (xml) => xml,
): Uint8Array {
  const lines = rows
    .map((cells, row) => {
      const line = cells.map((cell, column) => (cell === '' ? '' : cellOf(cell, nameOf(column, row))));
      return `<row r="${row + 1}">${line.join('')}</row>`;
    })
    .join('');
  const parts = {
    '[Content_Types].xml':
      `<Types xmlns="${PACKAGE}/content-types">` +
      `<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>` +
      `<Override PartName="/xl/workbook.xml" ContentType="${TYPE}.sheet.main+xml"/>` +
      `<Override PartName="/xl/worksheets/sheet1.xml" ContentType="${TYPE}.worksheet+xml"/></Types>`,
    '_rels/.rels':
      `<Relationships xmlns="${PACKAGE}/relationships">` +
      `<Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
    'xl/workbook.xml':
      `<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets>` +
      `<sheet name="名录" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    'xl/_rels/workbook.xml.rels':
      `<Relationships xmlns="${PACKAGE}/relationships">` +
      `<Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    'xl/worksheets/sheet1.xml':
      `<worksheet xmlns="${MAIN}"><sheetData>` + `${spoil(lines)}</sheetData></worksheet>`,
  };
  const encoder = new TextEncoder();
  return zipOf(
    Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, encoder.encode(`${HEAD}${xml}`)])),
  );
}
