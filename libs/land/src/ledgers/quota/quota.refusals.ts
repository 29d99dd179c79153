import { refuser } from '../../shared/refusal.js';

const TOTAL_CONTROL = '土地管理法第二十三条';
const IN_PLAN = '济政字〔2021〕60号 四（一）4';

export const refuse = refuser({
  'quota.amount': {
    zh: '指标数量“{areaM2}”应大于零。请按下达文件填写平方米数后重新登记。',
    en: 'A quota of “{areaM2}” is not more than zero. Enter the m² of the document.',
    source: TOTAL_CONTROL,
  },
  'quota.delta': {
    zh: '指标调整数量“{deltaM2}”应为不等于零的平方米数，最多两位小数，调减以“-”开头，例如“-1200.00”。请更正后重新登记。',
    en:
      'The adjustment “{deltaM2}” must be m² other than zero with at most two decimals, a reduction ' +
      'beginning with “-”, such as “-1200.00”.',
    source: TOTAL_CONTROL,
  },
  'quota.document-used': {
    zh: '文件{documentNo}已登记为{registeredM2}平方米，本次填报为{areaM2}平方米：{differences}。请核对文号；确需变更的，以追加或者调减文件登记。',
    en:
      'Document {documentNo} is registered with {registeredM2} m², this report says {areaM2} m²: ' +
      '{differencesEn}. Check the number, or register an adjusting document.',
    source: TOTAL_CONTROL,
  },
  'quota.batch': {
    zh: '批次应有批次号，面积上限应大于零。请按批次文件填写后重新登记。',
    en: 'A batch needs its number and more than zero m². Enter them as in the document.',
    source: IN_PLAN,
  },
  'quota.batch-used': {
    zh: '批次{batchNo}已登记为{registeredM2}平方米，本次填报为{limitM2}平方米：{differences}。请核对批次号。',
    en:
      'Batch {batchNo} is registered with {registeredM2} m², this report says {limitM2} m²: ' +
      '{differencesEn}. Check its number.',
    source: IN_PLAN,
  },
  'quota.linkage-unproved': {
    zh: '增减挂钩指标须在复垦验收合格后登记。请填写复垦区所在区和验收文号。',
    en:
      'A linkage indicator is registered when the reclamation is accepted. Enter its district and the ' +
      'acceptance document.',
    source: '国土资发〔2008〕138号',
  },
  'quota.linkage-cross-district': {
    zh: '本地规则不允许使用{origin}的增减挂钩指标。请使用本区的指标，或者待规则允许跨区后登记。',
    en: 'The rules do not allow a linkage indicator of {origin}. Use one of this district.',
    source: '国土资发〔2008〕138号',
  },
  'quota.expired': {
    zh: '入市事项{entry}的指标预占已经届满，其指标已由其他事项预占，不能占用。请计划部门追加指标，再由系统管理员重新执行，或者撤销批准。',
    en:
      'The reservation of entry {entry} has expired and the plan is short. Let the plan office add quota ' +
      'and release this step.',
    source: IN_PLAN,
  },
  'quota.year-running': {
    zh: '{planYear}年度尚未结束，不能结转。请在{planYear}年12月31日之后办理。',
    en: 'The plan year {planYear} is not over. Close it after 31 December.',
    source: TOTAL_CONTROL,
  },
  'quota.year-closed': {
    zh: '该年度的指标已经结转关闭，不能再下达、调整或者分批。请登记到下一年度。',
    en: 'The quota of this year is closed. Register it with the next year.',
    source: TOTAL_CONTROL,
  },
  'quota.below-taken': {
    zh: '该类指标总量{totalM2}平方米，其中已预占、占用和核销{takenM2}平方米，最多可调减{mostM2}平方米。请减少调减数量，或者先释放已预占的指标。',
    en:
      'Of the {totalM2} m² of this kind {takenM2} m² are taken, so at most {mostM2} m² can go. Reduce by ' +
      'less, or release reservations first.',
    source: TOTAL_CONTROL,
  },
  'quota.demand': {
    zh: '入市事项{entry}的指标需求有误：应至少有一类，每类只列一次且大于零。请核对宗地面积和用地来源后重新提交。',
    en:
      'The demand of entry {entry} must name at least one kind, each once and more than zero. Check area ' +
      'and land source.',
    source: IN_PLAN,
  },
  'quota.not-reserved': {
    zh: '入市事项{entry}尚未预占指标，不能占用。请先完成联审并取得指标预占。',
    en:
      'Entry {entry} has no reserved quota to occupy. Finish the joint review and get the reservation ' +
      'first.',
    source: IN_PLAN,
  },
  'quota.not-occupied': {
    zh: '入市事项{entry}的指标尚未占用，不能核销。请先取得入市方案批准。',
    en: 'Entry {entry} has no occupied quota to write off. The scheme must be approved first.',
    source: IN_PLAN,
  },
});
