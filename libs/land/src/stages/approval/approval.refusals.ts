import { refuser } from '../../shared/refusal.js';

const ART_40 = '土地管理法实施条例第四十条';
const APPROVAL = '济政字〔2021〕60号 四（一）3';

export const refuse = refuser({
  'approval.not-in-review': {
    zh: '该事项现在不在联审环节，不能提出意见。请刷新后查看所处环节。',
    en: 'The entry is not under joint review; no opinion can be given. Refresh and look at its stage.',
    source: ART_40,
  },
  'approval.not-a-department': {
    zh: '“{department}”不是本次联审的部门。请由联审部门（{departments}）提出意见。',
    en: '“{department}” takes no part in this review. The departments are: {departments}.',
    source: APPROVAL,
  },
  'approval.opinion-given': {
    zh: '该部门已经提出意见，不能更改（{differences}）。需要变更的，请在区政府审批环节退回。',
    en:
      'The department has given its opinion, which stands ({differencesEn}). To change the outcome, have ' +
      'the decision return the scheme.',
    source: ART_40,
  },
  'approval.doubts-open': {
    kind: 'invalid',
    zh: '方案有{count}处疑点没有说明，不能同意：{doubts}请逐项写明核实结果，或者退回方案。',
    en:
      '{count} doubts about the scheme are not answered, so it cannot be agreed to. Answer each under its ' +
      'code, or return the scheme.',
    source: APPROVAL,
  },
  'approval.answer-unknown': {
    zh: '方案没有编号为{codes}的疑点。现有：{known}。请核对编号。',
    en: 'There are no doubts {codes} about the scheme; there are: {known}. Check the codes.',
    source: APPROVAL,
  },
  'approval.return-without-items': {
    zh: '退回的，应逐项写明需要修改的字段和意见。请至少填写一项。',
    en: 'A return must name the fields to change and why. Enter at least one item.',
    source: ART_40,
  },
  'approval.not-in-decision': {
    zh: '该事项现在不在审批环节。须联审同意并预占指标后方可审批，请刷新后查看所处环节。',
    en:
      'The entry is not before the government. It comes there after the review agreed and quota was ' +
      'reserved. Refresh and look.',
    source: APPROVAL,
  },
  'approval.document-missing': {
    zh: '缺少批复文号。请填写批复文号后提交。',
    en: 'The document number is missing. Enter the number of the official reply.',
    source: APPROVAL,
  },
  'approval.held': {
    zh: '宗地有未解除的{kind}（{organ}，{burden}），不能批准。请待解除后审批，或者退回、不予批准。',
    en:
      'The parcel is still burdened ({kindEn}; {organ}, {burden}), so the scheme cannot be approved. Wait ' +
      'until it is lifted, or return or refuse the scheme.',
    source: '土地管理法第十四条；城市房地产管理法第三十八条（参照执行）',
  },
  'approval.reason-missing': {
    zh: '不予批准的，应当说明理由。请填写理由后提交。',
    en: 'A refusal must give its reason. Enter it.',
    source: '行政许可法第三十八条',
  },
});
