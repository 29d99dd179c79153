import { refuser } from '../../shared/refusal.js';

const ART_40 = '土地管理法实施条例第四十条';

export const refuse = refuser({
  'scheme.incomplete': {
    kind: 'invalid',
    zh: '入市方案有{count}处不符合要求，请按清单逐项补正后重新提交。',
    en: 'The entry scheme falls short in {count} places. Correct each item of the list and submit again.',
    source: ART_40,
  },
  'scheme.already-submitted': {
    zh: '入市事项{entry}已经提交过方案。请在该事项中修改，或者以新的事项编号提交。',
    en: 'Entry {entry} already has a scheme. Revise it there, or submit under a new entry number.',
  },
  'scheme.unknown': {
    kind: 'unknown',
    zh: '没有这个入市事项。请核对事项编号，或者先提交入市方案。',
    en: 'There is no such entry. Check its number, or submit the scheme first.',
  },
  'scheme.not-returned': {
    zh: '入市方案没有被退回，现在不能修改。请等待审查意见；确需变更的，可以撤回后重新申报。',
    en:
      'The scheme was not returned and cannot be revised now. Wait for the opinions, or withdraw it and ' +
      'submit anew.',
    source: ART_40,
  },
  'scheme.withdrawn-before': {
    zh: '入市方案此前已经撤回，事由为“{reason}”，不必再次撤回。需要入市的，请重新提交方案。',
    en:
      'The scheme was withdrawn before, because: “{reason}”. It need not be withdrawn again; to go on, ' +
      'submit it anew.',
  },
  'scheme.unanswered': {
    kind: 'invalid',
    zh: '有{count}处退回意见没有答复。请逐项写明如何修改后重新提交。',
    en: '{count} returned items have no answer. Say for each what was changed and submit again.',
    source: ART_40,
  },
  'scheme.subject-changed': {
    zh: '修改方案不得更换宗地、区、镇（街道）和计划年度。请撤回本事项，以新的事项编号申报。',
    en:
      'A revision may not change parcel, district, township or plan year. Withdraw this entry and submit a ' +
      'new one.',
  },
  'scheme.return-without-items': {
    zh: '退回入市方案应逐项写明修改意见。请至少填写一项需要修改的内容。',
    en: 'A return must say what to change. Enter at least one item.',
    source: ART_40,
  },
  'scheme.version-unknown': {
    zh: '入市方案没有第{version}版，现为第{current}版。请刷新后对现行版本提出意见。',
    en:
      'The scheme has no version {version}; the current one is {current}. Refresh and judge the current ' +
      'version.',
  },
  'scheme.approved': {
    zh: '入市方案已经批准，不能修改、撤回或者驳回。需要终止的，请通过交易终止或者合同解除办理。',
    en:
      'The scheme is approved and can be neither revised nor withdrawn nor rejected. End the listing or ' +
      'rescind the contract instead.',
    source: ART_40,
  },
  'scheme.ended': {
    zh: '该入市事项已经终结，不能再办理。需要入市的，请重新提交方案，系统另编事项编号。',
    en: 'The entry has ended. To go on, submit the scheme anew: it gets a new number.',
  },
  'scheme.not-submitted': {
    zh: '入市方案已退回修改，不能批准。请等待镇（街道）重新提交。',
    en: 'The scheme is with the clerk for revision and cannot be approved. Wait for the new version.',
    source: ART_40,
  },
  'scheme.not-approved': {
    zh: '入市方案尚未批准，不能按批准后失效处理。请撤回或者驳回。',
    en: 'The scheme is not approved and cannot lapse. Withdraw or reject it instead.',
  },
});
