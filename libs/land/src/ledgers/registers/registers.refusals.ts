import { refuser } from '../../shared/refusal.js';

const FOUR_EYES = '《行政事业单位内部控制规范（试行）》第十二条第一项，不相容岗位相互分离';
const COLLECTIVES_LAW = '农村集体经济组织法第二十三条';

export const refuse = refuser({
  'register.faulty': {
    kind: 'invalid',
    zh: '{register}有 {count} 处不能录入：{first}请更正后重新填报。',
    en: '{count} faults in the register of {register}: {first} Correct them and hand it in again.',
  },
  'register.unknown': {
    kind: 'unknown',
    zh: '{register}名录没有“{key}”。请先查询名录，核对编号。',
    en: 'The register of {register} has no {key}. Look it up first.',
  },
  'register.known': {
    zh: '{register}名录已有“{key}”。内容有变化的，请办理变更。',
    en: 'The register of {register} has {key} already. Amend it where something has changed.',
  },
  'register.key-fixed': {
    zh: '变更不能改变“{key}”的{what}。组织确已改变的，请终止原记录，另行录入。',
    en: 'An amendment cannot move {key}. End it and enter the new one where the body itself has changed.',
  },
  'register.ended': {
    zh: '“{key}”已于{on}终止，不能再变更。恢复办理的，请以新的名称另行录入。',
    en: '{key} ended on {on} and cannot be changed any more. Enter a new record.',
    source: COLLECTIVES_LAW,
  },
  'register.document-missing': {
    zh: '名录的录入、变更、终止和采用须有文件依据。请填写文号或者登记证编号。',
    en: 'A register is changed by a document. Enter its number.',
  },
  'register.empty': {
    zh: '表格没有一行数据，未予导入。请在表头之下逐行填写。',
    en: 'The table has no rows. Fill it in below its headings.',
  },
  'register.too-many': {
    kind: 'invalid',
    zh: '表格有 {found} 行，一次最多导入 {max} 行。请按镇（街道）分成几个文件。',
    en: 'The table has {found} rows; {max} are taken at a time. Split it by townships.',
  },
  'register.columns-missing': {
    kind: 'invalid',
    zh: '表头缺少：{missing}。表头应有：{wanted}。请按示例表格的表头填写。',
    en: 'The headings lack {missing}. Take the headings of the example.',
    request: 'rushi registers import --example',
  },
  'register.column-twice': {
    kind: 'invalid',
    zh: '表头“{column}”出现两次。请只保留一列。',
    en: 'The heading {column} stands there twice. Keep one of them.',
  },
  'register.file-unreadable': {
    kind: 'invalid',
    zh: '文件不能读取：{reason}。请另存为 Excel 工作簿（.xlsx）或者 CSV（UTF-8 或 GBK）后重新导入。',
    en: 'The file cannot be read: {reason}. Save it as .xlsx or CSV.',
  },
  'register.import-unknown': {
    kind: 'unknown',
    zh: '没有导入过这个文件（{sha256}）。请先导入，或者核对文件摘要。',
    en: 'No such file was imported ({sha256}).',
  },
  'register.same-person': {
    zh: '该文件由{person}导入，不得由本人采用。请由其他人员核对后采用。',
    en: '{person} imported this file. Somebody else must look and adopt it.',
    source: FOUR_EYES,
  },
});
