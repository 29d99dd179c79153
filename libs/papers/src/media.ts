import { PaperRefused } from './faults.js';
import { namesInOle } from './ole-names.js';
import { contentsOfZip } from './zip-names.js';

/** What a paper may be, by its content; what it is called says nothing. */
export const MEDIA = {
  pdf: { zh: 'PDF', type: 'application/pdf', ends: ['pdf'] },
  jpeg: { zh: 'JPEG 图片', type: 'image/jpeg', ends: ['jpg', 'jpeg'] },
  png: { zh: 'PNG 图片', type: 'image/png', ends: ['png'] },
  tiff: { zh: 'TIFF 图片', type: 'image/tiff', ends: ['tif', 'tiff'] },
  doc: { zh: 'Word 文档（97-2003）', type: 'application/msword', ends: ['doc', 'wps'] },
  xls: { zh: 'Excel 表格（97-2003）', type: 'application/vnd.ms-excel', ends: ['xls', 'et'] },
  ppt: { zh: 'PowerPoint 演示（97-2003）', type: 'application/vnd.ms-powerpoint', ends: ['ppt', 'dps'] },
  docx: {
    zh: 'Word 文档',
    type: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    ends: ['docx'],
  },
  xlsx: {
    zh: 'Excel 表格',
    type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ends: ['xlsx'],
  },
  pptx: {
    zh: 'PowerPoint 演示',
    type: 'application/vnd.openxmlformats-officedocument.presentationml.presentation',
    ends: ['pptx'],
  },
  ofd: { zh: 'OFD 版式文件', type: 'application/ofd', ends: ['ofd'] },
  dwg: { zh: 'DWG 图纸', type: 'image/vnd.dwg', ends: ['dwg'] },
  dxf: { zh: 'DXF 图纸', type: 'image/vnd.dxf', ends: ['dxf'] },
  shapefile: { zh: '矢量数据（shp 压缩包）', type: 'application/zip', ends: ['zip'] },
} as const;
export type MediaKind = keyof typeof MEDIA;
export const MEDIA_KINDS = Object.keys(MEDIA) as readonly MediaKind[];
export const MEDIA_NAMES = Object.fromEntries(
  Object.entries(MEDIA).map(([kind, { zh }]) => [kind, zh]),
) as Readonly<Record<MediaKind, string>>;

/** A content that can be read anywhere; reading past its end answers with what there is. */
export type Content = Readonly<{
  bytes: number;
  read(at: number, length: number): Promise<Buffer>;
}>;

/** Enough for every mark at the beginning, and for where a PDF says at its end how it is encrypted. */
const HEAD_BYTES = 4_096;
const PDF_EDGE_BYTES = 65_536;
/** A PDF may begin with so much of something else (ISO 32000-1, annex H). */
const PDF_MARK_WITHIN_BYTES = 1_024;

const startsWith = (head: Buffer, ...bytes: readonly number[]) =>
  bytes.every((byte, index) => head[index] === byte);

/**
 * What a content is, by its own marks.
 * @throws PaperRefused `empty`, `encrypted`, `unknown`, `mixed-archive`, `macros`
 */
export async function mediaOf(content: Content): Promise<MediaKind> {
  if (content.bytes === 0) throw new PaperRefused('empty');
  const head = await content.read(0, HEAD_BYTES);
  if (startsWith(head, 0xff, 0xd8, 0xff)) return 'jpeg';
  if (startsWith(head, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return 'png';
  if (startsWith(head, 0x49, 0x49, 0x2a, 0x00) || startsWith(head, 0x4d, 0x4d, 0x00, 0x2a)) return 'tiff';
  if (startsWith(head, 0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1)) return ofOle(content);
  if (startsWith(head, 0x50, 0x4b, 0x03, 0x04)) return ofZip(content);
  if (head.subarray(0, PDF_MARK_WITHIN_BYTES).includes('%PDF-')) return ofPdf(content);
  const text = head.toString('latin1');
  if (/^AC10\d\d/.test(text)) return 'dwg';
  if (text.startsWith('AutoCAD Binary DXF\r\n\x1a\0') || DXF_BEGINS.test(text)) return 'dxf';
  throw new PaperRefused('unknown');
}

/** A text of pairs of group and value; comments (999) may come first. */
const DXF_BEGINS = /^(\xef\xbb\xbf)?(\s*999\r?\n[^\r\n]*\r?\n)*\s*0\r?\nSECTION\r?\n/;
const PDF_ENCRYPTED = /\/Encrypt\s*(\d+\s+\d+\s+R|<<)/;

/** A PDF tells at its end, or at its beginning where it is made for the web, that it needs a password. */
async function ofPdf(content: Content): Promise<MediaKind> {
  const edges = [
    await content.read(0, PDF_EDGE_BYTES),
    await content.read(Math.max(0, content.bytes - PDF_EDGE_BYTES), PDF_EDGE_BYTES),
  ];
  if (edges.some((edge) => PDF_ENCRYPTED.test(edge.toString('latin1')))) throw new PaperRefused('encrypted');
  return 'pdf';
}

async function ofOle(content: Content): Promise<MediaKind> {
  const names = await namesInOle(content);
  if (names.includes('EncryptedPackage')) throw new PaperRefused('encrypted');
  if (names.some((name) => /^(Macros|_VBA_PROJECT_CUR|VBA)$/.test(name))) throw new PaperRefused('macros');
  if (names.includes('WordDocument')) return 'doc';
  if (names.includes('Workbook') || names.includes('Book')) return 'xls';
  if (names.includes('PowerPoint Document')) return 'ppt';
  throw new PaperRefused('unknown');
}

async function ofZip(content: Content): Promise<MediaKind> {
  const { names, encrypted } = await contentsOfZip(content);
  if (encrypted) throw new PaperRefused('encrypted');
  const lower = names.map((name) => name.toLowerCase());
  if (lower.some((name) => name.endsWith('vbaproject.bin'))) throw new PaperRefused('macros');
  if (names.includes('OFD.xml')) return 'ofd';
  if (names.includes('[Content_Types].xml')) {
    if (names.includes('word/document.xml')) return 'docx';
    if (names.includes('xl/workbook.xml')) return 'xlsx';
    if (names.includes('ppt/presentation.xml')) return 'pptx';
  }
  const parts = new Set(
    lower.filter((name) => !name.endsWith('/')).map((name) => /\.(\w+)$/.exec(name)?.[1]),
  );
  const isShape = ['shp', 'shx', 'dbf'].every((part) => parts.has(part));
  if (isShape && [...parts].every((part) => part !== undefined && OF_A_SHAPEFILE.has(part)))
    return 'shapefile';
  throw new PaperRefused('mixed-archive');
}

const OF_A_SHAPEFILE = new Set([
  ...['shp', 'shx', 'dbf', 'prj', 'cpg', 'sbn', 'sbx', 'qix', 'qpj', 'xml', 'fix', 'ain', 'aih'],
]);

/** The name for whoever takes the paper away, with an ending that its content has. */
export function fileNameOf(name: string, media: MediaKind): string {
  const ends: readonly string[] = MEDIA[media].ends;
  const own = /\.([A-Za-z0-9]{1,8})$/.exec(name)?.[1]?.toLowerCase();
  return own !== undefined && ends.includes(own) ? name : `${name}.${ends[0]}`;
}
