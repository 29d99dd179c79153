import { refuser } from '../refusal.js';

export const refuse = refuser({
  'registration.gates': {
    zh: '尚缺{missing}，不能登记，请待办结后再登记。',
    en: 'Still missing: {missing}. Register once they are done.',
    source: '土地管理法实施条例第四十二条',
  },
  'registration.done': { zh: '权利已登记或者入市事项已终结，不能再次登记。', en: 'The right is registered or the entry has ended.' },
  'registration.deed-tax': { zh: '缺少契税完税凭证，不予登记，请先完税并录入凭证号。', en: 'Without the deed-tax voucher nothing is registered.', source: '契税法第十一条' },
  'registration.unit-no': {
    zh: '不动产单元号应为28位，且前19位应为宗地代码{parcel}，请核对{unitNo}。',
    en: 'The unit number has 28 characters and begins with the parcel code {parcel}; check {unitNo}.',
    source: 'GB/T 37346-2019',
  },
  'registration.supervision-no': { zh: '电子监管号应为16位或19位，请核对{supervisionNo}。', en: 'The supervision number has 16 or 19 characters; check {supervisionNo}.' },
  'registration.registered': { zh: '权利已经登记，不能随入市事项终结，请由登记机构依法办理注销后人工处理。', en: 'The right is registered and does not end with the entry; the registry must cancel it first.' },
});
