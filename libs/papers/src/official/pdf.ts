import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import PDFDocument from 'pdfkit';
import { codeOf } from './code.js';
import { CharactersMissing, PAGE_MM, TYPE_PT, textsOf } from './document.js';
import type { DocumentTable, OfficialDocument } from './document.js';

type Pdf = InstanceType<typeof PDFDocument>;

const PT_PER_MM = 72 / 25.4;
const mm = (length: number) => length * PT_PER_MM;
const CODE_MM = 24;
/** The caption of the code, with what a paragraph leaves below itself. */
const CAPTION_LINES = 5;
const [INDENT, CELL_PAD_PT] = ['\u3000\u3000', 4];
const LEAVES_MM = 12;
const ACROSS = { pt: 120, degrees: 45, opacity: 0.12 } as const;
/** 30 888 glyphs; the sheet holds those that it shows. */
const FONTS = join(dirname(createRequire(import.meta.url).resolve('@embedpdf/fonts-sc')), '../fonts');
const FONT = { text: 'NotoSansHans-Regular.otf', title: 'NotoSansHans-Medium.otf' } as const;

/**
 * The paper as PDF, of the same content always the same bytes: its date and with it its id are those of the
 * paper.
 * @throws CharactersMissing
 */
export async function pdfOf(document: OfficialDocument): Promise<Uint8Array> {
  const made = new Date(`${document.on}T00:00:00Z`);
  const pdf = new PDFDocument({
    size: 'A4',
    margins: {
      top: mm(PAGE_MM.top),
      left: mm(PAGE_MM.left),
      right: mm(PAGE_MM.right),
      bottom: mm(PAGE_MM.bottom),
    },
    font: join(FONTS, FONT.text),
    lang: 'zh-CN',
    displayTitle: true,
    bufferPages: true,
    info: { Title: document.title, Author: document.office, CreationDate: made, ModDate: made },
  });
  const pieces: Uint8Array[] = [];
  const ended = new Promise<void>((resolve, reject) => pdf.on('end', resolve).on('error', reject));
  pdf.on('data', (piece: Uint8Array) => pieces.push(piece));
  pdf.registerFont('text', join(FONTS, FONT.text)).registerFont('title', join(FONTS, FONT.title));
  refuseMissing(pdf, document);
  write(pdf, document);
  pdf.end();
  await ended;
  return Buffer.concat(pieces);
}

function refuseMissing(pdf: Pdf, document: OfficialDocument): void {
  pdf.font('text');
  const { font } = (pdf as unknown as { _font: { font: { hasGlyphForCodePoint(point: number): boolean } } })
    ._font;
  const signs = new Set(textsOf(document).join('').replaceAll(/\s/g, ''));
  const missing = [...signs].filter((sign) => !font.hasGlyphForCodePoint(sign.codePointAt(0)!));
  if (missing.length > 0) throw new CharactersMissing(missing);
}

function write(pdf: Pdf, document: OfficialDocument): void {
  const { title, documentNo, addressee, body, mark, across } = document;
  pdf.font('text').fontSize(TYPE_PT.text).text(documentNo, { align: 'center' });
  pdf.moveDown(0.8).font('title').fontSize(TYPE_PT.title).text(title, { align: 'center', lineGap: 6 });
  pdf.moveDown(0.8).font('text').fontSize(TYPE_PT.text);
  const lineGap = TYPE_PT.line - pdf.currentLineHeight();
  if (addressee !== null) pdf.text(`${addressee}：`, { lineGap });
  for (const part of body) {
    if (typeof part === 'string') pdf.fontSize(TYPE_PT.text).text(`${INDENT}${part}`, { lineGap });
    else table(pdf, part);
  }
  sign(pdf, document);
  if (across !== null) writeAcross(pdf, across);
  number(pdf, mark);
}

function table(pdf: Pdf, { heads, rows }: DocumentTable): void {
  pdf.fontSize(TYPE_PT.table).moveDown(0.3);
  pdf.table({
    defaultStyle: { padding: CELL_PAD_PT, border: 0.6 },
    data: [[...heads], ...rows.map((row) => [...row])],
  });
  pdf.x = pdf.page.margins.left;
  pdf.moveDown(0.5);
}

/** 署名 and 成文日期 at the right, two characters from the edge, the code beside them; never apart. */
function sign(pdf: Pdf, { office, day, proof }: OfficialDocument): void {
  const side = mm(CODE_MM);
  pdf.fontSize(TYPE_PT.text).moveDown(1);
  keepTogether(pdf, side + TYPE_PT.small * CAPTION_LINES);
  const { left, right } = pdf.page.margins;
  const [top, width] = [pdf.y, pdf.page.width - left - right];
  if (proof.address !== null) drawCode(pdf, proof.address, left, top, side);
  const place = { width: width - side - TYPE_PT.text * 2, align: 'right', lineGap: 8 } as const;
  pdf.text(office, left + side, top, place).text(day, place);
  pdf.fontSize(TYPE_PT.small).text(proof.caption, left, Math.max(pdf.y, top + side + CELL_PAD_PT), { width });
}

function drawCode(pdf: Pdf, text: string, left: number, top: number, side: number): void {
  const modules = codeOf(text);
  const size = side / modules.length;
  modules.forEach((row, y) =>
    row.forEach((dark, x) => dark && pdf.rect(left + x * size, top + y * size, size, size)),
  );
  pdf.fill('black');
}

function keepTogether(pdf: Pdf, height: number): void {
  if (pdf.y + height > pdf.page.height - pdf.page.margins.bottom) pdf.addPage();
}

/** Under a reader's eye on each page, and pale enough to read the text through it. */
function writeAcross(pdf: Pdf, text: string): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    const { width, height } = pdf.page;
    const middle = { x: width / 2, y: height / 2 };
    pdf.save().fillOpacity(ACROSS.opacity).font('title').fontSize(ACROSS.pt);
    pdf.rotate(-ACROSS.degrees, { origin: [middle.x, middle.y] });
    pdf.text(text, middle.x - pdf.widthOfString(text) / 2, middle.y - ACROSS.pt / 2, { lineBreak: false });
    pdf.restore();
  }
  pdf.font('text');
}

/** Page numbers `— 1 —` below, the mark above: both outside of the text. */
function number(pdf: Pdf, mark: string | null): void {
  const { start, count } = pdf.bufferedPageRange();
  for (let page = start; page < start + count; page += 1) {
    pdf.switchToPage(page);
    const { margins, width, height } = pdf.page;
    // Below the margin a text would begin a new page.
    pdf.page.margins = { ...margins, bottom: 0 };
    const options = {
      width: width - margins.left - margins.right,
      align: 'center',
      lineBreak: false,
    } as const;
    pdf
      .fontSize(TYPE_PT.small + 1)
      .text(`— ${page + 1} —`, margins.left, height - mm(PAGE_MM.bottom - LEAVES_MM), options);
    if (mark !== null)
      pdf.fontSize(TYPE_PT.table).text(mark, margins.left, mm(LEAVES_MM), { ...options, align: 'right' });
    pdf.page.margins = margins;
  }
}
