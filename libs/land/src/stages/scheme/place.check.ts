/** Where the land is and whose: codes, boundary, area, title. */
import { districtIn, isUscc, parcelIn, parseArea, planYearIn, townshipIn, usccFault } from '#policy';
import type { PackOn } from '#policy';
import { gridOf, readJudged } from '#geo';
import { areaOff } from '../../shared/area.rules.js';
import { parcelNoOf } from '../../shared/terms.js';
import type { ReturnItem } from '../../shared/terms.js';
import { filled, isArea, itemOf, present, problem, unless } from './items.check.js';
import type { Scheme, Title } from './scheme.events.js';

const READINESS_MAX = 100;
/** The first twelve characters of a parcel code: county, 地籍区, 地籍子区. */
const SUBZONE_CHARACTERS = 12;
const OWNERSHIP_PARCEL = /^\d{12}JA\d{5}$/;

export function placeProblems(
  { parcel, district, township, village, planYear, readiness, owner }: Scheme,
  entry: string,
  pack: PackOn,
): ReturnItem[] {
  const area = problem('district', () => districtIn([pack], district));
  const code = problem('parcel', () => parcelIn(pack, parcel));
  const counties = area.length === 0 ? districtIn([pack], district).parcelCounties : [];
  const no = parcelNoOf(parcel);
  return [
    ...area,
    ...code,
    ...unless(
      code.length > 0 || area.length > 0 || counties.includes(parcel.slice(0, 6)),
      'parcel',
      `宗地代码${parcel}不在所选的区（${counties.join('、')}）内。请核对区和宗地代码。`,
    ),
    ...unless(
      entry.startsWith(`${no}-`),
      'entry',
      `事项编号${entry}应以宗地代码加“-”和序号组成，例如 ${no}-1。请更正事项编号。`,
    ),
    ...(area.length > 0 ? [] : problem('township', () => townshipIn([pack], district, township))),
    ...filled(present(village), 'village', '缺少村（社区）名称。请填写土地所在的村。'),
    ...problem('planYear', () => planYearIn(pack, planYear)),
    ...filled(
      Number.isInteger(readiness) && readiness >= 0 && readiness <= READINESS_MAX,
      'readiness',
      `项目成熟度“${readiness}”应为0到${READINESS_MAX}的整数。请按评分表填写。`,
      '济政字〔2021〕60号 八（一）',
    ),
    ...filled(
      present(owner.name),
      'owner.name',
      '缺少土地所有权人名称。请填写农村集体经济组织的登记名称。',
      '农村集体经济组织法第五条',
    ),
    ...filled(
      isUscc(owner.uscc),
      'owner.uscc',
      `“${owner.uscc}”不是统一社会信用代码：${usccFault(owner.uscc) ?? ''}。请按登记证填写。`,
    ),
    ...filled(
      present(owner.ownershipCertificate),
      'owner.ownershipCertificate',
      '土地所有权未登记的不得入市。请填写集体土地所有权证号。',
      '土地管理法实施条例第三十八条',
    ),
  ];
}

/**
 * The boundary as such, and its plane area against the declared one. What overlaps whom is judged where all
 * of them are known.
 */
export function boundaryProblems(
  { boundary: { polygon, crs }, deal: { areaM2 } }: Scheme,
  pack: PackOn,
): ReturnItem[] {
  const source = '土地管理法实施条例第四十条第二款；不动产单元设定与代码编制规则（GB/T 37346-2019）';
  // The group is missing: said once, elsewhere.
  if (polygon.coordinates.length === 0 || !present(crs)) return [];
  try {
    const measured = readJudged(polygon, crs, gridOf(pack));
    if (!isArea(areaM2) || parseArea(areaM2) === 0n) return [];
    const off = areaOff(measured.areaCm2, parseArea(areaM2), pack);
    return off ? [{ field: 'deal.areaM2', opinion: off.message, source: off.source }] : [];
  } catch (error) {
    return [{ source, ...itemOf('boundary', error) }];
  }
}

/** 权属核查: each finding blocks for itself (domain rules of what must block, in the words of their articles). */
export function titleProblems({ parcel, title }: Scheme): ReturnItem[] {
  const { ownershipParcel } = title;
  return [
    ...filled(
      OWNERSHIP_PARCEL.test(ownershipParcel),
      'title.ownershipParcel',
      `“${ownershipParcel}”不是集体土地所有权宗地代码：应为19位，特征码JA。所有权未登记的，请先申请登记。`,
      '土地管理法实施条例第三十八条',
    ),
    ...unless(
      !OWNERSHIP_PARCEL.test(ownershipParcel) ||
        ownershipParcel.slice(0, SUBZONE_CHARACTERS) === parcel.slice(0, SUBZONE_CHARACTERS),
      'title.ownershipParcel',
      `所有权宗地${ownershipParcel}与入市宗地“${parcel}”不在同一地籍子区。请核对所有权证上的宗地代码。`,
      '土地管理法实施条例第三十八条',
    ),
    ...TITLE_BLOCKS.flatMap(([clear, field, opinion, source]) =>
      unless(clear(title), `title.${field}`, opinion, source),
    ),
  ];
}

const TITLE_BLOCKS: readonly (readonly [
  clear: (title: Title) => boolean,
  field: keyof Title,
  opinion: string,
  source: string,
])[] = [
  [
    ({ dispute }) => !dispute,
    'dispute',
    '宗地的权属或者界址有争议，争议解决前任何一方不得改变土地利用现状。请先经协商、政府处理或者诉讼解决争议。',
    '土地管理法第十四条；不动产登记暂行条例第二十二条',
  ],
  [
    ({ seizure }) => !seizure,
    'seizure',
    '宗地被查封或者权利受限制，不得交易。请先申请解除查封，再提交方案。',
    '城市房地产管理法第三十八条（土地管理法第六十三条参照执行）',
  ],
  [
    ({ mortgage }) => !mortgage,
    'mortgage',
    '宗地的使用权设有抵押，未注销前不得入市。请先注销抵押登记，再提交方案。',
    '民法典第四百零六条；城市房地产管理法第三十八条（参照执行）',
  ],
  [
    ({ illegalOccupation }) => illegalOccupation !== 'open',
    'illegalOccupation',
    '宗地有违法占地尚未处理，不得入市。请先由自然资源主管部门依法处理完毕。',
    '土地管理法第七十七条',
  ],
];
