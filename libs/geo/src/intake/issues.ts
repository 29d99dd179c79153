/** What a report says of a file: every kind has its weight, a sentence that says where, and what to do. */

/** `error`: left out. `warning`: taken, and somebody should look. `note`: put right, or only said. */
export type Severity = 'error' | 'warning' | 'note';
type Kind = readonly [severity: Severity, zh: string, fix: string];

/** `{name}` is filled from what was found. */
export const ISSUE_KINDS = {
  // The file.
  'encoding-gbk': ['note', '文字按 GBK（GB18030）读取。', '如有乱码，请以 UTF-8 重新导出。'],
  'encoding-lost': ['warning', '有 {count} 个字符无法识别。', '请以 UTF-8 或者 GBK 重新导出。'],
  'cpg-contradicts': ['warning', '.cpg 声明为 {said}，内容却是 {found}，按内容读取。', '请更正 .cpg 文件。'],
  'prj-missing': ['warning', '没有坐标系文件（.prj）。', '请核对下面推断的坐标系，或者补交 .prj。'],
  'crs-foreign': ['error', '坐标系“{said}”不是2000国家大地坐标系。', '请转换到2000国家大地坐标系后提交。'],
  'crs-unknown': ['warning', '认不出文件所写的坐标系“{said}”。', '请核对下面推断的坐标系。'],
  'crs-guessed': ['warning', '没有写明坐标系，按坐标推断为 {crs}。', '请核对；不对的请另选坐标系重新读取。'],
  'crs-ambiguous': ['error', '坐标可能属于几个分带，无法确定。', '请写明带号或者中央经线后重新提交。'],
  'crs-contradicts': ['warning', '写明的是 {said}，坐标却符合 {crs}，按坐标读取。', '请核对坐标系和带号。'],
  'axes-swapped': [
    'warning',
    '两个坐标轴的次序与该格式的惯例相反，已交换。',
    '请核对：X 为北坐标，Y 为东坐标。',
  ],
  'zone-in-easting': ['note', '东坐标带有 {zone} 带号。', '无须处理。'],
  'zone-in-words': ['note', '分带写作“{said}”，按 {width} 度带读取。', '建议只写数字 3 或者 6。'],
  'degrees-unsaid': ['warning', '坐标是经纬度，文件没有写明。', '请核对；以后请写明经纬度。'],
  'degrees-minutes': ['note', '坐标写作度分秒，已换算为度。', '无须处理。'],
  'unit-unknown': ['warning', '计量单位写作“{said}”，按米读取。', '请核对计量单位。'],
  'outside-county': ['warning', '位置在{place}范围之外。', '请核对坐标系、带号，以及是否为本县的数据。'],
  'outside-china': ['error', '坐标不在中国境内的任何一个分带。', '请核对坐标系、坐标轴和单位。'],
  'across-zones': ['warning', '跨两个3度带。', '面积按本县的坐标系量算，请核对。'],
  'header-missing': ['warning', '属性描述中缺少“{said}”。', '请在文件开头补上。'],
  'section-missing': ['warning', '没有“[地块坐标]”这一行。', '请核对是否为界址点文件。'],
  'files-ignored': ['note', '压缩包中的“{said}”没有用到。', '无须处理。'],
  'layer-ignored': ['note', '图层“{said}”没有面，未读取。', '无须处理。'],
  'layer-empty': ['warning', '图层“{said}”没有要素。', '请核对是否导出了正确的图层。'],
  // A feature.
  'geometry-missing': ['error', '没有图形。', '请在原软件中删除这一行或者补画图形。'],
  'geometry-not-polygon': ['error', '图形是{said}而不是面。', '请提交面图层。'],
  'geometry-broken': ['error', '图形数据已损坏。', '请在原软件中修复后重新导出。'],
  'rings-too-many': ['error', '环超过 {max} 个。', '请拆分后提交。'],
  'height-dropped': ['note', '坐标带有高程或者测量值，未使用。', '无须处理。'],
  'arc-straightened': ['warning', '圆弧已按不超过 1 厘米的误差改为折线。', '请核对圆弧处的界址点。'],
  'line-open': ['warning', '多段线没有闭合，未读取。', '是界址线的，请在 CAD 中闭合。'],
  'block-ignored': ['warning', '块参照“{said}”中的图形未读取。', '是界址线的，请在 CAD 中分解（EXPLODE）。'],
  'entity-ignored': [
    'note',
    '“{said}”图元不是多段线，未读取。',
    '界址线由直线段组成的，请在 CAD 中合并（PEDIT）。',
  ],
  'attributes-missing': ['warning', '没有属性。', '请核对 .dbf 是否完整。'],
  'attributes-broken': ['warning', '属性表已损坏，未读取属性：{said}。', '请重新导出 .dbf。'],
  'record-deleted': ['note', '这一行已标为删除，未读取。', '无须处理。'],
  'name-missing': ['note', '没有名称或者编号。', '建议补上，便于核对。'],
  'name-repeated': ['warning', '编号“{said}”重复。', '请核对编号。'],
  'feature-repeated': ['warning', '图形与另一个要素完全相同。', '请删除重复的要素。'],
  'area-zero': ['note', '写明的面积为 0，按界址点量算。', '建议补上面积。'],
  'area-differs': [
    'warning',
    '写明的面积 {said} 与按界址点量算的 {found} 平方米不符。',
    '请核对界址点和面积。',
  ],
  'points-counted': ['warning', '写明界址点 {said} 个，实有 {found} 个。', '请核对是否有遗漏的界址点。'],
  'parcel-without-points': ['error', '地块没有界址点。', '请补上界址点。'],
  'corner-missing': ['error', '有看不懂的界址点，整个地块未读取。', '请更正该界址点：缺一个点就是另一块地。'],
  // A ring.
  'ring-closed': ['note', '首尾没有相接，已闭合。', '无须处理。'],
  'ring-short': ['error', '不足三个不同的界址点。', '请补齐界址点。'],
  'ring-flat': ['error', '围成的面积为零。', '请核对界址点。'],
  'ring-crosses': ['error', '界址线无效：{said}。', '请按界址点次序核对。'],
  'hole-by-number': ['note', '圈号 {said} 的环按内环（扣除）读取。', '无须处理。'],
  'hole-outside': ['warning', '内环不在任何外环之内，按外环读取。', '请核对环的方向和归属。'],
  // A point or a line.
  'point-not-number': ['error', '坐标“{said}”不是数字。', '请更正坐标。'],
  'point-repeated': ['note', '与前一个界址点重复，已合并。', '无须处理。'],
  'point-same-twice': [
    'warning',
    '末点的两个坐标相同（{said}），是导出软件的差错，按首点读取。',
    '请核对末点。',
  ],
  'point-letter-missing': ['note', '点号没有字母 J。', '无须处理。'],
  'point-number-repeated': ['warning', '点号“{said}”重复。', '请核对点号。'],
  'line-marks': ['note', '行首有空格或者短横线，已去掉。', '无须处理。'],
  'line-unknown': ['warning', '看不懂这一行：“{said}”。', '请核对格式。'],
  'line-long': ['warning', '这一行超过 {max} 字，未读取。', '请核对文件是否损坏。'],
  'columns-guessed': ['warning', '没有表头，把 {said} 列作为坐标。', '请核对；以后请写明表头。'],
} as const satisfies Record<string, Kind>;

export type IssueKind = keyof typeof ISSUE_KINDS;

/** Where: a layer by its name; row, feature, ring and point counted from 1. A row is a line of a text. */
export type Place = Readonly<{
  layer?: string;
  row?: number;
  feature?: number;
  ring?: number;
  point?: number;
}>;

export type Issue = Readonly<{
  code: IssueKind;
  severity: Severity;
  place: Place;
  /** Where and what, in one sentence. */
  zh: string;
  fix: string;
}>;
type Found = Readonly<Record<string, string | number>>;

const SAID_CHARACTERS_MAX = 60;
/** What is quoted came from a stranger: no control characters, and not the whole file. */
export const short = (value: string | number): string => {
  const plain = String(value).replaceAll(/[\p{Cc}\p{Cs}]/gu, ' ');
  return plain.length > SAID_CHARACTERS_MAX ? `${plain.slice(0, SAID_CHARACTERS_MAX)}…` : plain;
};
const NAMES: readonly (readonly [keyof Place, (value: string | number) => string])[] = [
  ['layer', (name) => `图层“${name}”`],
  ['row', (row) => `第 ${row} 行`],
  ['feature', (feature) => `第 ${feature} 个要素`],
  ['ring', (ring) => `第 ${ring} 个环`],
  ['point', (point) => `第 ${point} 个点`],
];

/** A place in words; empty for the file as a whole. */
export const placeName = (place: Place): string =>
  NAMES.flatMap(([key, name]) => (place[key] === undefined ? [] : [name(short(place[key]))])).join('');

/** Gathers what is found. Of each kind it keeps the first places and counts the others. */
export class Findings {
  readonly #issues: Issue[] = [];
  readonly #counts = new Map<IssueKind, number>();

  constructor(private readonly placesToldMax: number) {}

  add(code: IssueKind, place: Place = {}, found: Found = {}): void {
    const count = (this.#counts.get(code) ?? 0) + 1;
    this.#counts.set(code, count);
    if (count > this.placesToldMax) return;
    const [severity, text, fix] = ISSUE_KINDS[code];
    const zh = text.replace(/\{(\w+)\}/g, (_, name: string) => short(found[name] ?? ''));
    const where = placeName(place);
    this.#issues.push({ code, severity, place, zh: where ? `${where}：${zh}` : zh, fix });
  }

  /** Each kind once for the whole file. */
  addOnce(code: IssueKind, place: Place = {}, found: Found = {}): void {
    if (!this.#counts.has(code)) this.add(code, place, found);
  }

  get issues(): readonly Issue[] {
    return this.#issues;
  }
  /** How often each kind was found, those included whose place is not told. */
  get counts(): Readonly<Partial<Record<IssueKind, number>>> {
    return Object.fromEntries(this.#counts);
  }
}

/** Whether a report names something that was left out. */
export const hasErrors = (counts: Readonly<Partial<Record<IssueKind, number>>>): boolean =>
  Object.keys(counts).some((code) => ISSUE_KINDS[code as IssueKind][0] === 'error');
