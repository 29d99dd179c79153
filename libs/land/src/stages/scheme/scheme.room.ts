import { stageRoom } from '../../room.js';
import { scheme } from './scheme.decider.js';
import type { SchemeEvent } from './scheme.events.js';
import { refuse } from './scheme.refusals.js';
import { SchemeModule } from './scheme.module.js';
import { SCHEME_WORK } from './scheme.work.js';

export const schemeRoom = stageRoom<SchemeEvent>()({
  stream: 'scheme',
  name: { zh: '入市方案', en: 'Scheme' },
  passage: {
    zh: '入市方案',
    who: 'township clerk for the collective',
    whoZh: '代农民集体办理的乡镇（街道）',
    law: '土地管理法实施条例 Art. 40',
  },
  module: SchemeModule,
  decider: (packs) => scheme(packs),
  refusals: refuse.catalogue,
  work: SCHEME_WORK,
  upcasters: [],
  facts: {
    SchemeSubmitted: { zh: '提交入市方案', en: 'Scheme submitted' },
    SchemeReturned: { zh: '方案退回修改', en: 'Scheme returned' },
    SchemeRevised: { zh: '重新提交方案', en: 'Scheme revised' },
    SchemeApproved: { zh: '方案获批', en: 'Scheme approved' },
    SchemeRejected: { zh: '方案未通过', en: 'Scheme rejected' },
    SchemeWithdrawn: { zh: '撤回方案', en: 'Scheme withdrawn' },
    SchemeLapsed: { zh: '入市终止', en: 'Scheme lapsed' },
    SchemeApprovedTooLate: { zh: '方案终结后收到批准', en: 'Approval came after the end' },
  },
  stands: {
    checking: { after: ['SchemeSubmitted', 'SchemeRevised'], stage: 'planning', zh: '核查中' },
    returned: { after: ['SchemeReturned'], zh: '已退回，待修改' },
    approved: { after: ['SchemeApproved'], stage: 'approval', zh: '已批准' },
    rejected: { after: ['SchemeRejected'], stage: 'approval', zh: '未通过', ends: true },
    withdrawn: { after: ['SchemeWithdrawn'], zh: '已撤回', ends: true },
    lapsed: { after: ['SchemeLapsed'], zh: '已终止', ends: true },
  },
});
