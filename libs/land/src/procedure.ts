import { arrowsOver } from '#kernel';
import type { Arrow } from '#kernel';
import * as awaited from './awaited/awaited.commands.js';
import * as onAwaited from './awaited/awaited.saga.js';
import * as calendar from './clocks/clocks.commands.js';
import * as onCalendar from './clocks/clocks.saga.js';
import { DATED_FACTS } from './clocks/dated-facts.js';
import type { LandEvent } from './land.events.js';
import * as cadastre from './ledgers/cadastre/cadastre.commands.js';
import * as onCadastre from './ledgers/cadastre/cadastre.saga.js';
import * as parcel from './ledgers/parcel/parcel.commands.js';
import * as onParcel from './ledgers/parcel/parcel.saga.js';
import * as quota from './ledgers/quota/quota.commands.js';
import * as onQuota from './ledgers/quota/quota.saga.js';
import * as approval from './stages/approval/approval.commands.js';
import * as onApproval from './stages/approval/approval.saga.js';
import { APPROVAL_WORK } from './stages/approval/approval.work.js';
import * as contract from './stages/contract/contract.commands.js';
import * as onContract from './stages/contract/contract.saga.js';
import { CONTRACT_WORK } from './stages/contract/contract.work.js';
import * as distribution from './stages/distribution/distribution.commands.js';
import * as onDistribution from './stages/distribution/distribution.saga.js';
import { DISTRIBUTION_WORK } from './stages/distribution/distribution.work.js';
import * as levy from './stages/levy/levy.commands.js';
import * as onLevy from './stages/levy/levy.saga.js';
import { LEVY_WORK } from './stages/levy/levy.work.js';
import * as listing from './stages/listing/listing.commands.js';
import * as onListing from './stages/listing/listing.saga.js';
import { LISTING_WORK } from './stages/listing/listing.work.js';
import * as planning from './stages/planning/planning.commands.js';
import * as onPlanning from './stages/planning/planning.saga.js';
import { PLANNING_WORK } from './stages/planning/planning.work.js';
import * as registration from './stages/registration/registration.commands.js';
import * as onRegistration from './stages/registration/registration.saga.js';
import { REGISTRATION_WORK } from './stages/registration/registration.work.js';
import * as scheme from './stages/scheme/scheme.commands.js';
import * as onScheme from './stages/scheme/scheme.saga.js';
import { SCHEME_WORK } from './stages/scheme/scheme.work.js';
import * as tenure from './stages/tenure/tenure.commands.js';
import * as onTenure from './stages/tenure/tenure.saga.js';
import { TENURE_WORK } from './stages/tenure/tenure.work.js';
import { STAGES } from './shared/stages.js';
import type { StageName } from './shared/stages.js';
import type { Work } from './work/work.js';

/** A part of the procedure: the work of people in it, and what follows from its facts. */
export type Part = Readonly<{
  part: StageName | 'tenure' | 'registers' | 'rules';
  zh: string;
  who: string;
  law: string;
  work: readonly Work[];
  arrows: readonly Arrow[];
}>;

const after = arrowsOver<LandEvent>();
const stage = (part: StageName, work: readonly Work[], arrows: readonly Arrow[]): Part => {
  const { zh, who, law } = STAGES.find(({ stage: name }) => name === part)!;
  return { part, zh, who, law, work, arrows };
};

/**
 * The whole procedure on one page, in the order of the law: after which fact the engine gives which commands.
 * This table is the wiring itself: the sagas are made of it, and each line compiles only where its reaction
 * takes these facts and gives these commands. What opens, closes and cancels the work of people stands with
 * the work of each stage.
 */
export const PROCEDURE: readonly Part[] = [
  // 入市方案
  stage('scheme', SCHEME_WORK, [
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
  ]),
  // 规划核查
  stage('planning', PLANNING_WORK, [
    after('PlanningChecked', [scheme.returnScheme], onPlanning.returnBlockedScheme),
    after('PlanningRefused', [scheme.returnScheme], onPlanning.returnSchemeRefusedByPlanning),
    after('PlanningPassed', [approval.openReview], onPlanning.openReviewOfPassedPlanning),
  ]),
  // 方案审批
  stage('approval', APPROVAL_WORK, [
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
  ]),
  // 指标管控
  stage(
    'quota',
    [],
    [
      after('QuotaReserved', [approval.openDecision], onQuota.openDecisionOnReservedQuota),
      after('QuotaReservationExpired', [approval.expireDecision], onQuota.returnSchemeOfExpiredReservation),
      after('QuotaYearClosed', [approval.expireDecision], onQuota.returnSchemesOfClosedYear),
      after('QuotaYearSettled', [quota.carryOverQuota], onQuota.carryOverQuotaOfSettledYear),
    ],
  ),
  // 公开交易
  stage('listing', LISTING_WORK, [
    after('ListingSold', [contract.confirmDeal], onListing.confirmDealOfSoldListing),
    after(['ListingFailed', 'ListingTerminated'], [scheme.lapseScheme], onListing.lapseSchemeOfUnsoldListing),
    after('ResultVoided', [contract.voidDeal], onListing.voidDealOfVoidedResult),
  ]),
  // 合同与备案
  stage('contract', CONTRACT_WORK, [
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
  ]),
  // 土地增值收益调节金
  stage('levy', LEVY_WORK, [
    after(['LevySettled', 'LevyFirstPeriodPaid'], [distribution.noteLevy], onLevy.noteSettledLevy),
    after(['LevySettled', 'LevyFirstPeriodPaid'], [registration.meetGate], onLevy.meetLevyGate),
  ]),
  // 收益分配
  stage('distribution', DISTRIBUTION_WORK, [
    after('IncomeDistributed', [registration.noteDistribution], onDistribution.noteDistributedIncome),
  ]),
  // 不动产登记
  stage('registration', REGISTRATION_WORK, [
    after('RightRegistered', [parcel.grantParcel], onRegistration.grantParcelOfRegisteredRight),
    after('RightRegistered', [tenure.openTenure], onRegistration.openTenureOfRegisteredRight),
    after('RightRegistered', [contract.fulfilContract], onRegistration.fulfilContractOfRegisteredRight),
  ]),
  {
    part: 'tenure',
    zh: '使用权存续',
    who: 'holder of the right, registry, district government',
    law: '实施条例 Art. 43; 闲置土地处置办法, by reference',
    work: TENURE_WORK,
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
];

/** Every line of the procedure. */
export const ARROWS: readonly Arrow[] = PROCEDURE.flatMap(({ arrows }) => arrows);
