import { allAfter } from '../../shared/follow.fixture.js';
import { describe, expect, it } from '@jest/globals';
import { engineMeta, recorded, scenario } from '#kernel/testing';
import { loadPacks } from '#policy';
import { DEPARTMENTS } from './departments.js';
import { subject } from '../scheme/scheme.fixture.js';
import { expireDecision, grantApproval, openDecision } from './approval.commands.js';
import { approval } from './approval.decider.js';
import type { ApprovalEvent } from './approval.events.js';

const given = scenario(approval(loadPacks()));
const stream = `approval-${subject.entry}` as const;
const about = { subject, schemeVersion: 1 };
const need = { demands: [{ kind: 'supply', areaM2: '10000.00' }], readiness: 70 } as const;
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
const agreed: ApprovalEvent = { type: 'ReviewAgreed', data: { ...about, need } };
const deciding: ApprovalEvent = { type: 'DecisionOpened', data: { ...about, preparedBy: 'wang' } };
const expired = (decisionOpen: boolean): ApprovalEvent => ({
  type: 'DecisionExpired',
  data: {
    ...about,
    items: [{ field: 'quota', opinion: '指标预占届满', source: '济政字〔2021〕60号 四（一）4' }],
    decisionOpen,
  },
});
const expire = () =>
  Object.assign(expireDecision(stream, { subject, reason: '指标预占届满' }), { meta: engineMeta() });

describe('a decision whose land is no longer set aside (土地管理法 Art. 23)', () => {
  it('goes back with its scheme, before the government or before it came there', () => {
    given(opened, agreed, deciding).when(expire()).then(expired(true));
    given(opened, agreed).when(expire()).then(expired(false));
  });
  it('goes back once, and nobody grants it afterwards', () => {
    given(opened, agreed, deciding, expired(true)).when(expire()).thenNothing();
    given(opened, agreed, deciding, expired(true))
      .when(Object.assign(grantApproval(stream, { documentNo: '章政土〔2026〕3号' }), { meta: engineMeta() }))
      .thenRejected('approval.not-in-decision');
    given(opened, agreed, expired(false))
      .when(Object.assign(openDecision(stream, { subject }), { meta: engineMeta() }))
      .thenNothing();
  });
  it('does not undo an approval that was given in time', () => {
    given(opened, agreed, deciding, {
      type: 'ApprovalGranted',
      data: { ...about, documentNo: '章政土〔2026〕3号', earliestNoticeOn: '2026-03-16' },
    })
      .when(expire())
      .thenNothing();
    given().when(expire()).thenNothing();
  });
  it('takes the work back and returns the scheme with the reason', () => {
    expect(allAfter(recorded(expired(true)))).toMatchObject([
      ['CancelTask', `task-${subject.entry}.decide-scheme.1`, { reason: '指标预占届满' }],
      ['ReturnScheme', `scheme-${subject.entry}`, { version: 1, by: 'quota' }],
    ]);
    expect(allAfter(recorded(expired(false)))).toMatchObject([
      ['ReturnScheme', `scheme-${subject.entry}`, {}],
    ]);
  });
});
