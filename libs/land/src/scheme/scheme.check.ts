/**
 * What a scheme must hold before anybody is asked to look at it: the nine content groups of 实施条例 Art. 40 and the
 * proofs behind them. Collects every problem, because a clerk who gets them one by one makes nine journeys.
 */
import { checkTerm, civilDate, daysBetween, fen, parcelCode, parseArea, votePasses } from '#policy';
import type { CodeSystem, Form as FormOfSupply, Pack } from '#policy';
import { Rejected } from '#kernel/messages';
import { FORM_NAMES } from '../terms.js';
import type { ReturnItem } from '../terms.js';
import type { Scheme } from './scheme.events.js';

/** A ring closes on its first point, so a triangle has four. */
const RING_POINTS_MIN = 4;
const READINESS_MAX = 100;
const USCC = /^[0-9A-Z]{18}$/;

const RESIDENTIAL = '居住';
const RENTAL_HOUSING = '租赁';

/** All problems of a scheme handed in at an instant; empty when it may go on. */
export function problemsOf(scheme: Scheme, entry: string, pack: Pack, at: string): readonly ReturnItem[] {
  const today = civilDate(at);
  return [...identity(scheme, entry, pack), ...contents(scheme, pack), ...use(scheme, pack), ...proofs(scheme, pack, today), ...resolution(scheme, pack, today)];
}

function identity({ parcel, district, township, planYear, readiness, owner }: Scheme, entry: string, pack: Pack): ReturnItem[] {
  const area = problem('district', () => pack.district(district));
  const code = problem('parcel', () => parcelCode(parcel));
  const counties = area.length === 0 ? pack.district(district).parcelCounties : [];
  return [
    ...area,
    ...code,
    ...unless(code.length > 0 || area.length > 0 || counties.includes(parcel.slice(0, 6)), 'parcel', `宗地代码${parcel}不在所选的区（${counties.join('、')}）内。请核对区和宗地代码。`),
    ...unless(entry.startsWith(`${parcel}-`), 'entry', `事项编号${entry}应以宗地代码加“-”和序号组成，例如${parcel}-1。请更正事项编号。`),
    ...unless(township.startsWith(district) && township !== district, 'township', `镇（街道）${township}不属于区${district}。请重新选择镇（街道）。`),
    ...unless(Number.isInteger(planYear) && planYear >= 2000 && planYear <= 2199, 'planYear', `供应计划年度“${planYear}”应为四位年份。请填写方案所列入的年度计划。`, '济政字〔2021〕60号 四（一）4'),
    ...unless(Number.isInteger(readiness) && readiness >= 0 && readiness <= READINESS_MAX, 'readiness', `项目成熟度“${readiness}”应为0到${READINESS_MAX}的整数。请按评分表填写。`, '济政字〔2021〕60号 八（一）'),
    ...unless(present(owner.name), 'owner.name', '缺少土地所有权人名称。请填写农村集体经济组织的登记名称。', '农村集体经济组织法第五条'),
    ...unless(USCC.test(owner.uscc), 'owner.uscc', `统一社会信用代码“${owner.uscc}”应为18位数字或者大写字母。请按登记证填写。`),
    ...unless(present(owner.ownershipCertificate), 'owner.ownershipCertificate', '土地所有权未登记的不得入市。请填写集体土地所有权证号。', '土地管理法实施条例第三十八条'),
  ];
}

/** The nine groups; each missing one is named as the law names it. */
function contents({ boundary, deal, planning, industry, ecology, distribution }: Scheme, pack: Pack): ReturnItem[] {
  const [shell] = boundary.polygon.coordinates;
  const area = problem('deal.areaM2', () => parseArea(deal.areaM2));
  const price = problem('deal.priceFen', () => fen(deal.priceFen));
  const lacks = (group: string, field: string) => missing(pack, group, field);
  return [
    ...(shell !== undefined && shell.length >= RING_POINTS_MIN && present(boundary.crs) ? [] : lacks('boundary', 'boundary')),
    ...(area.length > 0 || parseArea(deal.areaM2) > 0n ? area : lacks('area', 'deal.areaM2')),
    ...(present(deal.use.system) && present(deal.use.code) ? [] : lacks('use', 'deal.use')),
    ...(present(planning) ? [] : lacks('planning-conditions', 'planning')),
    ...(present(industry) ? [] : lacks('access-and-ecology', 'industry')),
    ...(present(ecology) ? [] : lacks('access-and-ecology', 'ecology')),
    ...(deal.termYears > 0 ? [] : lacks('term', 'deal.termYears')),
    ...(present(deal.method) && present(deal.form) ? [] : lacks('method', 'deal.method')),
    ...(price.length > 0 || fen(deal.priceFen) > 0n ? price : lacks('price', 'deal.priceFen')),
    ...(present(distribution) ? [] : lacks('distribution', 'distribution')),
    ...cost('deal.acquisitionFen', '取得成本', deal.acquisitionFen),
    ...cost('deal.developmentFen', '土地开发支出', deal.developmentFen),
  ];
}

/** 土地管理法 Art. 63: only 工业、商业等经营性用途, no commodity housing, no homestead; the term as for state land of the same use. */
function use({ deal, landSource }: Scheme, pack: Pack): ReturnItem[] {
  const items: ReturnItem[] = [];
  if (landSource === 'new') {
    const allowed = pack.flag('quota.allow-new-land');
    if (!allowed.value) items.push({ field: 'landSource', opinion: '现行规则不允许新增建设用地入市。请改用存量建设用地，或者待规则调整后申报。', source: allowed.source });
  }
  if (!present(deal.use.system) || !present(deal.use.code)) return items;
  const row = pack.useCode(deal.use.system as CodeSystem, deal.use.code);
  if (!row) {
    return [...items, { field: 'deal.use', opinion: `规则包没有用途${deal.use.system}/${deal.use.code}，不能认定为经营性用途。请选择规则包所列的用途。`, source: '土地管理法第六十三条' }];
  }
  if (row.entry === 'prohibited' || !row.use) {
    return [...items, { field: 'deal.use', opinion: `${row.name}不得入市。请改为规划确定的工业、商业等经营性用途。`, source: '土地管理法第六十三条' }];
  }
  if (row.use === RESIDENTIAL && !deal.use.name.includes(RENTAL_HOUSING)) {
    items.push({ field: 'deal.use', opinion: `${row.name}${row.condition ?? ''}，不得用于商品住宅。请明确为保障性租赁住房，或者更换用途。`, source: '济政字〔2021〕60号 六（一）' });
  }
  const form = FORM_NAMES[deal.form] as FormOfSupply | undefined;
  const landUse = row.use;
  return form && deal.termYears > 0 ? [...items, ...problem('deal.termYears', () => checkTerm(pack, landUse, form, deal.termYears))] : items;
}

function proofs({ appraisal }: Scheme, pack: Pack, today: string): ReturnItem[] {
  const source = '济政字〔2021〕60号 四（三）1';
  if (!present(appraisal.agency) || !present(appraisal.reportNo)) {
    return [{ field: 'appraisal', opinion: '缺少评估报告。请委托有资质的评估机构出具报告，并填写机构和报告编号。', source }];
  }
  const value = problem('appraisal.valueFen', () => fen(appraisal.valueFen));
  const age = days('appraisal.reportOn', appraisal.reportOn, today);
  const valid = pack.number('scheme.appraisal-valid-days');
  return [
    ...value,
    ...unless(value.length > 0 || fen(appraisal.valueFen) > 0n, 'appraisal.valueFen', '评估价值应大于零。请按评估报告填写。', source),
    ...age.items,
    ...unless(age.days >= 0, 'appraisal.reportOn', `评估报告日期${appraisal.reportOn}晚于提交日${today}。请按已出具的报告填写。`, source),
    ...unless(age.days <= valid.value, 'appraisal.reportOn', `评估报告已超过${valid.value}日有效期。请重新评估。`, valid.source),
  ];
}

function resolution({ resolution: { basis, total, present: attended, yes, noticeOn, heldOn } }: Scheme, pack: Pack, today: string): ReturnItem[] {
  const held = days('resolution.heldOn', heldOn, today);
  const noticed = days('resolution.noticeOn', noticeOn, today);
  if (held.items.length > 0 || noticed.items.length > 0) return [...held.items, ...noticed.items];
  const late = unless(held.days >= 0, 'resolution.heldOn', `表决日期${heldOn}晚于提交日${today}。请在会议表决后提交。`, '土地管理法第六十三条');
  try {
    const { failures } = votePasses(pack, { basis, total, yes, attended, noticedOn: noticeOn, heldOn }).value;
    return [...late, ...failures.map(({ message, source }) => ({ field: 'resolution', opinion: `${message}请依法重新表决后提交。`, source }))];
  } catch (error) {
    return [...late, itemOf('resolution', error)];
  }
}

const present = (text: string | undefined): boolean => (text ?? '').trim() !== '';

const unless = (holds: boolean, field: string, opinion: string, source?: string): ReturnItem[] => (holds ? [] : [{ field, opinion, ...(source ? { source } : {}) }]);

function missing(pack: Pack, group: string, field: string): ReturnItem[] {
  const row = pack.contentGroups.find(({ key }) => key === group);
  return [{ field, opinion: `缺少“${row?.title ?? group}”。请补充该项内容。`, source: row?.source ?? '土地管理法实施条例第四十条第二款' }];
}

function cost(field: string, title: string, amount: string): ReturnItem[] {
  const malformed = problem(field, () => fen(amount));
  return malformed.length > 0 ? malformed : unless(fen(amount) >= 0n, field, `${title}不能为负。请按支出凭证填写，没有支出的填0。`);
}

/** Days from a day to today, and what is wrong when it is no day at all. */
function days(field: string, day: string, today: string): Readonly<{ days: number; items: ReturnItem[] }> {
  try {
    return { days: daysBetween(day, today), items: [] };
  } catch (error) {
    return { days: 0, items: [itemOf(field, error)] };
  }
}

function problem(field: string, check: () => unknown): ReturnItem[] {
  try {
    check();
    return [];
  } catch (error) {
    return [itemOf(field, error)];
  }
}

/** A refusal of a rule becomes an item of the list. A pack that lacks a rule is no fault of the clerk's: that goes on up. */
function itemOf(field: string, error: unknown): ReturnItem {
  if (!(error instanceof Rejected) || error.code.startsWith('policy.rule')) throw error;
  const { source } = error.details;
  return { field, opinion: error.message, ...(typeof source === 'string' ? { source } : {}) };
}
