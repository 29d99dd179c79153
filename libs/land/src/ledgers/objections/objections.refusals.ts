import { refuser } from '../../shared/refusal.js';

export const refuse = refuser({
  'objections.empty': {
    kind: 'invalid',
    zh: '没有写明异议的内容。请写明对哪一项内容有异议和理由后重新提交。',
    en: 'The objection says nothing. Say what is objected to and why, and send it again.',
  },
  'objections.too-many-open': {
    zh: '对该公示的异议已有{max}件正在处理，暂不能在线提交。请在公示期内向公示中的单位当面或者书面提出，或者改日再试。',
    en:
      '{max} objections against this notice await their answers, so no more are taken online. Object in ' +
      'person or in writing while the notice runs, or try again another day.',
  },
  'objections.key-reused': {
    zh: '该提交编号已经用于另一份异议。请重新打开页面填写后提交。',
    en: 'This key was used for another objection. Open the page anew and send the objection again.',
  },
  'objections.unknown': {
    zh: '该事项没有第{no}件异议。请刷新后核对。',
    en: 'This entry has no objection {no}. Refresh and check.',
  },
  'objections.answer-missing': {
    kind: 'invalid',
    zh: '答复没有内容或者没有文号。请写明答复和文号后重新提交。',
    en: 'The answer says nothing or has no document number. Write both and send it again.',
  },
});
