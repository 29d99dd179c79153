import { refuser } from '../../shared/refusal.js';

export const refuse = refuser({
  'oversight.empty': {
    kind: 'invalid',
    zh: '没有写明内容。请写明督办事项、答复或者理由后重新提交。',
    en: 'It says nothing. Write what is asked, answered or the reason, and send it again.',
  },
  'oversight.too-many': {
    zh: '一个入市事项最多督办{max}件，已经达到上限。请先核对已有的督办，需要继续督促的，退回原答复。',
    en:
      'An entry has at most {max} orders of oversight, and has them. Look at those there are, and return ' +
      'an answer where more is asked.',
  },
  'oversight.day-past': {
    kind: 'invalid',
    zh: '答复期限{lastDay}不晚于今天（{today}）。请填写以后的日期，或者不填写，由系统按规则计算。',
    en: 'The last day {lastDay} is not after today ({today}). Give a later one, or none: the rules set it.',
  },
  'oversight.unknown': {
    zh: '该事项没有这一件督办。请刷新后核对。',
    en: 'This entry has no such order. Refresh and check.',
  },
  'oversight.not-asked': {
    zh: '该督办现在不需要答复（已经答复、办结或者撤回）。请刷新后核对。',
    en: 'No answer is awaited: it was given, accepted or the order withdrawn. Refresh and check.',
  },
  'oversight.not-answered': {
    zh: '第{no}件督办还没有待审核的答复，不能认可或者退回。请等承办单位答复后再办理，不再需要的可以撤回。',
    en: 'Order {no} has no answer to look at. Wait for it; withdraw the order where it is needed no more.',
  },
  'oversight.over': {
    zh: '第{no}件督办已经办结或者撤回，不能再办理。仍需督促的，请另行督办。',
    en: 'Order {no} is over. Order anew where more is asked.',
  },
});
