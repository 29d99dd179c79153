import { refuser } from '../../shared/refusal.js';

const ART_39 = '土地管理法实施条例第三十九条';

export const refuse = refuser({
  'planning.not-open': {
    zh: '该事项现在不在出具规划条件的环节。请刷新后查看所处环节再办理。',
    en: 'The entry is not at the stage where conditions are issued. Refresh and look at its stage.',
    source: ART_39,
  },
  'planning.already-issued': {
    zh: '该类条件已经由文件{documentNo}出具。{differences}。需要变更的，请退回方案后对新版本重新出具。',
    en:
      'This condition was already issued by document {documentNo}. {differencesEn}. To change it, have the ' +
      'scheme returned and issue anew for the next version.',
    source: ART_39,
  },
  'planning.document-incomplete': {
    zh: '出具的条件缺少：{missing}。请补齐出具单位、文号、日期和内容后提交。',
    en: 'The condition lacks: {missing}. Enter issuer, document number, date and text.',
    source: ART_39,
  },
  'planning.document-in-future': {
    zh: '文件日期{on}晚于今天{today}。请填写文件的实际日期。',
    en: 'The document date {on} lies after today, {today}. Enter its actual date.',
    source: ART_39,
  },
  'planning.refused-without-items': {
    zh: '不予出具条件的，应逐项写明需要修改的字段和意见。请至少填写一项。',
    en: 'A refusal must name the fields to change and why. Enter at least one item.',
    source: '土地管理法实施条例第四十条',
  },
});
