import { levyOf } from '../../shared/terms.js';
import { outcome, whenOf, work } from '../../work/work.js';
import { LevyRateBody, NoticeBody } from './levy.bodies.js';
import { confirmLevyRate, issueLevyNotice } from './levy.commands.js';
import type { LevyEvent } from './levy.events.js';

const when = whenOf<LevyEvent>();

export const levyRate = work('levy-rate', {
  zh: '确认费率或者补录成本',
  role: 'finance',
  bureau: 'finance',
  clock: 'levy.rate',
  escalateTo: 'government',
  opens: [when('LevyAssessmentDeferred', ({ data: { on } }) => ({ since: on }))],
  closes: [
    when('LevyAssessed', ({ data: { confirmation } }) =>
      confirmation === undefined ? undefined : { outcome: 'confirm' },
    ),
  ],
  cancels: [when('LevyCancelled', ({ data: { rateOpen, reason } }) => (rateOpen ? { reason } : undefined))],
  outcomes: {
    confirm: outcome('确认', 'levy.confirm-rate', LevyRateBody, (entry, body) =>
      confirmLevyRate(levyOf(entry), body),
    ),
  },
});

/** Finance is to enter the row; the work ends by itself when the row comes. */
export const levyRateMissing = work('levy-rate-missing', {
  zh: '费率待录入',
  role: 'finance',
  bureau: 'finance',
  clock: 'levy.rate',
  escalateTo: 'government',
  opens: [when('LevyRateMissing', () => ({}))],
  closes: [],
  cancels: [
    when(['LevyAssessed', 'LevyAssessmentDeferred', 'LevyCancelled'], ({ type, data }) =>
      data.awaited !== true
        ? undefined
        : {
            reason: type === 'LevyCancelled' ? data.reason : `费率已录入（${data.rules}），调节金已自动核定`,
          },
    ),
  ],
  outcomes: {},
});

/** Where nothing is owed, nobody has to write a notice. */
export const levyNotice = work('levy-notice', {
  zh: '发出调节金缴款通知书',
  role: 'finance',
  bureau: 'finance',
  clock: 'levy.notice',
  escalateTo: 'government',
  opens: [when('LevyAssessed', ({ data: { amountFen } }) => (amountFen === '0' ? undefined : {}))],
  closes: [when('LevyNoticeIssued', () => ({ outcome: 'issue' }))],
  cancels: [
    when('LevyCancelled', ({ data: { noticeOpen, rateOpen, reason } }) =>
      noticeOpen && !rateOpen ? { reason } : undefined,
    ),
  ],
  outcomes: {
    issue: outcome('发出缴款通知书', 'levy.notify', NoticeBody, (entry, body) =>
      issueLevyNotice(levyOf(entry), body),
    ),
  },
});

export const LEVY_WORK = [levyRate, levyRateMissing, levyNotice] as const;
