/** Why a whole file is not read. What is wrong inside one that is read is an issue of its report. */
import { Rejected } from '#kernel/messages';
import { short } from './issues.js';

const SENTENCES = {
  'intake.empty': ['文件是空的。请重新导出后提交。', 'The file is empty. Export it again.'],
  'intake.too-large': [
    '文件超过上限 {max} 字节（现为 {found}）。请按镇街分成几个文件提交。',
    'The file is larger than {max} bytes ({found}). Split it, for example by township.',
  ],
  'intake.unpacked-too-large': [
    '压缩包解压后超过上限 {max} 字节。请只打包需要的图层，或者分成几个文件提交。',
    'The archive unpacks to more than {max} bytes. Pack only the layer, or split it.',
  ],
  'intake.zip-bomb': [
    '压缩包中的“{file}”压缩比异常（超过 {max} 倍），已停止解压。请用常用软件重新打包后提交。',
    'File {file} of the archive unpacks to more than {max} times its size. Pack it again.',
  ],
  'intake.too-many-files': [
    '压缩包内有 {found} 个文件，超过上限 {max} 个。请只打包一个图层的文件。',
    'The archive has {found} files, more than {max}. Pack the files of one layer only.',
  ],
  'intake.too-many-features': [
    '要素超过上限 {max} 个。请按镇街分成几个文件提交。',
    'There are more than {max} features. Split the file.',
  ],
  'intake.too-many-vertices': [
    '界址点超过上限 {max} 个。请抽稀或者分成几个文件提交。',
    'There are more than {max} corners. Simplify the lines, or split the file.',
  ],
  'intake.too-many-lines': [
    '文本超过上限 {max} 行。请分成几个文件提交。',
    'The text has more than {max} lines. Split the file.',
  ],
  'intake.zip-path': [
    '压缩包中的“{file}”指向压缩包之外的位置，不予解压。请重新打包，文件名不要带绝对路径或者“..”。',
    'File {file} of the archive points outside of it. Pack it again with plain names.',
  ],
  'intake.zip-link': [
    '压缩包中的“{file}”是链接而不是文件，不予解压。请打包文件本身。',
    'Entry {file} of the archive is a link. Pack the file itself.',
  ],
  'intake.zip-encrypted': [
    '压缩包中的“{file}”设有密码。请去掉密码重新打包；涉密数据不得上传本系统。',
    'File {file} of the archive is encrypted. Pack it without a password.',
  ],
  'intake.zip-method': [
    '压缩包中的“{file}”用了不支持的压缩方法（{method}）。请以普通 ZIP（Deflate）方式重新打包。',
    'File {file} of the archive is packed by an unknown method ({method}). Use plain ZIP.',
  ],
  'intake.zip-broken': [
    '压缩包已损坏：{reason}。请重新打包后提交。',
    'The archive is broken: {reason}. Pack it again.',
  ],
  'intake.zip-nothing': [
    '压缩包中没有可以读取的图层（.shp、.geojson、.gpkg、.dxf、.txt）。请核对后重新打包。',
    'The archive holds no layer that can be read. Check it and pack it again.',
  ],
  'intake.zip-several': [
    '压缩包中有 {found} 个图层（{files}）。请每次只提交一个图层。',
    'The archive holds {found} layers ({files}). Hand in one at a time.',
  ],
  'intake.shapefile-part-missing': [
    'Shapefile 缺少 {part} 文件。请把同名的 .shp、.dbf、.prj、.cpg 一起打包成 ZIP 提交。',
    'The shapefile lacks its {part} part. Pack .shp, .dbf, .prj and .cpg together.',
  ],
  'intake.dwg': [
    'DWG 是不公开的格式，本系统不读取。请在 CAD 中“另存为”→“AutoCAD 2010 DXF（ASCII）”后提交。',
    'DWG cannot be read. Save it as DXF (ASCII) in your CAD program.',
  ],
  'intake.dxf-binary': [
    '这是二进制 DXF。请在 CAD 中另存为 ASCII（文本）DXF 后提交。',
    'This is a binary DXF. Save it as DXF (ASCII).',
  ],
  'intake.format-unknown': [
    '认不出文件“{file}”的格式。请提交 GeoJSON、打包成 ZIP 的 Shapefile、GeoPackage、DXF、界址点 txt 或者坐标表。',
    'The format of {file} is not known. Hand in GeoJSON, zipped shapefile, GeoPackage, DXF or corner texts.',
  ],
  'intake.broken': [
    '{format} 文件已损坏或者不完整：{reason}。请重新导出后提交。',
    'The {format} file is broken: {reason}. Export it again.',
  ],
  'intake.nothing': [
    '文件中没有可用的面。请核对图层类型：应为面（多边形）或者闭合的界址线，并按报告逐项处理。',
    'The file holds no polygon that can be used. Go through its report item by item.',
  ],
} as const satisfies Record<string, readonly [zh: string, en: string]>;

export type IntakeRefusal = keyof typeof SENTENCES;
/** Both sentences of each; braces stand for what was found. */
export const INTAKE_REFUSALS = Object.fromEntries(
  Object.entries(SENTENCES).map(([code, [zh, en]]) => [code, { kind: 'invalid', zh, en }]),
) as Readonly<Record<IntakeRefusal, Readonly<{ kind: 'invalid'; zh: string; en: string }>>>;

/** @param details fill the braces of the sentences. */
export function refuse(
  code: IntakeRefusal,
  details: Readonly<Record<string, string | number>> = {},
): Rejected {
  const [zh, en] = SENTENCES[code].map((sentence) =>
    sentence.replace(/\{(\w+)\}/g, (_, name: string) => short(details[name] ?? '')),
  ) as [string, string];
  return new Rejected({ code, kind: 'invalid', zh, en, details });
}
