import { arrowsOver } from '#kernel';
import type { Arrow } from '#kernel';
import * as awaited from './awaited/awaited.commands.js';
import { awaitedRoom } from './awaited/awaited.room.js';
import * as onAwaited from './awaited/awaited.saga.js';
import * as calendar from './clocks/clocks.commands.js';
import { calendarRoom } from './clocks/clocks.room.js';
import * as onCalendar from './clocks/clocks.saga.js';
import { DATED_FACTS } from './clocks/dated-facts.js';
import { claimsRoom } from './ledgers/claims/claims.room.js';
import * as onClaims from './ledgers/claims/claims.saga.js';
import { judgeWaitingClaims } from './ledgers/claims/claims.waiting.commands.js';
import { WAKING } from './ledgers/claims/early.rules.js';
import * as cadastre from './ledgers/cadastre/cadastre.commands.js';
import { cadastreRoom } from './ledgers/cadastre/cadastre.room.js';
import * as onCadastre from './ledgers/cadastre/cadastre.saga.js';
import { commentsRoom } from './ledgers/comments/comments.room.js';
import { objectionsRoom } from './ledgers/objections/objections.room.js';
import { oversightRoom } from './ledgers/oversight/oversight.room.js';
import { layersRoom } from './ledgers/layers/layers.room.js';
import { registersRoom } from './ledgers/registers/registers.room.js';
import * as parcel from './ledgers/parcel/parcel.commands.js';
import { parcelRoom } from './ledgers/parcel/parcel.room.js';
import * as onParcel from './ledgers/parcel/parcel.saga.js';
import * as official from './ledgers/official/official.commands.js';
import { PAPERED } from './ledgers/official/basis.rules.js';
import { officialRoom } from './ledgers/official/official.room.js';
import * as onOfficial from './ledgers/official/official.saga.js';
import { papersRoom } from './ledgers/papers/papers.room.js';
import * as quota from './ledgers/quota/quota.commands.js';
import { quotaRoom } from './ledgers/quota/quota.room.js';
import * as onQuota from './ledgers/quota/quota.saga.js';
import * as refunds from './ledgers/refunds/refunds.commands.js';
import { refundsRoom } from './ledgers/refunds/refunds.room.js';
import * as onRefunds from './ledgers/refunds/refunds.saga.js';
import { rulesRoom } from './rules/rules.room.js';
import * as approval from './stages/approval/approval.commands.js';
import * as onApproval from './stages/approval/approval.saga.js';
import { approvalRoom } from './stages/approval/approval.room.js';
import * as contract from './stages/contract/contract.commands.js';
import * as onContract from './stages/contract/contract.saga.js';
import { contractRoom } from './stages/contract/contract.room.js';
import * as distribution from './stages/distribution/distribution.commands.js';
import * as onDistribution from './stages/distribution/distribution.saga.js';
import { distributionRoom } from './stages/distribution/distribution.room.js';
import * as levy from './stages/levy/levy.commands.js';
import * as onLevy from './stages/levy/levy.saga.js';
import { levyRoom } from './stages/levy/levy.room.js';
import * as listing from './stages/listing/listing.commands.js';
import * as onListing from './stages/listing/listing.saga.js';
import { listingRoom } from './stages/listing/listing.room.js';
import * as planning from './stages/planning/planning.commands.js';
import * as onPlanning from './stages/planning/planning.saga.js';
import { planningRoom } from './stages/planning/planning.room.js';
import * as registration from './stages/registration/registration.commands.js';
import * as onRegistration from './stages/registration/registration.saga.js';
import { registrationRoom } from './stages/registration/registration.room.js';
import * as scheme from './stages/scheme/scheme.commands.js';
import * as onScheme from './stages/scheme/scheme.saga.js';
import { schemeRoom } from './stages/scheme/scheme.room.js';
import * as tenure from './stages/tenure/tenure.commands.js';
import * as onTenure from './stages/tenure/tenure.saga.js';
import { tenureRoom } from './stages/tenure/tenure.room.js';
import type { StageName } from './entry/stages.js';
import type { StageRoom } from './room.js';
import { taskRoom } from './work/task/task.room.js';
import type { Work } from './work/work.js';

/** The rooms of the procedure, in the order of the law; then what every stage needs. */
export const ROOMS = [
  schemeRoom,
  parcelRoom,
  cadastreRoom,
  planningRoom,
  approvalRoom,
  quotaRoom,
  listingRoom,
  claimsRoom,
  objectionsRoom,
  papersRoom,
  commentsRoom,
  contractRoom,
  levyRoom,
  distributionRoom,
  registrationRoom,
  tenureRoom,
  taskRoom,
  calendarRoom,
  awaitedRoom,
  rulesRoom,
  layersRoom,
  registersRoom,
  officialRoom,
  oversightRoom,
  refundsRoom,
] as const;

/** Every fact of the procedure: those of all rooms. */
export type LandEvent = NonNullable<(typeof ROOMS)[number]['fact']>;

/** A part of the procedure: the work of people in it, and what follows from its facts. */
export type Part = Readonly<{
  part: StageName | 'tenure' | 'registers' | 'rules' | 'official' | 'oversight' | 'refunds';
  zh: string;
  /** Who acts in it, or is waited for: in English and in Chinese. */
  who: string;
  whoZh: string;
  law: string;
  work: readonly Work[];
  arrows: readonly Arrow[];
}>;

const after = arrowsOver<LandEvent>();
const stage = (
  { stream: part, passage, work }: StageRoom & Readonly<{ stream: StageName }>,
  ...arrows: readonly Arrow[]
): Part => ({ part, ...passage, work, arrows });

/**
 * The whole procedure on one page, in the order of the law: after which fact the engine gives which commands.
 * This table is the wiring itself: the sagas are made of it, and each line compiles only where its reaction
 * takes these facts and gives these commands. What opens, closes and cancels the work of people stands with
 * the work of each stage.
 */
export const PROCEDURE: readonly Part[] = [
  // 入市方案
  stage(
    schemeRoom,
    after('SchemeSubmitted', [planning.openPlanningCheck, parcel.lockParcel], onScheme.checkSubmittedScheme),
    after('SchemeRevised', [planning.openPlanningCheck, cadastre.placeBoundary], onScheme.checkRevisedScheme),
    after('SchemeApproved', [listing.orderListing, contract.openDeal], onScheme.bringApprovedSchemeToMarket),
    after(
      ['SchemeWithdrawn', 'SchemeRejected', 'SchemeLapsed', 'SchemeApprovedTooLate'],
      [
        planning.closePlanning,
        approval.closeReview,
        listing.terminateListing,
        contract.closeDeal,
        registration.closeRegistration,
        levy.cancelLevy,
        distribution.cancelDistribution,
        quota.releaseQuota,
        parcel.unlockParcel,
      ],
      onScheme.undoEndedScheme,
    ),
  ),
  // 规划核查
  stage(
    planningRoom,
    after('PlanningChecked', [scheme.returnScheme], onPlanning.returnBlockedScheme),
    after('PlanningRefused', [scheme.returnScheme], onPlanning.returnSchemeRefusedByPlanning),
    after('PlanningPassed', [approval.openReview], onApproval.openReviewOfPassedPlanning),
  ),
  // 方案审批
  stage(
    approvalRoom,
    after('ReviewAgreed', [quota.reserveQuota], onApproval.reserveQuotaOfAgreedReview),
    after('ReviewReturned', [scheme.returnScheme], onApproval.returnSchemeOfReturnedReview),
    after('DecisionDeclined', [quota.releaseQuota], onApproval.releaseQuotaOfDeclinedDecision),
    after('DecisionExpired', [scheme.returnScheme], onApproval.returnSchemeOfExpiredDecision),
    after('ApprovalGranted', [quota.occupyQuota, scheme.approveScheme], onApproval.approveSchemeOnApproval),
    after(
      'ApprovalReturned',
      [quota.releaseQuota, scheme.returnScheme],
      onApproval.returnSchemeOnReturnedApproval,
    ),
    after('ApprovalRefused', [scheme.rejectScheme], onApproval.rejectSchemeOnRefusedApproval),
  ),
  // 指标管控
  stage(
    quotaRoom,
    after('QuotaReserved', [approval.openDecision], onQuota.openDecisionOnReservedQuota),
    after('QuotaReservationExpired', [approval.expireDecision], onQuota.returnSchemeOfExpiredReservation),
    after('QuotaYearClosed', [approval.expireDecision], onQuota.returnSchemesOfClosedYear),
    after('QuotaYearSettled', [quota.carryOverQuota], onQuota.carryOverQuotaOfSettledYear),
  ),
  // 公开交易
  stage(
    { ...listingRoom, work: [...listingRoom.work, ...claimsRoom.work, ...objectionsRoom.work] },
    after('ListingSold', [contract.confirmDeal], onListing.confirmDealOfSoldListing),
    after(['ListingFailed', 'ListingTerminated'], [scheme.lapseScheme], onListing.lapseSchemeOfUnsoldListing),
    after('ResultVoided', [contract.voidDeal], onListing.voidDealOfVoidedResult),
    after(WAKING, [judgeWaitingClaims], onClaims.judgeClaimsThatWaited),
  ),
  // 合同与备案
  stage(
    contractRoom,
    after('ContractFiled', [quota.writeOffQuota], onContract.writeOffQuotaOfFiledContract),
    after('ContractFiled', [levy.assessLevy], onContract.assessLevyOfFiledContract),
    after('ContractFiled', [tenure.noteTenureDeal], onContract.noteTenureOfFiledContract),
    after('ContractFiled', [registration.meetGate], onContract.meetContractGate),
    after(
      'CapitalContributed',
      [registration.meetGate, registration.noteDistribution],
      onContract.goOnWithContributedCapital,
    ),
    after(
      'LeaseSecured',
      [registration.meetGate, registration.noteDistribution],
      onContract.meetGateOfSecuredLease,
    ),
    after('InstalmentSettled', [distribution.noteReceipts], onContract.noteReceiptsOfSettledInstalment),
    after('InstalmentSettled', [tenure.noteConversionPaid], onContract.notePaidConversion),
    after('PriceSettled', [distribution.noteReceipts], onContract.noteReceiptsOfSettledPrice),
    after('PriceSettled', [registration.meetGate], onContract.meetPriceGate),
    after('LeaseEnded', [tenure.endLease], onContract.endTenureOfLostLease),
    after(['DealObjected', 'ContractRescinded'], [scheme.lapseScheme], onContract.lapseSchemeOfLostDeal),
    after('ContractRescinded', [listing.recordDefault], onContract.recordDefaultOfWinner),
  ),
  // 土地增值收益调节金
  stage(
    levyRoom,
    after(['LevySettled', 'LevyFirstPeriodPaid'], [distribution.noteLevy], onLevy.noteSettledLevy),
    after(['LevySettled', 'LevyFirstPeriodPaid'], [registration.meetGate], onLevy.meetLevyGate),
  ),
  // 收益分配
  stage(
    distributionRoom,
    after('IncomeDistributed', [registration.noteDistribution], onDistribution.noteDistributedIncome),
  ),
  // 不动产登记
  stage(
    registrationRoom,
    after('RightRegistered', [parcel.grantParcel], onRegistration.grantParcelOfRegisteredRight),
    after('RightRegistered', [tenure.openTenure], onTenure.openTenureOfRegisteredRight),
    after('RightRegistered', [contract.fulfilContract], onRegistration.fulfilContractOfRegisteredRight),
  ),
  {
    part: 'tenure',
    zh: '使用权存续',
    who: 'holder of the right, registry, district government',
    whoZh: '使用权人、登记机构和区（县）政府',
    law: '实施条例 Art. 43; 闲置土地处置办法, by reference',
    work: tenureRoom.work,
    arrows: [
      after(
        ['RightReturned', 'TermEnded', 'LeaseLost'],
        [parcel.returnParcel],
        onTenure.returnParcelOfEndedTenure,
      ),
      after(
        ['RightReturned', 'TermEnded', 'LeaseConverted'],
        [contract.endRents],
        onTenure.endRentsOfEndedRight,
      ),
      after('ConversionApproved', [contract.priceConversion], onTenure.priceApprovedConversion),
      after(
        'LeaseConverted',
        [distribution.noteLevy, distribution.noteReceipts],
        onTenure.noteReceiptsOfConversion,
      ),
      after('DividendPaid', [distribution.noteReceipts], onTenure.noteReceiptsOfDividend),
    ],
  },
  {
    part: 'registers',
    zh: '宗地与地籍',
    who: 'engine',
    whoZh: '系统',
    law: '土地管理法 Art. 14; 不动产登记暂行条例',
    work: [],
    arrows: [
      after(
        ['ParcelLocked', 'ParcelUnlocked', 'ParcelReturned'],
        [cadastre.placeBoundary, cadastre.removeBoundary],
        onParcel.keepCadastre,
      ),
      after('ParcelLockRefused', [scheme.rejectScheme], onParcel.rejectSchemeOfHeldParcel),
      after('BoundaryPlaced', [planning.checkPlanning], onCadastre.checkPlanningOfPlacedBoundary),
      after('BoundaryRefused', [scheme.returnScheme], onCadastre.returnSchemeOfOverlap),
      after(
        ['BurdenNoted', 'BurdenLifted'],
        [
          approval.holdReview,
          approval.liftReviewHold,
          listing.holdListing,
          listing.liftListingHold,
          contract.holdContract,
          contract.liftContractHold,
          registration.holdRegistration,
          registration.liftRegistrationHold,
          tenure.holdTenure,
          tenure.liftTenureHold,
        ],
        onParcel.holdStagesOfBurdenedParcel,
      ),
    ],
  },
  {
    part: 'rules',
    zh: '规则与放假安排',
    who: 'city plan office',
    whoZh: '市级计划主管部门',
    law: '国务院办公厅关于部分节假日安排的通知; 民法典 Art. 203',
    work: [],
    arrows: [
      after('LevyRateMissing', [awaited.awaitRate], onAwaited.awaitMissingRate),
      after('RulesAdopted', [awaited.bringInRates], onAwaited.bringInAdoptedRates),
      after('AwaitedRateAsked', [levy.assessLevyAgain], onAwaited.assessLevyOfAwaitedRate),
      after(
        ['LevyAssessed', 'LevyAssessmentDeferred', 'LevyCancelled'],
        [awaited.endRateAwait],
        onAwaited.endAwaitedRate,
      ),
      after(DATED_FACTS, [calendar.awaitDays], onCalendar.awaitOpenDays),
      after('RulesAdopted', [calendar.bringInNotices], onCalendar.bringInAdoptedNotices),
      after('HolidayNoticesBroughtIn', [calendar.bringInNotices], onCalendar.bringInTheRest),
      after(['TaskCompleted', 'TaskCancelled'], [calendar.dropDays], onCalendar.dropOpenDaysOfFinishedWork),
    ],
  },
  {
    part: 'official',
    zh: '公文',
    who: 'engine',
    whoZh: '系统',
    law: '党政机关公文处理工作条例 Art. 9',
    work: [],
    arrows: [after(PAPERED, [official.issueOfficialPaper], onOfficial.issuePaperOfFact)],
  },
  {
    part: 'oversight',
    zh: '督办',
    who: 'city supervisor and whoever is asked',
    whoZh: '市级督办和承办单位',
    law: '政府督查工作条例 Art. 2',
    work: oversightRoom.work,
    arrows: [],
  },
  {
    part: 'refunds',
    zh: '退款',
    who: 'district finance office',
    whoZh: '财政部门',
    law: '民法典 Art. 157, Art. 566',
    work: refundsRoom.work,
    arrows: [after(onRefunds.OWING, [refunds.oweRefund], onRefunds.oweRefundsOfFact)],
  },
];

/** Every line of the procedure. */
export const ARROWS: readonly Arrow[] = PROCEDURE.flatMap(({ arrows }) => arrows);
