import { stageRoom } from '../../room.js';
import { moduleOf } from '../../room.module.js';
import * as commands from './contract.commands.js';
import { ContractDeadlines } from './contract.deadlines.js';
import { contract } from './contract.decider.js';
import type { ContractEvent } from './contract.events.js';
import { refuse } from './contract.refusals.js';
import { CONTRACT_WORK } from './contract.work.js';

export const contractRoom = stageRoom<ContractEvent>()({
  stream: 'contract',
  name: { zh: '合同与备案', en: 'Contract' },
  passage: {
    zh: '合同与备案',
    who: 'owner, user, supervisor',
    whoZh: '所有权人、受让人和备案机关',
    law: '实施条例 Art. 41',
  },
  module: moduleOf('contract', commands, contract, ContractDeadlines),
  decider: contract,
  refusals: refuse.catalogue,
  work: CONTRACT_WORK,
  upcasters: [],
  facts: {
    DealOpened: { zh: '拟协议成交', en: 'Deal by agreement opened' },
    DealPublished: { zh: '公示意向成交', en: 'Intended deal published' },
    DealObjected: { zh: '公示期异议成立', en: 'Objection upheld' },
    DealConfirmed: { zh: '确认成交', en: 'Deal confirmed' },
    SigningOverdue: { zh: '逾期未签合同', en: 'Signing overdue' },
    ContractSigned: { zh: '签订合同', en: 'Contract signed' },
    ContractFiled: { zh: '合同备案', en: 'Contract filed' },
    PricePaymentRecorded: { zh: '价款到账', en: 'Price payment recorded' },
    GuaranteePaid: { zh: '履约保证金到账', en: 'Guarantee paid' },
    InstalmentSettled: { zh: '一期价款或者租金付清', en: 'Instalment settled' },
    LeaseSecured: { zh: '首期租金和履约保证金付清', en: 'Lease secured' },
    RentCalled: { zh: '应发出租金缴款通知书', en: 'Rent to be called for' },
    RentNoticeIssued: { zh: '发出租金缴款通知书', en: 'Rent notice issued' },
    ConversionPriced: { zh: '转为出让的价款待付', en: 'Price of the conversion due' },
    LeaseEnded: { zh: '租金结算', en: 'Rents settled at the end of the lease' },
    CapitalContributed: { zh: '作价出资到位', en: 'Capital contributed' },
    PriceSettled: { zh: '价款付清', en: 'Price settled' },
    PriceOverdue: { zh: '价款逾期', en: 'Price overdue' },
    PriceUrged: { zh: '催缴价款', en: 'Price urged' },
    PriceDefaulted: { zh: '价款违约（可以解除）', en: 'Price in default' },
    DefaultTolerated: { zh: '决定不解除', en: 'Default tolerated' },
    ArrearsCleared: { zh: '逾期价款付清', en: 'Arrears cleared' },
    ContractRescinded: { zh: '解除合同', en: 'Contract rescinded' },
    ContractFulfilled: { zh: '合同履行完毕', en: 'Contract fulfilled' },
    DealVoidedAfterRegistration: { zh: '登记后成交无效', en: 'Deal voided after registration' },
    DealClosed: { zh: '成交事项终结', en: 'Deal closed' },
    ContractHeld: { zh: '合同办理受限', en: 'Contract held' },
    ContractHoldLifted: { zh: '解除合同限制', en: 'Hold on contract lifted' },
  },
  stands: {
    'deal-pending': { after: ['DealOpened'], zh: '已成交，待公示' },
    'deal-published': { after: ['DealPublished'], zh: '成交公示中' },
    'to-be-signed': { after: ['DealConfirmed'], zh: '待签订合同' },
    signed: { after: ['ContractSigned'], zh: '已签订合同，待备案' },
    assessing: { after: ['ContractFiled'], stage: 'levy', zh: '核定调节金中' },
  },
});
