import type { AnyCommandMaker, Command, Decider, Event } from '#kernel/messages';
import { describe, expect, it } from '@jest/globals';
import { Rejected } from '#kernel/messages';
import { loadPacks } from '#policy';
import { approval } from '../stages/approval/approval.decider.js';
import { giveOpinion, grantApproval } from '../stages/approval/approval.commands.js';
import {
  fileContract,
  publishDeal,
  recordPricePayment,
  rescindContract,
  signContract,
} from '../stages/contract/contract.commands.js';
import { contract } from '../stages/contract/contract.decider.js';
import { paper, plain, terms } from '../stages/contract/contract.fixture.js';
import {
  answerObjection,
  distributeIncome,
  objectToDistribution,
  publishDistribution,
} from '../stages/distribution/distribution.commands.js';
import { distributionDecider } from '../stages/distribution/distribution.decider.js';
import { issueLevyNotice, recordLevyPayment } from '../stages/levy/levy.commands.js';
import { levyDecider } from '../stages/levy/levy.decider.js';
import {
  announceListing,
  decideTrade,
  publishResult,
  reportFailure,
  reportRefunds,
  reportSale,
  resumeListing,
  supplementNotice,
  suspendListing,
  terminateListing,
  voidResult,
} from '../stages/listing/listing.commands.js';
import { listing } from '../stages/listing/listing.decider.js';
import { reserveContext } from '../stages/listing/trade.rules.js';
import {
  buyer,
  deal,
  decided,
  decision,
  announcedPrices,
  on,
  packs,
  subject,
  vault,
} from '../stages/listing/listing.fixture.js';
import { liftBurden, noteBurden } from '../ledgers/parcel/parcel.commands.js';
import { parcel } from '../ledgers/parcel/parcel.decider.js';
import { issuePlanningConditions } from '../stages/planning/planning.commands.js';
import { planning } from '../stages/planning/planning.decider.js';
import { adjustQuota, closeQuotaYear, issueQuota, openQuotaBatch } from '../ledgers/quota/quota.commands.js';
import { quota } from '../ledgers/quota/quota.decider.js';
import { registerRight } from '../stages/registration/registration.commands.js';
import { registration } from '../stages/registration/registration.decider.js';
import { isRepeat } from './repeat.rules.js';
import { adoptRules } from '../rules/rules.commands.js';
import { rules } from '../rules/rules.decider.js';
import { withdrawScheme } from '../stages/scheme/scheme.commands.js';
import { scheme } from '../stages/scheme/scheme.decider.js';
import { soundScheme } from '../stages/scheme/scheme.fixture.js';
import * as tenureCommands from '../stages/tenure/tenure.commands.js';
import { tenure } from '../stages/tenure/tenure.decider.js';

type Data = Readonly<Record<string, unknown>>;
type Row = Readonly<{
  what: string;
  decider: unknown;
  /** What was recorded. */
  history: readonly Readonly<{ type: string; data: Data }>[];
  command: AnyCommandMaker;
  /** What was reported. */
  data: Data;
  /** Every field that can say something else, and what it then says. */
  changes: Data;
  stream?: string;
}>;

const [day, later, other] = ['2026-06-02', '2026-06-03', '另一内容'];
const about = { subject, round: 1 };
const review = { subject, schemeVersion: 1, preparedBy: 'zhang', need: { demands: [], readiness: 70 } };
const dates = { announcedOn: '2026-03-16', opensOn: '2026-04-07', closesOn: '2026-04-17' };
const url = 'https://example.com/A1';

const ordered = {
  type: 'ListingOrdered',
  data: { ...about, deal, depositFen: '200000000', earliestNoticeOn: '2026-03-16' },
};
const notice = { announcementNo: 'A1', ...dates, url };
const announced = [
  ordered,
  decided(),
  { type: 'ListingAnnounced', data: { ...about, ...notice, ...announcedPrices } },
];
const supplement = {
  supplementNo: 'S1',
  publishedOn: '2026-03-18',
  opensOn: '2026-04-08',
  closesOn: '2026-04-20',
  reason: '更正面积',
  url,
};
const opened = [...announced, { type: 'ListingOpened', data: { ...about, openedOn: dates.opensOn } }];
const duties = { refundBy: '2026-04-24', publishBy: '2026-05-06' };
const bids = [{ sequence: 1, bidder: buyer.uscc, amountFen: '1200000000' }];
const sale = {
  resultId: 'R1',
  winner: buyer,
  priceFen: '1200000000',
  closedOn: '2026-04-17',
  bids,
  bidders: 3,
  disqualified: [],
};
const sold = [
  ...opened,
  { type: 'ListingSold', data: { ...about, ...sale, deal, depositFen: '200000000', ...duties } },
];
const failure = { resultId: 'R1', reason: '无人报价', closedOn: '2026-04-17', bidders: 0 };
const stop = { reason: '接到异议', cause: 'dispute' };
const suspended = [
  ...opened,
  { type: 'ListingSuspended', data: { ...about, ...stop, suspendedOn: '2026-04-10' } },
];
const voidance = { cause: 'bribery', reason: '行贿', documentNo: '无效1号' };

const confirmed = {
  type: 'DealConfirmed',
  data: {
    subject,
    deal,
    buyer,
    priceFen: '1200000000',
    confirmedOn: '2026-04-17',
    signBy: '2026-05-06',
    depositFen: '200000000',
  },
};
const signed = [
  confirmed,
  {
    type: 'ContractSigned',
    data: { subject, paper, terms, priceFen: '1200000000', signedBy: 'wang', preparedBy: null },
  },
];
const filed = [
  ...signed,
  {
    type: 'ContractFiled',
    data: {
      subject,
      filingNo: '备1',
      filedOn: '2026-04-21',
      deal,
      priceFen: '1200000000',
      contractNo: paper.contractNo,
      terms,
    },
  },
];
const payment = { voucherNo: 'V1', amountFen: '100', paidOn: '2026-06-01' };
const levied = [
  { type: 'LevyAssessed', data: { subject, amountFen: '180000000', explanation: {} } },
  {
    type: 'LevyNoticeIssued',
    data: { subject, noticeNo: 'N1', issuedOn: day, dueOn: '2026-07-02', amountFen: '180000000' },
  },
];

const sums = [
  { type: 'DistributionOpened', data: { subject, receiptsFen: '1200000000', levyFen: '0' } },
  { type: 'DistributionPlanned', data: { ...about, lines: [], members: [], resolution: {}, vote: '' } },
];
const shown = [
  ...sums,
  { type: 'DistributionPublished', data: { ...about, publishedOn: day, publicUntil: '2026-06-17' } },
];
const objection = { objectionNo: 'Y1', objector: '张三', reason: '份额有误' };
const objected = [...shown, { type: 'DistributionObjected', data: { subject, ...objection } }];
const right = {
  unitNo: `${subject.parcel}W00000000`,
  certificateNo: '证1',
  supervisionNo: '3701812026B00012',
  deedTaxVoucher: '契1',
  deedTaxFen: '36000000',
  deedTaxRelief: '减免1号',
  registeredOn: day,
};

const schedule = {
  startBy: '2026-11-01',
  completeBy: '2028-11-01',
  idleFeeOn: '2027-11-01',
  idleReturnOn: '2028-11-01',
};
const held = [
  { type: 'TenureAgreed', data: { subject, deal, terms, priceFen: '1200000000', contractNo: '集让1' } },
  {
    type: 'TenureOpened',
    data: {
      subject,
      holder: buyer,
      certificateNo: '证1',
      use: deal.use,
      acquiredFen: '1200000000',
      beganOn: '2026-05-01',
      endsOn: '2076-05-01',
      schedule,
    },
  },
];
const started = { startedOn: '2026-05-20', documentNo: '开1' };
const completed = { completedOn: '2026-06-01', documentNo: '竣1' };
const excuse = { excuse: 'government', days: 30, documentNo: '延1' };
const fee = { value: '100', formula: '', inputs: {}, rule: '', source: '', confirmed: false };
const idle = [
  ...held,
  { type: 'LandIdle', data: { subject, startBy: schedule.startBy, idleSince: schedule.idleFeeOn, fee } },
];
const transfer = {
  act: 'sale',
  to: { name: '济南后继实业有限公司', uscc: '91370114MA3EXAMP2T' },
  contractNo: '转1',
  signedOn: day,
  noticeNo: '告1',
  noticedOn: day,
  incomeFen: '2000000000',
  developmentFen: '0',
  plannedFen: '100',
  investedFen: '30',
};
const transferring = [
  ...held,
  { type: 'TransferOpened', data: { subject, transfer, levy: fee, deedTax: fee } },
];
const passedOn = { certificateNo: '证2', registeredOn: day, deedTaxVoucher: '契2', deedTaxFen: '60000000' };
const use = { system: '用地用海2023', code: '0901', name: '商业用地' };
const change = {
  use,
  planningNo: '规1',
  consentNo: '同1',
  contractNo: '补1',
  extraFen: '100',
  voucherNo: '补缴1',
  changedOn: day,
};

const condition = {
  kind: 'planning',
  issuer: '章丘区自然资源局',
  documentNo: '规条1',
  on: day,
  text: '按附件',
};
const checking = [
  {
    type: 'PlanningCheckOpened',
    data: {
      ...review,
      boundary: soundScheme.boundary,
      declaredAreaM2: '1.00',
      use: deal.use,
      landSource: 'existing',
    },
  },
  {
    type: 'PlanningChecked',
    data: {
      subject,
      schemeVersion: 1,
      verdict: 'pass',
      areaM2: '1.00',
      findings: [],
      layers: [],
      preparedBy: 'zhang',
    },
  },
  { type: 'PlanningConditionsIssued', data: { subject, schemeVersion: 1, condition } },
];
const opinion = { department: 'finance', outcome: 'agree', text: '无异议', items: [] };
const reviewed = [
  {
    type: 'ReviewOpened',
    data: {
      ...review,
      departments: ['finance', 'agriculture'],
      reportedOn: day,
      opinionDueOn: day,
      earliestNoticeOn: day,
    },
  },
  { type: 'OpinionGiven', data: { subject, schemeVersion: 1, opinion } },
];
const granted = [
  ...reviewed,
  { type: 'ApprovalGranted', data: { subject, schemeVersion: 1, documentNo: '批1', earliestNoticeOn: day } },
];
const burden = { id: '封1', kind: 'seizure', organ: '章丘区人民法院', on: day, reason: '财产保全' };
const burdened = [{ type: 'BurdenNoted', data: { parcel: subject.parcel, burden, subject: null } }];
const origin = { district: '370114', acceptanceNo: '验1' };
const issue = { kind: 'linkage', areaM2: '100.00', documentNo: '下达1', origin };
const adjustment = { kind: 'supply', deltaM2: '+100.00', documentNo: '追加1' };
const batch = { batchNo: '第一批', openedOn: day, limitM2: '100.00' };
const content = loadPacks().latest.contentOfAllDays;
const adoption = { content, follows: null, changes: [], documentNo: '济财1号' };

const [ofListing, ofContract, ofTenure, ofQuota] = [
  listing(packs, vault),
  contract(packs),
  tenure(packs),
  quota(packs),
];
/** Changes of one field each inside a nested object. */
const within = (name: string, whole: object, changes: Data): Data =>
  Object.fromEntries(
    Object.entries(changes).map(([field, value]) => [`${name}.${field}`, { ...whole, [field]: value }]),
  );
const event = (type: string, data: Data) => ({ type, data });

const ROWS: readonly Row[] = [
  {
    what: '交易决定',
    decider: ofListing,
    history: [ordered, decided(1, {}, vault.seal('1100000000', reserveContext(subject.entry, 1)))],
    command: decideTrade,
    data: { ...decision, reserveFen: '1100000000' },
    changes: {
      reserveFen: '1100000001',
      startFen: '1000000001',
      depositFen: '200000001',
      incrementFen: '1',
      criterion: 'score',
      heldOn: '2026-03-04',
      documentNo: other,
    },
  },
  {
    what: '公告',
    decider: ofListing,
    history: announced,
    command: announceListing,
    data: notice,
    changes: {
      announcedOn: '2026-03-17',
      opensOn: '2026-04-08',
      closesOn: '2026-04-20',
      url: 'https://example.com/a1',
    },
  },
  {
    what: '公告（成交后）',
    decider: ofListing,
    history: sold,
    command: announceListing,
    data: notice,
    changes: { closesOn: '2026-04-20' },
  },
  {
    what: '补充公告',
    decider: ofListing,
    history: [...announced, event('NoticeSupplemented', { ...about, ...supplement })],
    command: supplementNotice,
    data: supplement,
    changes: {
      publishedOn: '2026-03-19',
      opensOn: '2026-04-09',
      closesOn: '2026-04-21',
      reason: other,
      url: 'https://example.com/b',
    },
  },
  {
    what: '中止',
    decider: ofListing,
    history: suspended,
    command: suspendListing,
    data: stop,
    changes: { reason: other, cause: 'collusion' },
  },
  {
    what: '恢复',
    decider: ofListing,
    history: [
      ...suspended,
      event('ListingResumed', { ...about, closesOn: '2026-04-24', resumedOn: '2026-04-12' }),
    ],
    command: resumeListing,
    data: { closesOn: '2026-04-24' },
    changes: { closesOn: '2026-04-27' },
  },
  {
    what: '终止',
    decider: ofListing,
    history: [
      ...opened,
      event('ListingTerminated', {
        ...about,
        ...stop,
        by: 'platform',
        relistDecisionOpen: false,
        tradeDecisionOpen: false,
        mayRelist: true,
      }),
    ],
    command: terminateListing,
    data: { ...stop, by: 'platform' },
    changes: { reason: other, cause: 'collusion' },
  },
  {
    what: '成交结果',
    decider: ofListing,
    history: sold,
    command: reportSale,
    data: sale,
    changes: {
      resultId: 'R2',
      winner: { ...buyer, name: other },
      priceFen: '1200000001',
      closedOn: '2026-04-20',
      bids: [],
      bidders: 4,
      disqualified: [buyer.uscc],
    },
  },
  {
    what: '流拍结果',
    decider: ofListing,
    history: [...opened, event('ListingFailed', { ...about, ...failure, mayRelist: true, ...duties })],
    command: reportFailure,
    data: failure,
    changes: { resultId: 'R2', reason: other, closedOn: '2026-04-20', bidders: 1, bids },
  },
  {
    what: '成交无效',
    decider: ofListing,
    history: [
      ...sold,
      event('ResultVoided', { ...about, winner: buyer, ...voidance, forfeitFen: '1', voidedOn: day }),
    ],
    command: voidResult,
    data: voidance,
    changes: { cause: 'collusion', reason: other, documentNo: other },
  },
  {
    what: '保证金退还',
    decider: ofListing,
    history: [
      ...sold,
      event('DepositsRefunded', { ...about, refundedOn: '2026-04-20', documentNo: '退1', late: false }),
    ],
    command: reportRefunds,
    data: { round: 1, refundedOn: '2026-04-20', documentNo: '退1' },
    changes: { refundedOn: '2026-04-21', documentNo: other },
  },
  {
    what: '结果公布',
    decider: ofListing,
    history: [...sold, event('ResultPublished', { ...about, publishedOn: '2026-04-20', url, late: false })],
    command: publishResult,
    data: { round: 1, publishedOn: '2026-04-20', url },
    changes: { publishedOn: '2026-04-21', url: 'https://example.com/b' },
  },

  {
    what: '意向成交公示',
    decider: ofContract,
    history: [
      event('DealOpened', { subject, deal, documentNo: '批1', preparedBy: 'wang' }),
      event('DealPublished', {
        subject,
        buyer,
        priceFen: '1200000000',
        publishedOn: day,
        publicUntil: '2026-07-02',
      }),
    ],
    command: publishDeal,
    data: { buyer, priceFen: '1200000000', publishedOn: day },
    changes: { buyer: { ...buyer, name: other }, priceFen: '1200000001', publishedOn: later },
  },
  {
    what: '合同',
    decider: ofContract,
    history: signed,
    command: signContract,
    data: { paper },
    changes: within('paper', paper, {
      signedOn: '2026-04-21',
      deliveryOn: later,
      startOn: later,
      completionOn: later,
      planningNo: other,
      grantor: other,
      earnestFen: '1',
      lateRate: '2‰',
      termYears: 40,
      clauses: [],
      contractNo: other,
      instalments: [],
    }),
  },
  {
    what: '合同备案',
    decider: ofContract,
    history: filed,
    command: fileContract,
    data: { filingNo: '备1', filedOn: '2026-04-21' },
    changes: { filingNo: other, filedOn: '2026-04-22' },
  },
  {
    what: '价款',
    decider: ofContract,
    history: [
      ...filed,
      event('PricePaymentRecorded', { subject, ...payment, paidFen: '100', unpaidFen: '1' }),
    ],
    command: recordPricePayment,
    data: payment,
    changes: { amountFen: '101', paidOn: '2026-05-31' },
  },
  {
    what: '合同解除',
    decider: ofContract,
    history: [
      ...signed,
      event('ContractRescinded', {
        subject,
        ...plain,
        reason: '收回',
        fault: 'law',
        ground: 'breach',
        owedFen: '7',
        refundFen: '0',
        keptFen: '0',
        stage: 'signed',
      }),
    ],
    command: rescindContract,
    data: { reason: '收回', fault: 'law', ground: 'breach', compensationFen: '7' },
    changes: { reason: other, fault: 'owner', ground: 'price', compensationFen: '8' },
  },

  {
    what: '缴款通知书',
    decider: levyDecider(packs),
    history: levied,
    command: issueLevyNotice,
    data: { noticeNo: 'N1', issuedOn: day },
    changes: { noticeNo: 'N2', issuedOn: '2026-06-01', instalments: 2 },
  },
  {
    what: '调节金',
    decider: levyDecider(packs),
    history: [
      ...levied,
      event('LevyPaymentRecorded', { subject, ...payment, paidFen: '100', unpaidFen: '1' }),
    ],
    command: recordLevyPayment,
    data: payment,
    changes: { amountFen: '101', paidOn: '2026-05-31' },
  },

  {
    what: '分配方案公示',
    decider: distributionDecider(packs),
    history: shown,
    command: publishDistribution,
    data: { publishedOn: day },
    changes: { publishedOn: '2026-06-01' },
  },
  {
    what: '异议',
    decider: distributionDecider(packs),
    history: objected,
    command: objectToDistribution,
    data: objection,
    changes: { objector: '李四', reason: other },
  },
  {
    what: '异议答复',
    decider: distributionDecider(packs),
    history: [
      ...objected,
      event('DistributionObjectionDismissed', { subject, objectionNo: 'Y1', answer: '不成立' }),
    ],
    command: answerObjection,
    data: { objectionNo: 'Y1', upheld: false, answer: '不成立' },
    changes: { upheld: true, answer: other },
  },
  {
    what: '兑付',
    decider: distributionDecider(packs),
    history: [...shown, event('IncomeDistributed', { ...about, paidOn: day, voucherNo: 'F1' })],
    command: distributeIncome,
    data: { paidOn: day, voucherNo: 'F1' },
    changes: { paidOn: later, voucherNo: 'F2' },
  },
  {
    what: '登记',
    decider: registration(packs),
    history: [event('RightRegistered', { subject, ...right })],
    command: registerRight,
    data: right,
    changes: {
      unitNo: `${subject.parcel}W00000001`,
      certificateNo: other,
      supervisionNo: '3701812026B00013',
      deedTaxVoucher: other,
      deedTaxFen: '1',
      deedTaxRelief: other,
      registeredOn: '2026-06-01',
    },
  },

  {
    what: '开工',
    decider: ofTenure,
    history: [...held, event('ConstructionStarted', { subject, ...started })],
    command: tenureCommands.startConstruction,
    data: started,
    changes: { startedOn: '2026-05-21', documentNo: other },
  },
  {
    what: '竣工',
    decider: ofTenure,
    history: [
      ...held,
      event('ConstructionStarted', { subject, ...started }),
      event('ConstructionCompleted', { subject, ...completed }),
    ],
    command: tenureCommands.completeConstruction,
    data: completed,
    changes: { completedOn: day, documentNo: other },
  },
  {
    what: '延期',
    decider: ofTenure,
    history: [...held, event('ConstructionExcused', { subject, ...excuse, schedule })],
    command: tenureCommands.excuseDelay,
    data: excuse,
    changes: { excuse: 'force-majeure', days: 31 },
  },
  {
    what: '闲置费',
    decider: ofTenure,
    history: [...idle, event('IdleFeePaid', { subject, ...payment })],
    command: tenureCommands.payIdleFee,
    data: payment,
    changes: { voucherNo: 'V2', amountFen: '101', paidOn: '2026-05-31' },
  },
  {
    what: '闲置费免缴',
    decider: ofTenure,
    history: [...idle, event('IdleFeeVoided', { subject, reason: '政府原因', documentNo: '免1', round: 1 })],
    command: tenureCommands.voidIdleFee,
    data: { reason: '政府原因', documentNo: '免1' },
    changes: { reason: other },
  },
  {
    what: '不收回',
    decider: ofTenure,
    history: [
      ...idle,
      event('IdleLandReturnable', { subject, startBy: schedule.startBy, source: '' }),
      event('IdleLandKept', { subject, reason: '已开工' }),
    ],
    command: tenureCommands.keepIdleLand,
    data: { reason: '已开工' },
    changes: { reason: other },
  },
  {
    what: '转让合同',
    decider: ofTenure,
    history: transferring,
    command: tenureCommands.openTransfer,
    data: { transfer },
    changes: within('transfer', transfer, {
      act: 'gift',
      to: buyer,
      contractNo: other,
      signedOn: later,
      noticeNo: other,
      noticedOn: later,
      incomeFen: '1',
      developmentFen: '1',
      plannedFen: '1',
      investedFen: '1',
      years: 3,
      rateDocumentNo: other,
      mortgageeNoticeNo: other,
    }),
  },
  {
    what: '转让调节金',
    decider: ofTenure,
    history: [...transferring, event('TransferLevyPaid', { subject, ...payment })],
    command: tenureCommands.payTransferLevy,
    data: payment,
    changes: { voucherNo: 'V2', amountFen: '101', paidOn: '2026-05-31' },
  },
  {
    what: '转移登记',
    decider: ofTenure,
    history: [
      ...transferring,
      event('TransferRegistered', {
        subject,
        act: 'sale',
        from: buyer,
        to: transfer.to,
        incomeFen: '1',
        ...passedOn,
      }),
    ],
    command: tenureCommands.registerTransfer,
    data: passedOn,
    changes: { certificateNo: other, registeredOn: '2026-06-01', deedTaxVoucher: other, deedTaxFen: '1' },
  },
  {
    what: '转让撤销',
    decider: ofTenure,
    history: [...transferring, event('TransferCancelled', { subject, reason: '双方解除', levyPaidFen: '0' })],
    command: tenureCommands.cancelTransfer,
    data: { reason: '双方解除' },
    changes: { reason: other },
  },
  {
    what: '用途变更',
    decider: ofTenure,
    history: [...held, event('UseChanged', { subject, from: deal.use, ...change })],
    command: tenureCommands.changeUse,
    data: change,
    changes: {
      planningNo: other,
      consentNo: other,
      contractNo: other,
      extraFen: '1',
      voucherNo: other,
      changedOn: '2026-06-01',
    },
  },
  {
    what: '续期申请',
    decider: ofTenure,
    history: [...held, event('RenewalApplied', { subject, years: 20, appliedOn: day })],
    command: tenureCommands.applyRenewal,
    data: { years: 20, appliedOn: day },
    changes: { years: 10, appliedOn: '2026-06-01' },
  },

  {
    what: '规划条件',
    decider: planning(packs, () => {
      throw new Error('Nothing is checked here.');
    }),
    history: checking,
    command: issuePlanningConditions,
    data: { condition },
    changes: {
      'condition.documentNo': { ...condition, documentNo: other },
      'condition.issuer': { ...condition, issuer: other },
      'condition.on': { ...condition, on: '2026-06-01' },
      'condition.text': { ...condition, text: other },
    },
  },
  {
    what: '规划条件（已全部出具）',
    decider: planning(packs, () => {
      throw new Error('Nothing is checked here.');
    }),
    history: [...checking, event('PlanningPassed', { ...review, conditions: [condition] })],
    command: issuePlanningConditions,
    data: { condition },
    changes: { 'condition.text': { ...condition, text: other } },
  },
  {
    what: '联审意见',
    decider: approval(packs),
    history: reviewed,
    command: giveOpinion,
    data: { opinion },
    changes: {
      'opinion.outcome': { ...opinion, outcome: 'return' },
      'opinion.text': { ...opinion, text: other },
      'opinion.items': { ...opinion, items: [{ field: 'deal', opinion: other }] },
    },
  },
  {
    what: '批复',
    decider: approval(packs),
    history: granted,
    command: grantApproval,
    data: { documentNo: '批1' },
    changes: { documentNo: other },
  },
  {
    what: '权利限制',
    decider: parcel,
    history: burdened,
    command: noteBurden,
    data: { parcel: subject.parcel, burden },
    changes: {
      'burden.kind': { ...burden, kind: 'dispute' },
      'burden.organ': { ...burden, organ: other },
      'burden.on': { ...burden, on: '2026-06-01' },
      'burden.reason': { ...burden, reason: other },
    },
  },
  {
    what: '解除限制',
    decider: parcel,
    history: [
      ...burdened,
      event('BurdenLifted', { parcel: subject.parcel, burdenId: burden.id, reason: '解封', subject: null }),
    ],
    command: liftBurden,
    data: { parcel: subject.parcel, burdenId: burden.id, reason: '解封' },
    changes: { reason: other },
  },

  {
    what: '指标下达',
    decider: ofQuota,
    stream: 'quota-370114-2026',
    history: [event('QuotaIssued', issue)],
    command: issueQuota,
    data: issue,
    changes: { areaM2: '100.01', origin: { ...origin, acceptanceNo: other } },
  },
  {
    what: '指标调整',
    decider: ofQuota,
    stream: 'quota-370114-2026',
    history: [event('QuotaAdjusted', adjustment)],
    command: adjustQuota,
    data: adjustment,
    changes: { deltaM2: '100.01' },
  },
  {
    what: '批次',
    decider: ofQuota,
    stream: 'quota-370114-2026',
    history: [event('QuotaBatchOpened', batch)],
    command: openQuotaBatch,
    data: batch,
    changes: { openedOn: later, limitM2: '100.01' },
  },
  {
    what: '年度结转',
    decider: ofQuota,
    stream: 'quota-370114-2025',
    history: [event('QuotaYearClosed', { documentNo: '结1', waiting: [] })],
    command: closeQuotaYear,
    data: { documentNo: '结1' },
    changes: { documentNo: other },
  },
  {
    what: '规则包',
    decider: rules,
    history: [event('RulesAdopted', { ref: 'jinan@1', ...adoption })],
    command: adoptRules,
    data: adoption,
    changes: { documentNo: other },
  },
  {
    what: '撤回',
    decider: scheme(packs),
    history: [
      event('SchemeSubmitted', { subject, version: 1, scheme: soundScheme, preparedBy: 'wang' }),
      event('SchemeWithdrawn', { subject, version: 1, reason: '暂缓', revisionOpen: false }),
    ],
    command: withdrawScheme,
    data: { reason: '暂缓' },
    changes: { reason: other },
  },
];

function decide({ decider, history, command: make, stream = 'x-1' }: Row, data: Data) {
  const { initial, evolve, decide: judge } = decider as Decider<object, Command, Event>;
  const given = on(day, make(stream as never, data as never), 'li');
  return judge(
    given,
    history.reduce((state, fact) => evolve(state, fact as Event), initial),
  );
}

function refusalOf(work: () => unknown): Rejected {
  try {
    work();
  } catch (error) {
    expect(error).toBeInstanceOf(Rejected);
    return error as Rejected;
  }
  throw new Error('It was not refused.');
}

/** Blanks, full width and other brackets, as somebody else types the same number. */
const wide = (value: unknown, field: string): unknown =>
  typeof value === 'string' && field.endsWith('No')
    ? ` ${value.replaceAll(/[A-Z0-9]/g, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0))}`
    : value;

/** Where the number that differs is named by a refusal of its own: another document stands there already. */
const NAMED_ALONE = [
  'contract.already-signed',
  'contract.already-filed',
  'levy.already-noticed',
  'distribution.paid',
  'registration.done',
  'tenure.transfer-open',
  'approval.not-in-decision',
  'scheme.withdrawn-before',
];

describe.each(ROWS.map((row) => [row.what, row] as const))('a repeated report (%s)', (_, row) => {
  const { data, changes } = row;

  it('that says the same is answered as before, and is no new fact', () => {
    expect(decide(row, data)).toEqual([]);
    expect(
      decide(
        row,
        Object.fromEntries(Object.entries(data).map(([field, value]) => [field, wide(value, field)])),
      ),
    ).toEqual([]);
  });

  it.each(Object.entries(changes))(
    'that says something else at “%s” is refused, and never passed over',
    (path, value) => {
      const field = path.split('.')[0]!;
      const { code, message, details } = refusalOf(() => decide(row, { ...data, [field]: value }));
      if (NAMED_ALONE.includes(code)) return;
      expect(message).toMatch(/已登记为.*本次为|底价不同/);
      expect(Object.keys(details.recorded as object)).toEqual(Object.keys(details.reported as object));
      expect(Object.keys(details.recorded as object).length).toBeGreaterThan(0);
      if (field !== 'reserveFen') expect(details.recorded).not.toEqual(details.reported);
      // In words that the officer reads, not in names of fields.
      expect(message).not.toMatch(/[a-z]+[A-Z]\w*(?=已登记为)/);
    },
  );
});

describe('two reports', () => {
  it('are equal whatever the order of a list and however a number is typed', () => {
    expect(
      isRepeat(
        ['报告', 'report'],
        { voucherNo: 'V１', bids: [{ sequence: 1 }, { sequence: 2 }] },
        { voucherNo: ' v1', bids: [{ sequence: 2 }, { sequence: 1 }] },
      ),
    ).toBe(true);
  });

  it('name amounts in yuan and what was left out', () => {
    const { message } = refusalOf(() =>
      isRepeat(
        ['凭证', 'The voucher'],
        { amountFen: '12345', documentNo: undefined },
        { amountFen: '12300', documentNo: 'D1' },
      ),
    );
    expect(message).toContain('金额已登记为123.45元，本次为123.00元；文号已登记为未填，本次为D1');
  });

  it('tell nothing of a reserve that is sealed', () => {
    const { message, details } = refusalOf(() =>
      isRepeat(['决定', 'decision'], { reserveFen: 'abc' }, { reserveFen: 'xyz' }),
    );
    expect(message + JSON.stringify(details)).not.toMatch(/abc|xyz/);
  });
});
