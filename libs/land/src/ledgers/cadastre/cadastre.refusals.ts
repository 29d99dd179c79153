import { refuser } from '../../shared/refusal.js';

export const refuse = refuser({
  'cadastre.entangled': {
    zh: '宗地{parcel}的界址线与相邻宗地的界址线交错过密，无法逐段核对。请撤回方案，按实际界址点抽稀后重新提交。',
    en:
      'The lines of parcel {parcel} run in and out of those of its neighbours too often to be compared. ' +
      'Withdraw the scheme and hand it in again with its real corners only.',
    source: '不动产单元设定与代码编制规则（GB/T 37346-2019）',
  },
});
