import type { Fact } from '#kernel';
import { expireDecision, openDecision } from '../../stages/approval/index.js';
import { approvalOf, quotaOf } from '../../shared/terms.js';
import { carryOverQuota } from './quota.commands.js';
import type { QuotaEvent } from './quota.events.js';

/**
 * Land is set aside, at once or from the waiting list: the scheme may go before the district government.
 */
export const openDecisionOnReservedQuota = ({ data: { subject } }: Fact<QuotaEvent, 'QuotaReserved'>) =>
  openDecision(approvalOf(subject.entry), { subject });

/**
 * The conservative consequence: the scheme goes back to its clerk instead of waiting on. What the
 * departments said is half a year old by then, and no government is to decide on land that is not set
 * aside; revised, it queues anew.
 */
export const returnSchemeOfExpiredReservation = ({
  data: { subject, expiresOn },
}: Fact<QuotaEvent, 'QuotaReservationExpired'>) =>
  expireDecision(approvalOf(subject.entry), {
    subject,
    reason: `指标预占已于${expiresOn}届满而未获批准，指标已释放。请核对方案后重新提交。`,
  });

/** Who still waited when the year ended is told, and files for the next year. */
export const returnSchemesOfClosedYear = ({ data: { waiting } }: Fact<QuotaEvent, 'QuotaYearClosed'>) =>
  waiting.map(({ subject }) =>
    expireDecision(approvalOf(subject.entry), {
      subject,
      reason: `${subject.planYear}年度指标已结束，轮候未果。请撤回后按下一年度重新申报。`,
    }),
  );

export const carryOverQuotaOfSettledYear = ({
  data: { district, planYear, serial, carried },
}: Fact<QuotaEvent, 'QuotaYearSettled'>) =>
  carried.length > 0
    ? carryOverQuota(quotaOf(district, planYear + 1), { fromYear: planYear, serial, carried })
    : [];
