import { describe, expect, it } from '@jest/globals';
import { recorded } from '#kernel/testing';
import { DEPARTMENTS } from './departments.js';
import { subject } from '../scheme/scheme.fixture.js';
import type { ApprovalEvent } from './approval.events.js';
import { followed, workOf } from '../../shared/follow.fixture.js';
import type { WorkKind } from '../../work/works.js';

const { entry } = subject;
const about = { subject, schemeVersion: 2 };
const need = { demands: [{ kind: 'supply', areaM2: '10000.00' }], readiness: 70 } as const;
const items = [{ field: 'distribution', opinion: '未列公积金' }];
const task = (kind: string) => `task-${entry}.${kind}.2`;
const quota = 'quota-370114-2026';
const actor = { person: 'li', role: 'approver', office: '370114/government' };

const stored = (event: ApprovalEvent) => recorded(event, { meta: { actor } });
const work = (event: ApprovalEvent, kind?: WorkKind) => workOf(stored(event), kind);
/** The work and what else follows, in this order. */
const arrow = (name: string, event: ApprovalEvent) => [...work(event), ...followed(name, stored(event))];

describe('what follows from the approval', () => {
  it('is a task for each department that the preparer may not take', () => {
    const opened: ApprovalEvent = {
      type: 'ReviewOpened',
      data: {
        ...about,
        preparedBy: 'wang',
        need,
        departments: DEPARTMENTS,
        reportedOn: '2026-03-02',
        opinionDueOn: '2026-03-09',
        earliestNoticeOn: '2026-03-16',
      },
    };
    expect(work(opened)).toEqual(
      DEPARTMENTS.map((name) => [
        'OpenTask',
        task(`opinion-${name}`),
        expect.objectContaining({ office: `370114/${name}`, round: 2, excluded: ['wang'] }),
      ]),
    );
  });
  it('is the end of its task, for each opinion', () => {
    const gave: ApprovalEvent = {
      type: 'OpinionGiven',
      data: { ...about, opinion: { department: 'finance', outcome: 'agree', text: '同意', items: [] } },
    };
    expect(work(gave)).toEqual([
      ['CompleteTask', task('opinion-finance'), { person: 'li', outcome: 'agree' }],
    ]);
  });
  it('is the reservation of quota, once all agreed (土地管理法 Art. 23)', () => {
    expect(arrow('reserveQuotaOfAgreedReview', { type: 'ReviewAgreed', data: { ...about, need } })).toEqual([
      ['ReserveQuota', quota, { subject, need }],
    ]);
  });
  it('is a return, with the other departments’ tasks cancelled', () => {
    expect(
      arrow('returnSchemeOfReturnedReview', {
        type: 'ReviewReturned',
        data: { ...about, items, by: 'finance', open: ['agriculture'] },
      }),
    ).toEqual([
      ['CancelTask', task('opinion-agriculture'), { reason: '方案已退回修改' }],
      ['ReturnScheme', `scheme-${entry}`, { version: 2, by: 'opinion-finance', items }],
    ]);
  });
  it('is a task for the government that the preparer may not take, once quota is there', () => {
    expect(work({ type: 'DecisionOpened', data: { ...about, preparedBy: 'wang' } }, 'decide-scheme')).toEqual(
      [
        [
          'OpenTask',
          task('decide-scheme'),
          expect.objectContaining({ office: '370114/government', excluded: ['wang'] }),
        ],
      ],
    );
  });
  it('is the release of quota that came too late', () => {
    expect(
      arrow('releaseQuotaOfDeclinedDecision', {
        type: 'DecisionDeclined',
        data: { subject, reason: '审批已经终结' },
      }),
    ).toEqual([['ReleaseQuota', quota, { subject, reason: '审批已经终结' }]]);
  });
  it('is quota occupied and then the scheme approved, once granted', () => {
    expect(
      arrow('approveSchemeOnApproval', {
        type: 'ApprovalGranted',
        data: { ...about, documentNo: '3号', earliestNoticeOn: '2026-03-16' },
      }),
    ).toEqual([
      ['CompleteTask', task('decide-scheme'), { person: 'li', outcome: 'approve' }],
      ['OccupyQuota', quota, { subject }],
      ['ApproveScheme', `scheme-${entry}`, { documentNo: '3号', earliestNoticeOn: '2026-03-16' }],
    ]);
  });
  it('is quota released and the scheme returned, once the government returns it', () => {
    expect(
      arrow('returnSchemeOnReturnedApproval', { type: 'ApprovalReturned', data: { ...about, items } }),
    ).toEqual([
      ['CompleteTask', task('decide-scheme'), { person: 'li', outcome: 'return' }],
      ['ReleaseQuota', quota, { subject, reason: '方案已退回修改' }],
      ['ReturnScheme', `scheme-${entry}`, { version: 2, by: 'government', items }],
    ]);
  });
  it('is the rejection of the scheme, once refused', () => {
    expect(
      arrow('rejectSchemeOnRefusedApproval', {
        type: 'ApprovalRefused',
        data: { ...about, documentNo: '4号', reason: '不符合布局' },
      }),
    ).toEqual([
      ['CompleteTask', task('decide-scheme'), { person: 'li', outcome: 'reject' }],
      ['RejectScheme', `scheme-${entry}`, { reason: '不符合布局', documentNo: '4号' }],
    ]);
  });
  it('is the end of whatever task is open, once closed', () => {
    const closed = (decisionOpen: boolean, open: string[]): ApprovalEvent => ({
      type: 'ReviewClosed',
      data: { ...about, reason: '撤回', open, decisionOpen },
    });
    expect(work(closed(false, ['finance']))).toEqual([
      ['CancelTask', task('opinion-finance'), { reason: '撤回' }],
    ]);
    expect(work(closed(true, []))).toEqual([['CancelTask', task('decide-scheme'), { reason: '撤回' }]]);
  });
});
