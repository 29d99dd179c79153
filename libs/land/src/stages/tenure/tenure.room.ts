import { room } from '../../room.js';
import { moduleOf } from '../../room.module.js';
import * as commands from './tenure.commands.js';
import { TenureDeadlines } from './tenure.deadlines.js';
import { tenure } from './tenure.decider.js';
import type { TenureEvent } from './tenure.events.js';
import { refuse } from './tenure.refusals.js';
import { TENURE_WORK } from './tenure.work.js';

export const tenureRoom = room<TenureEvent>()({
  stream: 'tenure',
  name: { zh: '使用权期间', en: 'Right' },
  module: moduleOf('tenure', commands, tenure, TenureDeadlines),
  decider: tenure,
  refusals: refuse.catalogue,
  work: TENURE_WORK,
  upcasters: [],
  facts: {
    TenureAgreed: { zh: '记载使用权约定', en: 'Terms of the right noted' },
    TenureOpened: { zh: '使用权期间开始', en: 'Right begins' },
    ConstructionStarted: { zh: '开工', en: 'Construction started' },
    ConstructionExcused: { zh: '顺延开工竣工期限', en: 'Delay excused' },
    ConstructionCompleted: { zh: '竣工', en: 'Construction completed' },
    LandIdle: { zh: '满一年未动工，应缴闲置费', en: 'Land idle for a year' },
    IdleFeePaid: { zh: '缴纳土地闲置费', en: 'Idle-land fee paid' },
    IdleFeeVoided: { zh: '土地闲置费不再收取', en: 'Idle-land fee void' },
    IdleLandReturnable: { zh: '满两年未动工，可以收回', en: 'Idle land may be taken back' },
    IdleLandKept: { zh: '闲置土地不予收回', en: 'Idle land left with its holder' },
    IdleReturnLifted: { zh: '撤销“可以收回”的认定', en: 'Finding that idle land may be taken back lifted' },
    IdleFindingLifted: { zh: '撤销闲置认定', en: 'Finding of idle land lifted' },
    TransferOpened: { zh: '申请再转让', en: 'Transfer opened' },
    TransferLevyPaid: { zh: '缴纳再转让调节金', en: 'Levy of the transfer paid' },
    TransferRegistered: { zh: '再转让登记', en: 'Transfer registered' },
    TransferCancelled: { zh: '撤销再转让', en: 'Transfer cancelled' },
    UseChanged: { zh: '改变用途', en: 'Use changed' },
    RenewalApplied: { zh: '申请续期', en: 'Renewal applied for' },
    TenureRenewed: { zh: '续期', en: 'Right renewed' },
    RenewalRefused: { zh: '不予续期', en: 'Renewal refused' },
    RightReturned: { zh: '收回使用权', en: 'Right taken back' },
    TermEnded: { zh: '使用期限届满', en: 'Term ended' },
    ConversionApplied: { zh: '申请先租后让转为出让', en: 'Conversion of the lease applied for' },
    ConversionRefused: { zh: '不同意转为出让', en: 'Conversion refused' },
    ConversionApproved: { zh: '同意转为出让', en: 'Conversion approved' },
    ConversionPaid: { zh: '转让价款付清', en: 'Price of the conversion paid' },
    ConversionLevyPaid: { zh: '缴纳转为出让的调节金', en: 'Levy of the conversion paid' },
    LeaseConverted: { zh: '租赁转为出让', en: 'Lease converted into a grant' },
    LeaseLost: { zh: '因违约丧失租赁', en: 'Lease lost by default' },
    DividendPaid: { zh: '入股分红到账', en: 'Dividend paid' },
    DividendMissing: { zh: '保底分红未足额支付', en: 'Minimum dividend missing' },
    DividendUrged: { zh: '催收保底分红', en: 'Dividend urged' },
    DividendCaughtUp: { zh: '保底分红补足', en: 'Dividend caught up' },
    TenureHeld: { zh: '记载使用权限制', en: 'Burden on the right' },
    TenureHoldLifted: { zh: '使用权限制解除', en: 'Burden on the right lifted' },
  },
});
