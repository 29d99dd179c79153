import { refuser } from '../../shared/refusal.js';

export const refuse = refuser({
  'official.unmade': {
    zh: '文号{documentNo}的公文缺少所依据的记录或者规则包中的文本，不能生成。请系统管理员核对规则包后重试。',
    en:
      'The facts or the text of the pack are missing of which paper {documentNo} is made. Let the operator ' +
      'check the pack, then try again.',
  },
});
