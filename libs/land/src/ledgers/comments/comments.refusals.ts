import { refuser } from '../../shared/refusal.js';

export const refuse = refuser({
  'comments.empty': {
    kind: 'invalid',
    zh: '意见没有内容。请写明后重新提交。',
    en: 'The comment says nothing. Write what you want to say and send it again.',
  },
  'comments.too-many': {
    zh: '一个入市事项最多{max}条意见，已经达到上限。需要继续沟通的，请通过办理意见或者公文进行。',
    en:
      'An entry has at most {max} comments, and has them. Go on by the opinions of your tasks or by ' +
      'official papers.',
  },
  'comments.unknown': {
    zh: '该事项没有第{comment}条意见，或者该意见仅供其他单位内部查看。请刷新后核对。',
    en: 'This entry has no comment {comment}, or it is for another office alone. Refresh and check.',
  },
  'comments.of-others': {
    zh: '第{comment}条意见由他人提出，不能代为撤回。请联系提出人办理，或者另提一条意见说明。',
    en:
      'Comment {comment} was written by somebody else. Ask them to withdraw it, or write one of your ' +
      'own.',
  },
});
