/** Facts that a simulated county never makes, each with the kind of its stream. */
import type { OperationEvent } from '#kernel';
import type { LandEvent, Subject } from '#land';
import { loadPacks } from '#policy';
import { samplesOfRooms } from './samples-of-rooms.js';

const subject: Subject = {
  entry: '370114001001JB00012-1',
  parcel: '370114001001JB00012',
  district: '370114',
  township: '370114-01',
  planYear: 2026,
};
const rules = loadPacks().latest;
const CLAIM = { subject, claim: '0b5c1e7e9a1a4a0f8d3c2b1a09f8e7d6', kind: 'results' } as const;
const REGISTRATION = { ...CLAIM, claim: '1b5c1e7e9a1a4a0f8d3c2b1a09f8e7d6', kind: 'registration' } as const;
const RECEIPT = { ...CLAIM, claim: '2b5c1e7e9a1a4a0f8d3c2b1a09f8e7d6', kind: 'levy-receipts' } as const;
const DIGEST = '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752';
const REFUSAL = {
  code: 'listing.result-contradicts',
  kind: 'conflict',
  detail: '第1轮已有结果（r-1 failed），与报送的（r-2 sold）不一致：结果编号已登记为r-1，本次为r-2。',
  detailEn: null,
  details: { round: 1, known: 'r-1 failed' },
} as const;

export const SAMPLES: readonly (readonly [kind: string, fact: LandEvent | OperationEvent])[] = [
  [
    'rules',
    {
      type: 'RulesAdopted',
      data: {
        ref: rules.ref,
        documentNo: '济财〔2026〕7号',
        changes: [{ list: 'rates', row: 'price-sf-1@2024-01-01', before: '30%', after: '33%' }],
        content: rules.contentOfAllDays,
      },
    },
  ],
  [
    'scheme',
    {
      type: 'SchemeApprovedTooLate',
      data: {
        subject,
        version: 1,
        reason: '方案终结后方收到批准',
        revisionOpen: false,
        documentNo: '章政土〔2026〕3号',
      },
    },
  ],
  ['parcel', { type: 'ParcelLockRefused', data: { subject, heldBy: '370114001001JB00012-1' } }],
  [
    'parcel',
    {
      type: 'BurdenNoted',
      data: {
        parcel: '370114001001JB00012',
        burden: {
          id: '章权字〔2026〕1号',
          kind: 'dispute',
          organ: '章丘区自然资源局',
          on: '2026-03-02',
          reason: '相邻集体主张权属',
        },
        subject,
      },
    },
  ],
  [
    'parcel',
    {
      type: 'BurdenLifted',
      data: {
        parcel: '370114001001JB00012',
        burdenId: '章权字〔2026〕1号',
        reason: '调解结案',
        subject,
      },
    },
  ],
  [
    'cadastre',
    {
      type: 'BoundaryRefused',
      data: {
        subject,
        schemeVersion: 1,
        overlaps: [{ parcel: '370114001001JB00012', entry: '370114001001JB00012-1', overlapM2: '2.00' }],
        source: '示例值：没有统一的法定数值，待市确认',
      },
    },
  ],
  [
    'approval',
    {
      type: 'DecisionExpired',
      data: {
        subject,
        schemeVersion: 1,
        items: [{ field: 'quota', opinion: '指标预占届满', source: '济政字〔2021〕60号 四（一）4' }],
        decisionOpen: true,
      },
    },
  ],
  ['approval', { type: 'DecisionDeclined', data: { subject, reason: '审批已经终结' } }],
  [
    'approval',
    {
      type: 'ReviewHeld',
      data: {
        subject,
        burden: {
          id: '查字1号',
          kind: 'seizure',
          organ: '章丘区人民法院',
          on: '2026-03-02',
          reason: '诉讼保全',
        },
      },
    },
  ],
  ['approval', { type: 'ReviewHoldLifted', data: { subject, burdenId: '查字1号' } }],
  [
    'quota',
    { type: 'QuotaAdjusted', data: { kind: 'supply', deltaM2: '200.00', documentNo: '济自然资〔2026〕7号' } },
  ],
  [
    'quota',
    { type: 'QuotaBatchOpened', data: { batchNo: '2026-2', openedOn: '2026-03-01', limitM2: '1000.00' } },
  ],
  [
    'quota',
    {
      type: 'QuotaReservationExpired',
      data: { subject, demands: [{ kind: 'supply', areaM2: '600.00' }], expiresOn: '2026-08-29' },
    },
  ],
  ['quota', { type: 'QuotaYearClosed', data: { documentNo: '济自然资〔2027〕1号', waiting: [] } }],
  [
    'quota',
    {
      type: 'QuotaYearSettled',
      data: {
        district: '370114',
        planYear: 2026,
        serial: 1,
        carried: [{ kind: 'supply', areaM2: '400.00' }],
        lapsed: [],
      },
    },
  ],
  [
    'quota',
    {
      type: 'QuotaCarriedOver',
      data: { fromYear: 2026, serial: 1, carried: [{ kind: 'supply', areaM2: '600.00' }] },
    },
  ],
  [
    'listing',
    {
      type: 'NoticeSupplemented',
      data: {
        subject,
        round: 1,
        supplementNo: '补1',
        publishedOn: '2026-03-25',
        opensOn: '2026-04-14',
        closesOn: '2026-04-24',
        reason: '规划条件更正',
        url: 'https://ggzy.example/2',
      },
    },
  ],
  [
    'listing',
    {
      type: 'ResultVoided',
      data: {
        subject,
        round: 1,
        winner: { name: '济南示例制造有限公司', uscc: '91370114MA3EXAMP1P' },
        cause: 'collusion',
        reason: '恶意串通',
        documentNo: '济公资处〔2026〕1号',
        forfeitFen: '200000000',
        voidedOn: '2026-05-06',
      },
    },
  ],
  [
    'listing',
    {
      type: 'ListingHeld',
      data: {
        subject,
        burden: {
          id: '（2026）鲁0114执1号',
          kind: 'seizure',
          organ: '章丘区人民法院',
          on: '2026-03-20',
          reason: '财产保全',
        },
      },
    },
  ],
  ['listing', { type: 'ListingHoldLifted', data: { subject, burdenId: '（2026）鲁0114执1号' } }],
  ['contract', { type: 'DealObjected', data: { subject, reason: '四至有争议' } }],
  ['contract', { type: 'SigningOverdue', data: { subject, signBy: '2026-04-29' } }],
  [
    'contract',
    {
      type: 'ContractHeld',
      data: {
        subject,
        burden: {
          id: '抵1',
          kind: 'mortgage',
          organ: '章丘农商银行',
          on: '2026-04-16',
          reason: '使用权抵押未注销',
        },
      },
    },
  ],
  ['contract', { type: 'ContractHoldLifted', data: { subject, burdenId: '抵1' } }],
  ['contract', { type: 'DealVoidedAfterRegistration', data: { subject, reason: '恶意串通' } }],
  [
    'levy',
    {
      type: 'LevyFirstPeriodPaid',
      data: {
        subject,
        amountFen: '32000000',
        periodFen: '8000000',
        paidOn: '2026-06-30',
        periods: ['8000000', '8000000', '16000000'],
      },
    },
  ],
  ['levy', { type: 'LevyRefunded', data: { subject, amountFen: '80000000', reason: '合同解除' } }],
  [
    'levy',
    {
      type: 'LevyRateMissing',
      data: {
        subject,
        deal: {
          form: 'grant',
          method: 'listing',
          route: 'in-place',
          use: { system: '用地用海2023', code: '1001', name: '1001' },
          grade: '6',
          areaM2: '0.07',
          termYears: 50,
          priceFen: '1000000000',
          costs: 'stated',
        },
        incomeFen: '0',
        on: '2026-06-01',
        reason:
          '规则包 jinan@2026.1 没有 2026-06-01 对“入市、工业、六级、出让”有效的调节金费率，请先由财政部门在 levy.yaml 中录入并注明依据。',
        rules: 'jinan@2026.1',
      },
    },
  ],
  [
    'distribution',
    {
      type: 'DistributionObjected',
      data: { subject, objectionNo: '1', objector: '李某', reason: '漏列' },
    },
  ],
  [
    'distribution',
    {
      type: 'DistributionObjectionDismissed',
      data: { subject, objectionNo: '异1', answer: '已核' },
    },
  ],
  [
    'distribution',
    {
      type: 'DistributionReopened',
      data: { subject, round: 2, objectionNo: '异1', answer: '已核' },
    },
  ],
  [
    'registration',
    {
      type: 'RegistrationHeld',
      data: {
        subject,
        burden: {
          id: '（2026）鲁0114执1号',
          kind: 'seizure',
          organ: '章丘区人民法院',
          on: '2026-05-20',
          reason: '财产保全',
        },
      },
    },
  ],
  ['registration', { type: 'RegistrationHoldLifted', data: { subject, burdenId: '（2026）鲁0114执1号' } }],
  ['registration', { type: 'RegistrationOverdue', data: { subject, decideBy: '2026-07-14' } }],
  [
    'tenure',
    {
      type: 'TenureHeld',
      data: {
        subject,
        burden: {
          id: 'seizure-1',
          kind: 'seizure',
          organ: '章丘区人民法院',
          on: '2027-05-20',
          reason: '财产保全',
        },
      },
    },
  ],
  ['tenure', { type: 'TenureHoldLifted', data: { subject, burdenId: 'seizure-1' } }],
  [
    'tenure',
    {
      type: 'ConstructionCompleted',
      data: { subject, completedOn: '2028-09-30', documentNo: '竣1' },
    },
  ],
  [
    'tenure',
    {
      type: 'IdleFeeVoided',
      data: { subject, reason: '企业破产重整', documentNo: '免1', round: 1 },
    },
  ],
  ['tenure', { type: 'IdleReturnLifted', data: { subject, documentNo: '政证1', round: 1 } }],
  [
    'tenure',
    {
      type: 'IdleLandReturnable',
      data: {
        subject,
        startBy: '2026-11-01',
        source: '城市房地产管理法第二十六条（集体土地参照，须合同约定）',
        round: 1,
      },
    },
  ],
  ['tenure', { type: 'IdleLandKept', data: { subject, reason: '已签承诺', round: 1 } }],
  [
    'tenure',
    {
      type: 'TransferOpened',
      data: {
        subject,
        transfer: {
          act: 'lease',
          to: { name: '济南后继实业有限公司', uscc: '91370114MA3EXAMP2T' },
          contractNo: '转1',
          signedOn: '2026-12-01',
          noticeNo: '告1',
          noticedOn: '2026-12-02',
          incomeFen: '100000000',
          developmentFen: '300000000',
          plannedFen: '1000000000',
          investedFen: '300000000',
          years: 10,
        },
        levy: {
          value: '0',
          formula: 'max(0, 1000000.00 − 12000000.00 − 3000000.00) × 20% = 0.00 元',
          inputs: {
            kind: '调节金',
            act: '再转让',
            form: '出让',
            use: '工业',
            grade: '一级',
            district: '370114',
            date: '2026-12-01',
            incomeYuan: '1000000.00',
            rate: '20%',
            formula: 'gain',
            legalBasis: '财税〔2016〕41号、财税〔2023〕52号；济政字〔2021〕60号四（三）2',
            acquisitionYuan: '12000000.00',
            developmentYuan: '3000000.00',
          },
          rule: 'gain-resale',
          source: '设例：取国家区间下限，非济南规定，待市、区确认',
          confirmed: false,
        },
        deedTax: {
          value: '0',
          formula: '租赁不征契税',
          inputs: {},
          rule: 'registration.deed-tax-on-lease',
          source: '契税法第二条',
          confirmed: true,
        },
      },
    },
  ],
  [
    'tenure',
    {
      type: 'TransferLevyPaid',
      data: { subject, amountFen: '100000000', paidOn: '2026-12-20', voucherNo: '转缴1' },
    },
  ],
  [
    'tenure',
    {
      type: 'TransferRegistered',
      data: {
        subject,
        act: 'lease',
        from: { name: '济南示例制造有限公司', uscc: '91370114MA3EXAMP1P' },
        to: { name: '济南后继实业有限公司', uscc: '91370114MA3EXAMP2T' },
        incomeFen: '100000000',
        certificateNo: '证2',
        registeredOn: '2026-12-30',
        deedTaxVoucher: '',
        deedTaxFen: '0',
      },
    },
  ],
  ['tenure', { type: 'TransferCancelled', data: { subject, reason: '双方解除', levyPaidFen: '0' } }],
  [
    'tenure',
    {
      type: 'UseChanged',
      data: {
        subject,
        from: { system: '用地用海2023', code: '1001', name: '工业用地' },
        use: { system: '用地用海2023', code: '0901', name: '商业用地' },
        planningNo: '规1',
        consentNo: '同1',
        contractNo: '补1',
        extraFen: '100000000',
        voucherNo: '补缴1',
        changedOn: '2030-01-09',
      },
    },
  ],
  ['tenure', { type: 'RenewalApplied', data: { subject, years: 5, appliedOn: '2027-04-01' } }],
  [
    'tenure',
    {
      type: 'TenureRenewed',
      data: { subject, years: 20, contractNo: '续1', priceFen: '900000000', endsOn: '2096-05-01' },
    },
  ],
  ['tenure', { type: 'RenewalRefused', data: { subject, reason: '不同意' } }],
  [
    'tenure',
    {
      type: 'RightReturned',
      data: {
        subject,
        ground: 'public-interest',
        approvalNo: '收1',
        returnedOn: '2028-12-01',
        priceBack: {
          value: '0',
          formula: '租金按年支付，已付而未使用的由合同结算退还',
          inputs: {},
          rule: 'contract.rent-back',
          source: '土地管理法第六十六条',
          confirmed: true,
        },
        buildingsFen: '0',
        levyPaidFen: '0',
        disposalOpen: false,
      },
    },
  ],
  [
    'tenure',
    {
      type: 'LeaseLost',
      data: {
        subject,
        reason: '拖欠租金',
        endedOn: '2027-08-01',
        disposalOpen: false,
        conversionRound: 1,
      },
    },
  ],
  ['awaited', { type: 'RateAwaited', data: { subject, rules: 'jinan@2026.1' } }],
  ['awaited', { type: 'AwaitedRateAsked', data: { subject, rules: 'jinan@2026.2' } }],
  ['awaited', { type: 'RateAwaitEnded', data: { subject } }],
  ['awaited', { type: 'RatesBroughtIn', data: { rules: 'jinan@2026.2', districts: ['370114'] } }],
  [
    'calendar',
    {
      type: 'LastDaySet',
      data: {
        subject,
        fact: {
          id: 'x-370114001001JB00012-1@0',
          type: 'DealConfirmed',
          stream: 'x-370114001001JB00012-1',
          data: { subject, signBy: null },
        },
        field: 'signBy',
        dueOn: '2027-01-12',
        basis: {
          item: '签订出让合同',
          formula: '2026-12-28 + 10 个工作日 → 2027-01-12',
          rule: 'listing.contract',
          source: '测试用虚构的2027年通知',
          confirmed: false,
        },
      },
    },
  ],
  ['calendar', { type: 'HolidayNoticesBroughtIn', data: { rules: 'jinan@2026.2', years: [2027], left: 0 } }],
  ['task', { type: 'TaskReleased', data: { person: 'li', reason: '休假' } }],
  ['task', { type: 'TaskDelegated', data: { from: 'li', to: 'zhao', reason: '休假' } }],
  ['task', { type: 'TaskTakenBack', data: { person: 'tang', from: 'li', reason: '人员离岗' } }],
  [
    'operations',
    {
      type: 'InstallationFounded',
      data: { id: '0b9c6a52-3f57-4a43-9f0e-2f1f6f0f8c11', at: '2026-03-02T02:00:00.000Z', release: '0.1.0' },
    },
  ],
  [
    'operations',
    {
      type: 'ParkedReleased',
      data: {
        id: 's/e@1/AssessLevy/levy-1',
        command: 'AssessLevy',
        target: 'levy-1',
        code: 'rules.no-row',
        rulesBefore: 'jinan@2026.1',
        rules: 'jinan@2026.2',
      },
    },
  ],
  [
    'operations',
    {
      type: 'ParkedDismissed',
      data: {
        id: 's/e@1/AssessLevy/levy-1',
        command: 'AssessLevy',
        target: 'levy-1',
        code: 'rules.no-row',
        reason: '已另行处理',
      },
    },
  ],
  [
    'operations',
    { type: 'ClockTurned', data: { from: '2026-03-02T02:00:00.000Z', to: '2026-03-03T02:00:00.000Z' } },
  ],
  ['operations', { type: 'ReadModelRebuilt', data: { name: 'entries', generation: 2, documents: 40 } }],
  [
    'operations',
    {
      type: 'InstallationImported',
      data: {
        events: 3727,
        rows: 12,
        sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      },
    },
  ],
  ['operations', { type: 'InstallationRebuilt', data: { events: 3727, deadlines: 369, readModels: 4 } }],
  ['operations', { type: 'ConsumerGroupCreated', data: { name: 'archive', fromStart: true } }],
  ['operations', { type: 'ConsumerGroupRemoved', data: { name: 'archive' } }],
  [
    'claims',
    {
      type: 'ClaimReceived',
      data: {
        subject,
        claim: CLAIM.claim,
        kind: 'results',
        key: 'result-000001',
        claimant: { user: 'platform', office: '370100/trading' },
        sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        contentSha256: '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752',
        raw: '{"resultId":"r-1","outcome":"failed","closedOn":"2026-04-20","reason":"无人报价"}',
        signature: { signature: 'sig1=:aGVsbG8=:', input: 'sig1=("content-digest")', contentDigest: null },
      },
    },
  ],
  ['claims', { type: 'ClaimAccepted', data: { ...CLAIM, version: 4 } }],
  ['claims', { type: 'ClaimRefused', data: { ...CLAIM, refusal: REFUSAL, dispute: 1 } }],
  [
    'claims',
    {
      type: 'ClaimDisputed',
      data: {
        ...CLAIM,
        refusal: REFUSAL,
        dispute: 1,
        contentSha256: '60303ae22b998861bce3b28f33eec1be758a213c86c93c076dbe9f558c11c752',
      },
    },
  ],
  [
    'claims',
    { type: 'RecordUpheld', data: { ...CLAIM, dispute: 1, reason: '经核对交易档案，已受理的内容无误' } },
  ],
  [
    'claims',
    { type: 'RecordFoundWrong', data: { ...CLAIM, dispute: 1, documentNo: '章自然资〔2026〕31号' } },
  ],
  [
    'claims',
    {
      type: 'ClaimWaiting',
      data: {
        ...RECEIPT,
        refusal: { ...REFUSAL, code: 'levy.not-noticed', details: {} },
        waitsFor: { zh: '调节金缴款通知书发出', en: 'the notice of the levy is issued' },
        command: {
          type: 'RecordLevyPayment',
          stream: `levy-${subject.entry}`,
          data: { noticeNo: '缴〔2026〕1号', amountFen: '100', paidOn: '2026-04-20', voucherNo: '凭-1' },
        },
        commandId: 'http/treasury/receipt-000001',
        actor: { person: 'treasury', role: 'treasury', office: '370114/finance' },
      },
    },
  ],
  ...[REGISTRATION, RECEIPT].flatMap((claim): readonly (readonly [string, LandEvent])[] => [
    ['claims', { type: 'ClaimRefused', data: { ...claim, refusal: REFUSAL, waited: true } }],
    [
      'claims',
      {
        type: 'ClaimDisputed',
        data: { ...claim, refusal: REFUSAL, dispute: 2, contentSha256: DIGEST, waited: true },
      },
    ],
    ['claims', { type: 'RecordUpheld', data: { ...claim, dispute: 2, reason: '已退回缴款人' } }],
    ['claims', { type: 'RecordFoundWrong', data: { ...claim, dispute: 2, documentNo: '更〔2026〕3号' } }],
  ]),
  ['claims', { type: 'ClaimRefused', data: { ...CLAIM, refusal: REFUSAL, waited: true } }],
  [
    'registration',
    {
      type: 'ApplicationAccepted',
      data: { subject, applicationNo: '受理1', acceptedOn: '2026-06-20', round: 2 },
    },
  ],
  [
    'registration',
    {
      type: 'CorrectionAsked',
      data: {
        subject,
        documentNo: '补正1',
        askedOn: '2026-06-22',
        items: [{ field: '地籍调查表', opinion: '缺少指界签字' }],
        round: 2,
      },
    },
  ],
  [
    'registration',
    {
      type: 'RegistrationRefused',
      data: {
        subject,
        documentNo: '不予1',
        refusedOn: '2026-06-23',
        reason: '权属来源不清',
        clause: '不动产登记暂行条例第二十二条第（二）项',
        round: 2,
      },
    },
  ],
  [
    'registration',
    { type: 'AppliedAgain', data: { subject, appliedOn: '2026-06-30', remedy: '已补指界签字', round: 3 } },
  ],
  // Last: the ids of the others, which were published, count from the beginning.
  ...samplesOfRooms(subject, DIGEST),
  [
    'planning',
    {
      type: 'PlanningClosed',
      data: { subject, schemeVersion: 1, reason: '申请人撤回方案', open: ['ecology'] },
    },
  ],
];
