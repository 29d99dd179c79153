import { refuser } from '../../shared/refusal.js';

const REGISTER = '不动产登记暂行条例第二十二条';

export const refuse = refuser({
  'parcel.not-held': {
    zh: '宗地{parcel}未由入市事项{entry}占用，不能登记为已供应。请核对登记所依据的入市事项编号后重新办理。',
    en:
      'Parcel {parcel} is not held by entry {entry} and cannot be granted. Check the number of the entry ' +
      'that the registration rests on.',
    source: '土地管理法实施条例第四十二条',
  },
  'parcel.burden-known': {
    zh: '文号{burden}已经用于该宗地的另一项限制（{differences}）。请核对文号；内容有变的，请先解除再重新记载。',
    en:
      'Document {burden} already stands for another burden of this parcel ({differencesEn}). Check the ' +
      'number; if its content changed, lift it and note it anew.',
    source: REGISTER,
  },
  'parcel.burden-unknown': {
    zh: '宗地{parcel}没有文号为{burden}的限制，不能解除。请刷新后核对文号。',
    en: 'Parcel {parcel} has no burden of document {burden} to lift. Refresh and check the number.',
    source: REGISTER,
  },
  'parcel.lifting-unfounded': {
    zh: '解除限制{burden}应写明依据。请填写解除文书和理由。',
    en: 'Lifting burden {burden} must say what it rests on. Enter the document and the reason.',
    source: REGISTER,
  },
  'parcel.burden-incomplete': {
    zh: '限制的登记缺少：{missing}。请按文书补齐文号、机关、日期和事由。',
    en: 'The burden lacks: {missing}. Enter document, organ, date and reason.',
    source: REGISTER,
  },
  'parcel.burden-in-future': {
    zh: '文书日期{on}晚于今天{today}。请填写文书的实际日期。',
    en: 'The document date {on} lies after today, {today}. Enter its actual date.',
    source: REGISTER,
  },
});
