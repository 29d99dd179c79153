import { refuser } from '../refusal.js';

export const refuse = refuser({
  'parcel.not-held': {
    zh: '宗地{parcel}未由入市事项{entry}占用，不能登记为已供应。请核对登记所依据的入市事项编号后重新办理。',
    en: 'Parcel {parcel} is not held by entry {entry} and cannot be granted. Check the number of the entry that the registration rests on.',
    source: '土地管理法实施条例第四十二条',
  },
});
