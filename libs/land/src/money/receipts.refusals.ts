import { refuser } from '../shared/refusal.js';

export const refuse = refuser({
  'receipt.columns-missing': {
    kind: 'invalid',
    zh: '表头缺少：{missing}。表头应有：{wanted}。请按示例文件的表头整理银行流水。',
    en: 'The headings lack {missing}. Take the headings of the example.',
  },
  'receipt.booked-elsewhere': {
    zh: '银行流水号{serialNo}已经登记在事项{entry}的{what}，同一笔到账只登记一次。请核对流水号；登记错了事项的，先按更正办理。',
    en:
      'The bank serial number {serialNo} is recorded for entry {entry} ({whatEn}); money is recorded once. ' +
      'Check the number.',
    source: '会计基础工作规范第五十一条（条号待核对）',
  },
  'receipt.in-hand': {
    zh: '银行流水号{serialNo}正在由另一人登记。请稍后重新核对文件。',
    en: 'The bank serial number {serialNo} is being recorded by somebody else. Check the file again.',
  },
});
