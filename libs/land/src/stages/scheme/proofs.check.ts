/** What proves a scheme: the appraisal and the collective's resolution. */
import { Rejected } from '#kernel/messages';
import { countFaults, fen, votePasses } from '#policy';
import type { PackOn } from '#policy';
import { minimumPrice } from '../../shared/benchmark.rules.js';
import { EXCEPTION_NAMES } from '../../shared/choice-names.js';
import type { DealTerms, ReturnItem } from '../../shared/terms.js';
import { inPilotArea } from '../../shared/pilot.rules.js';
import { inYuan } from '../../shared/refusal.js';
import { benchmarkProblems } from './benchmark.check.js';
import {
  days,
  filled,
  item,
  itemOf,
  paper,
  present,
  problem,
  someArea,
  somePrice,
  toFill,
  unless,
} from './items.check.js';
import type { Resolution, Scheme } from './scheme.events.js';

const APPRAISAL = '济政字〔2021〕60号 四（三）1';

export function appraisalProblems({ appraisal }: Scheme, pack: PackOn, today: string): ReturnItem[] {
  const { agency, qualificationNo, reportNo, reportOn, valueFen } = appraisal;
  if (!present(agency) || !present(reportNo))
    return [
      toFill('appraisal', '缺少评估报告。请委托有资质的评估机构出具报告，并填写机构和报告编号。', APPRAISAL),
    ];
  const age = days('appraisal.reportOn', reportOn, today);
  const valid = pack.number('scheme.appraisal-valid-days');
  return [
    ...filled(
      present(qualificationNo),
      'appraisal.qualificationNo',
      `评估机构“${agency}”没有备案或者资信证明编号。请委托有资质的机构，并填写其证明编号。`,
      `${APPRAISAL}；资产评估法第十六条`,
    ),
    ...problem('appraisal.valueFen', () => fen(valueFen)),
    ...filled(
      problem('', () => fen(valueFen)).length > 0 || somePrice(valueFen),
      'appraisal.valueFen',
      `评估价值“${inYuan(valueFen)}”应大于零。请按评估报告填写。`,
      APPRAISAL,
    ),
    ...age.items,
    ...unless(
      age.days >= 0,
      'appraisal.reportOn',
      `评估报告日期${reportOn}晚于提交日${today}。请按已出具的报告填写。`,
      APPRAISAL,
    ),
    ...unless(
      age.days <= valid.value,
      'appraisal.reportOn',
      `评估报告已超过${valid.value}日有效期。请重新评估。`,
      valid.source,
    ),
  ];
}

/**
 * The price against the least price of the use, and against the collective's benchmark price where one was
 * published: the same floors that a public deal starts from.
 */
export function priceProblems({ deal, district }: Scheme, pack: PackOn): ReturnItem[] {
  return [...benchmarkProblems(deal, district, pack), ...minimumProblems(deal, district, pack)];
}

function minimumProblems(deal: DealTerms, district: string, pack: PackOn): ReturnItem[] {
  const { areaM2, priceFen } = deal;
  if (!somePrice(priceFen) || !someArea(areaM2)) return [];
  const least = minimumPrice(deal, district, pack);
  return unless(
    !least || fen(priceFen) >= least.value,
    'deal.priceFen',
    `入市价格${inYuan(fen(priceFen))}低于最低价标准：${least?.formula}（规则行 ${least?.rule}）。请提高价格。`,
    least?.source,
  );
}

export function resolutionProblems(
  field: string,
  { basis, total, present: attended, yes, noticeOn, heldOn }: Resolution,
  pack: PackOn,
  today: string,
): ReturnItem[] {
  const held = days(`${field}.heldOn`, heldOn, today);
  const noticed = days(`${field}.noticeOn`, noticeOn, today);
  if (held.items.length > 0 || noticed.items.length > 0) return [...held.items, ...noticed.items];
  const late = unless(
    held.days >= 0,
    `${field}.heldOn`,
    `表决日期${heldOn}晚于提交日${today}。请在会议表决后提交。`,
    '土地管理法第六十三条',
  );
  const [fault] = countFaults({ total, yes, attended });
  if (fault) {
    const name = fault.field === 'attended' ? 'present' : fault.field;
    return [...late, item(`${field}.${name}`, `${fault.said}。`, '土地管理法第六十三条')];
  }
  try {
    const { failures } = votePasses(pack, { basis, total, yes, attended, noticedOn: noticeOn, heldOn }).value;
    return [
      ...late,
      ...failures.map(({ message, source }) => item(field, `${message}请依法重新表决后提交。`, source)),
    ];
  } catch (error) {
    return [...late, hasNoRules(error) ? beforeTheRules(`${field}.heldOn`, heldOn) : itemOf(field, error)];
  }
}

/** The day is the clerk's own, so they look at it first, unlike a rule that the pack lacks today. */
const hasNoRules = (error: unknown): boolean =>
  error instanceof Rejected && error.code === 'policy.rule-not-valid';

const beforeTheRules = (field: string, heldOn: string): ReturnItem =>
  item(
    field,
    `规则包没有${heldOn}当日有效的表决规则，不能核对该次表决。请核对表决日期；日期无误的，请依法重新表决。`,
    '土地管理法第六十三条',
  );

/**
 * 点状供地 and 一事一议: relaxations that the pack allows, each on paper. What they relax is judged by the planning
 * check.
 */
export function exceptionProblems(
  { exception, district, township }: Scheme,
  pack: PackOn,
  today: string,
): ReturnItem[] {
  if (!exception) return [];
  const allowed = pack.flag(`planning.${exception.kind}`);
  const name = EXCEPTION_NAMES[exception.kind];
  if (!allowed.value)
    return [
      item('exception', `现行规则不允许${name}。请按村庄规划选址，或者待规则调整后申报。`, allowed.source),
    ];
  // 济政字〔2021〕60号 六（一）: 一事一议 is for 先行区.
  if (exception.kind === 'case-by-case' && !inPilotArea(pack, district, township))
    return [
      item(
        'exception',
        `镇（街道）${township}不在先行区，不适用一事一议。请按村庄规划选址。`,
        allowed.source,
      ),
    ];
  return paper('exception.paper', `${name}的批准文件`, exception.paper, today, allowed.source);
}
