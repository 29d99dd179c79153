import { refuser } from '../../shared/refusal.js';

export const refuse = refuser({
  'claims.not-received': {
    zh: '没有编号为{claim}的报送，不能对其作出处理。请重新报送。',
    en: 'No claim {claim} was received, so it cannot be judged. Report it again.',
  },
  'claims.dispute-unknown': {
    zh: '该事项没有第{dispute}项有矛盾的报送。请刷新后核对。',
    en: 'This entry has no dispute {dispute}. Refresh and check.',
  },
  'claims.settled': {
    zh: '第{dispute}项有矛盾的报送已经办结（{settled}），不能改为另一结果。请刷新后核对。',
    en: 'Dispute {dispute} is settled ({settledEn}) and cannot be settled otherwise. Refresh and check.',
  },
});
