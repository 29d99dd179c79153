import { refuser } from '../refusal.js';

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
    en: 'The adjustment “{deltaM2}” must be m² other than zero with at most two decimals, a reduction beginning with “-”, such as “-1200.00”.',
    source: TOTAL_CONTROL,
  },
  'quota.document-used': {
    zh: '文件{documentNo}已登记为{registeredM2}平方米，与本次的{areaM2}平方米不一致。请核对文号；确需变更的，以追加或者调减文件登记。',
    en: 'Document {documentNo} is registered with {registeredM2} m², not {areaM2} m². Check the number, or register an adjusting document.',
    source: TOTAL_CONTROL,
  },
  'quota.below-taken': {
    zh: '调减后指标总量{totalM2}平方米将少于已预占、占用和核销的{takenM2}平方米。请减少调减数量，或者先释放已预占的指标。',
    en: 'The total would fall to {totalM2} m², below the {takenM2} m² already taken. Reduce by less, or release reservations first.',
    source: TOTAL_CONTROL,
  },
  'quota.demand': {
    zh: '入市事项{entry}的指标需求有误：应至少有一类，每类只列一次且大于零。请核对宗地面积和用地来源后重新提交。',
    en: 'The demand of entry {entry} must name at least one kind, each once and more than zero. Check area and land source.',
    source: IN_PLAN,
  },
  'quota.not-reserved': {
    zh: '入市事项{entry}尚未预占指标，不能占用。请先完成联审并取得指标预占。',
    en: 'Entry {entry} has no reserved quota to occupy. Finish the joint review and get the reservation first.',
    source: IN_PLAN,
  },
  'quota.not-occupied': {
    zh: '入市事项{entry}的指标尚未占用，不能核销。请先取得入市方案批准。',
    en: 'Entry {entry} has no occupied quota to write off. The scheme must be approved first.',
    source: IN_PLAN,
  },
});
