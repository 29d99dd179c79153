import { refuser } from '../../shared/refusal.js';

export const refuse = refuser({
  'official.unmade': {
    zh: '文号{documentNo}的公文缺少所依据的记录或者规则包中的文本，不能生成。请系统管理员核对规则包后重试。',
    en:
      'The facts or the text of the pack are missing of which paper {documentNo} is made. Let the operator ' +
      'check the pack, then try again.',
  },
  'official.character-missing': {
    zh:
      '公文中的“{characters}”没有可用的字体，不能生成 PDF。请下载 DOCX，在装有该字的电脑上打开打印，' +
      '并请系统管理员记录该字。',
    en:
      'No font here has “{characters}”, so there is no PDF. Take the DOCX to a computer that has it, and ' +
      'tell the operator of the character.',
  },
});
