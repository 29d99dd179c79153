import {
  AlignmentType,
  Document,
  Footer,
  Header,
  ImageRun,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx';
import type { ISectionOptions } from 'docx';
import { pictureOf } from './code.js';
import { PAGE_MM, TYPE_PT } from './document.js';
import type { DocumentTable, OfficialDocument } from './document.js';

/** A twentieth of a point. */
const TWIPS_PER_MM = 1440 / 25.4;
const twips = (length: number) => Math.round(length * TWIPS_PER_MM);
const half = (points: number) => points * 2;
const TWIPS_PER_PT = 20;
const CODE_PX = 96;

/** Fonts by name: offices have them, and Word takes another where one is missing. */
const FONT = {
  text: { eastAsia: '仿宋_GB2312' },
  title: { eastAsia: '方正小标宋简体' },
  table: { eastAsia: '宋体' },
};

/** The paper for Word and WPS, of the same content as the PDF; it may be edited, and then proves nothing. */
export async function docxOf(document: OfficialDocument): Promise<Uint8Array> {
  const { title, office } = document;
  const file = new Document({
    title,
    creator: office,
    description: document.documentNo,
    sections: [sectionOf(document)],
  });
  return Packer.toBuffer(file);
}

function sectionOf({
  title,
  documentNo,
  addressee,
  body,
  office,
  day,
  mark,
  proof,
}: OfficialDocument): ISectionOptions {
  return {
    properties: {
      page: {
        size: { width: twips(PAGE_MM.width), height: twips(PAGE_MM.height) },
        margin: {
          top: twips(PAGE_MM.top),
          left: twips(PAGE_MM.left),
          right: twips(PAGE_MM.right),
          bottom: twips(PAGE_MM.bottom),
        },
      },
    },
    ...(mark === null
      ? {}
      : { headers: { default: new Header({ children: [line(mark, AlignmentType.RIGHT)] }) } }),
    footers: { default: new Footer({ children: [pageNumber()] }) },
    children: [
      line(documentNo, AlignmentType.CENTER),
      new Paragraph({
        alignment: AlignmentType.CENTER,
        spacing: { before: 240, after: 240 },
        children: [new TextRun({ text: title, size: half(TYPE_PT.title), font: FONT.title })],
      }),
      ...(addressee === null ? [] : [line(`${addressee}：`)]),
      ...body.map((part) => (typeof part === 'string' ? line(part, AlignmentType.BOTH, 2) : tableOf(part))),
      line(''),
      line(office, AlignmentType.RIGHT),
      line(day, AlignmentType.RIGHT),
      new Paragraph({
        children: [
          ...(proof.address === null ? [] : [codeTo(proof.address)]),
          new TextRun({ text: ` ${proof.caption}`, size: half(TYPE_PT.small), font: FONT.table }),
        ],
      }),
    ],
  };
}

const codeTo = (address: string): ImageRun =>
  new ImageRun({
    type: 'gif',
    data: pictureOf(address),
    transformation: { width: CODE_PX, height: CODE_PX },
    altText: { name: '核验二维码', title: '核验二维码', description: address },
  });

type Alignment = (typeof AlignmentType)[keyof typeof AlignmentType];

const line = (text: string, alignment: Alignment = AlignmentType.LEFT, indent = 0): Paragraph =>
  new Paragraph({
    alignment,
    spacing: { line: TYPE_PT.line * TWIPS_PER_PT, lineRule: 'exact' },
    indent: { firstLine: indent * TYPE_PT.text * TWIPS_PER_PT },
    children: [new TextRun({ text, size: half(TYPE_PT.text), font: FONT.text })],
  });

const pageNumber = (): Paragraph =>
  new Paragraph({
    alignment: AlignmentType.CENTER,
    children: [new TextRun({ children: ['— ', PageNumber.CURRENT, ' —'], font: FONT.table })],
  });

const tableOf = ({ heads, rows }: DocumentTable): Table =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [heads, ...rows].map(
      (cells) =>
        new TableRow({
          children: cells.map(
            (text) =>
              new TableCell({
                children: [
                  new Paragraph({
                    children: [new TextRun({ text, size: half(TYPE_PT.table), font: FONT.table })],
                  }),
                ],
              }),
          ),
        }),
    ),
  });
