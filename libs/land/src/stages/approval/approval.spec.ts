import { describe, expect, it } from '@jest/globals';
import type { Command } from '#kernel/messages';
import { engineMeta, meta, recorded, scenario } from '#kernel/testing';
import { loadPacks } from '#policy';
import { DEPARTMENTS } from './departments.js';
import { subject } from '../scheme/scheme.fixture.js';
import type { ReturnItem } from '../../shared/terms.js';
import * as approvalCommands from './approval.commands.js';
import { ApprovalDeadlines } from './approval.deadlines.js';
import { approval } from './approval.decider.js';
import type { ApprovalEvent, Opinion } from './approval.events.js';
import { envelope } from '#kernel/messages';

const given = scenario(approval(loadPacks()));
const stream = `approval-${subject.entry}` as const;
const need = { demands: [{ kind: 'supply', areaM2: '10000.00' }], readiness: 70 } as const;
const [nature, farming, finance] = DEPARTMENTS;

const by = <C extends Command>(command: C, person = 'li', onBehalfOf?: string): C => {
  return envelope(
    command,
    meta({
      actor: { person, role: 'reviewer', office: '370114/finance', ...(onBehalfOf ? { onBehalfOf } : {}) },
    }),
  );
};
const items: readonly ReturnItem[] = [{ field: 'distribution', opinion: '未列公积金' }];
const agree = (department: string, extra: readonly ReturnItem[] = []): Opinion => ({
  department,
  outcome: 'agree',
  text: '同意',
  items: extra,
});
const against = (department: string, list = items): Opinion => ({
  department,
  outcome: 'return',
  text: '请修改',
  items: list,
});

const openReview = (schemeVersion = 1, at = '2026-03-02T02:00:00.000Z') => {
  const command = approvalCommands.openReview(stream, { subject, schemeVersion, preparedBy: 'wang', need });
  return envelope(command, engineMeta({ at }));
};
const give = (opinion: Opinion) => by(approvalCommands.giveOpinion(stream, { opinion }));
const pass = (schemeVersion = 1) => approvalCommands.passOpinionDeadline(stream, { schemeVersion });
const openDecision = () => approvalCommands.openDecision(stream, { subject });
const grant = (documentNo = '章政土〔2026〕3号') =>
  by(approvalCommands.grantApproval(stream, { documentNo }));
const sendBack = (list = items) => by(approvalCommands.returnApproval(stream, { items: list }));
const turnDown = (documentNo = '章政土〔2026〕4号', reason = '不符合产业布局') =>
  by(approvalCommands.refuseApproval(stream, { documentNo, reason }));
const close = () => approvalCommands.closeReview(stream, { subject, reason: '撤回' });

const about = { subject, schemeVersion: 1 };
const dossier = { preparedBy: 'wang', reportedOn: '2026-03-02', earliestNoticeOn: '2026-03-16' };
const opened = (schemeVersion = 1): ApprovalEvent => ({
  type: 'ReviewOpened',
  data: {
    subject,
    schemeVersion,
    ...dossier,
    need,
    departments: DEPARTMENTS,
    opinionDueOn: '2026-03-09',
  },
});
const gave = (opinion: Opinion): ApprovalEvent => ({ type: 'OpinionGiven', data: { ...about, opinion } });
/** The same, as this release says it: with whose hands. */
const said = (opinion: Opinion): ApprovalEvent => ({
  type: 'OpinionGiven',
  data: { ...about, opinion, by: ['li'] },
});
const overdue = (...missing: string[]): ApprovalEvent => ({
  type: 'OpinionsOverdue',
  data: { ...about, missing },
});
const agreed: ApprovalEvent = { type: 'ReviewAgreed', data: { ...about, need } };
const returned = (list: readonly ReturnItem[], department: string, ...open: string[]): ApprovalEvent => ({
  type: 'ReviewReturned',
  data: { ...about, items: list, by: department, open },
});
const deciding: ApprovalEvent = { type: 'DecisionOpened', data: { ...about, ...dossier } };
const granted: ApprovalEvent = {
  type: 'ApprovalGranted',
  data: { ...about, documentNo: '章政土〔2026〕3号', ...dossier },
};
const sentBack: ApprovalEvent = { type: 'ApprovalReturned', data: { ...about, items } };
const refused: ApprovalEvent = {
  type: 'ApprovalRefused',
  data: { ...about, documentNo: '章政土〔2026〕4号', reason: '不符合产业布局' },
};
const closed = (decisionOpen: boolean, ...open: string[]): ApprovalEvent => ({
  type: 'ReviewClosed',
  data: { ...about, reason: '撤回', open, decisionOpen },
});

const all = [opened(), ...DEPARTMENTS.map((name) => gave(agree(name))), agreed];
const before = [...all, deciding];

describe('the joint review (联审)', () => {
  it('opens with five working days for opinions and ten before any notice (实施条例 Art. 40)', () =>
    given().when(openReview()).then(opened()));
  it('counts working days over 春节 (国务院办公厅 放假通知)', () => {
    const [event] = given().when(openReview(1, '2026-02-13T02:00:00.000Z')).decided();
    expect(event?.data).toMatchObject({ opinionDueOn: '2026-02-27', earliestNoticeOn: '2026-03-05' });
  });
  it('opens all the same where no published calendar gives its last day: that is open', () => {
    const [event] = given().when(openReview(1, '2026-12-30T02:00:00.000Z')).decided();
    expect(event?.data).toMatchObject({
      opinionDueOn: null,
      earliestNoticeOn: null,
      provisional: [
        { field: 'opinionDueOn', earliest: '2027-01-04' },
        { field: 'earliestNoticeOn', earliest: '2027-01-09' },
      ],
    });
  });
  it('opens once a version, and again for the next', () => {
    given(opened()).when(openReview()).thenNothing();
    given(opened(2)).when(openReview(1)).thenNothing();
    given(opened(), gave(against(finance)), returned(items, finance, nature, farming))
      .when(openReview(2))
      .thenTypes('ReviewOpened');
    given(...before, sentBack)
      .when(openReview(2))
      .thenTypes('ReviewOpened');
  });
  it('does not open any more once the entry was decided or ended', () => {
    for (const end of [granted, refused])
      given(...before, end)
        .when(openReview(2))
        .thenNothing();
    given(opened(), closed(false, ...DEPARTMENTS))
      .when(openReview(2))
      .thenNothing();
  });

  it('takes an opinion of each department, and agrees with the last', () => {
    given(opened())
      .when(give(agree(finance)))
      .then(said(agree(finance)));
    given(opened(), gave(agree(finance)), gave(agree(nature)))
      .when(give(agree(farming)))
      .then(said(agree(farming)), agreed);
  });
  it('takes one opinion of a department, which stands', () => {
    given(opened(), gave(agree(finance)))
      .when(give(agree(finance)))
      .thenNothing();
    given(opened(), gave(agree(finance)))
      .when(give(against(finance)))
      .thenRejected('approval.opinion-given');
  });
  it('takes no opinion of a department that is not asked', () =>
    given(opened())
      .when(give(agree('police')))
      .thenRejected(
        'approval.not-a-department',
        '请由联审部门（自然资源（natural-resources）、农业农村（agriculture）、财政（finance））提出意见。',
      ));
  it('takes no opinion of who prepared the scheme, nor of that person’s deputy (four eyes)', () => {
    given(opened())
      .when(by(give(agree(finance)), 'wang'))
      .thenRejected('four-eyes.preparer');
    given(opened())
      .when(by(give(agree(finance)), 'li', 'wang'))
      .thenRejected('four-eyes.preparer');
  });
  it('takes no opinion before it opens or after it ended', () => {
    for (const facts of [[], all, before, [opened(), closed(false)]])
      given(...facts)
        .when(give(agree(finance)))
        .thenRejected('approval.not-in-review');
  });
  it('ends with one return, with all items given so far', () => {
    const remark = { field: 'planning', opinion: '请注明限高' };
    given(opened(), gave(agree(nature, [remark])))
      .when(give(against(finance)))
      .then(said(against(finance)), returned([remark, ...items], finance, farming));
  });
  it('needs items for a return', () => {
    given(opened())
      .when(give(against(finance, [])))
      .thenRejected('approval.return-without-items');
    given(opened())
      .when(give(against(finance, [{ field: ' ', opinion: '' }])))
      .thenRejected('approval.return-without-items');
  });

  it('names the missing opinions after five working days, and waits: silence is no approval', () => {
    given(opened(), gave(agree(finance)))
      .when(pass())
      .then(overdue(nature, farming));
    given(opened(), overdue(...DEPARTMENTS), gave(agree(finance)), gave(agree(nature)))
      .when(give(agree(farming)))
      .thenTypes('OpinionGiven', 'ReviewAgreed');
  });
  it('is overdue once, and only for its own version while it is open', () => {
    given(opened(), overdue(...DEPARTMENTS))
      .when(pass())
      .thenNothing();
    given(opened(2)).when(pass(1)).thenNothing();
    given(...all)
      .when(pass())
      .thenNothing();
    given().when(pass()).thenNothing();
  });
});

describe('the decision of the district government (济政字〔2021〕60号 四（一）3)', () => {
  it('opens when quota is reserved, once', () => {
    given(...all)
      .when(openDecision())
      .then(deciding);
    given(...before)
      .when(openDecision())
      .thenNothing();
    given(...before, granted)
      .when(openDecision())
      .thenNothing();
  });
  it('does not open before the review agreed', () => {
    given().when(openDecision()).thenNothing();
    given(opened()).when(openDecision()).thenNothing();
  });
  it('declines quota that comes after the end, so that the land goes back', () => {
    given(...all, closed(false))
      .when(openDecision())
      .then({ type: 'DecisionDeclined', data: { subject, reason: '审批已经终结' } });
  });
  it('grants, with the day before which no notice may appear (实施条例 Art. 40)', () => {
    given(...before)
      .when(grant())
      .then(granted);
    given(...before, granted)
      .when(grant())
      .thenNothing();
    given(...before, granted)
      .when(grant('另一文号'))
      .thenRejected('approval.not-in-decision');
  });
  it('is not made without quota (土地管理法 Art. 23)', () => {
    for (const command of [grant(), sendBack(), turnDown()]) {
      for (const facts of [[], [opened()], all, [...all, closed(false)], [...before, refused]])
        given(...facts)
          .when(command)
          .thenRejected('approval.not-in-decision');
    }
  });
  it('is not made by who prepared the scheme, nor by that person’s deputy (four eyes)', () => {
    for (const command of [grant(), sendBack(), turnDown()]) {
      given(...before)
        .when(by(command, 'wang'))
        .thenRejected('four-eyes.preparer');
      given(...before)
        .when(by(command, 'li', 'wang'))
        .thenRejected('four-eyes.preparer');
    }
  });
  it('returns with items', () => {
    given(...before)
      .when(sendBack())
      .then(sentBack);
    given(...before)
      .when(sendBack([]))
      .thenRejected('approval.return-without-items');
  });
  it('refuses with a document and a reason', () => {
    given(...before)
      .when(turnDown())
      .then(refused);
    given(...before)
      .when(turnDown(' '))
      .thenRejected('approval.document-missing');
    given(...before)
      .when(turnDown('4号', ''))
      .thenRejected('approval.reason-missing');
    given(...before)
      .when(grant(' '))
      .thenRejected('approval.document-missing');
  });
});

describe('a burden on the parcel', () => {
  const burden = {
    id: '查字1号',
    kind: 'seizure',
    organ: '章丘区人民法院',
    on: '2026-03-02',
    reason: '诉讼保全',
  } as const;
  const hold = () => approvalCommands.holdReview(stream, { subject, burden });
  const release = () => approvalCommands.liftReviewHold(stream, { subject, burdenId: burden.id });
  const held: ApprovalEvent = { type: 'ReviewHeld', data: { subject, burden } };
  const released: ApprovalEvent = { type: 'ReviewHoldLifted', data: { subject, burdenId: burden.id } };

  it('holds once, also before the review opens', () => {
    for (const facts of [[], [opened()], all, before, [...before, sentBack]])
      given(...facts)
        .when(hold())
        .then(held);
    given(held).when(hold()).thenNothing();
  });
  it('keeps the government from granting, not from returning or refusing (城市房地产管理法 Art. 38)', () => {
    for (const facts of [
      [held, ...before],
      [...before, held],
    ]) {
      given(...facts)
        .when(grant())
        .thenRejected('approval.held');
      given(...facts)
        .when(sendBack())
        .thenTypes('ApprovalReturned');
      given(...facts)
        .when(turnDown())
        .thenTypes('ApprovalRefused');
    }
  });
  it('outlasts a return and the next version', () => {
    given(
      ...before,
      held,
      sentBack,
      opened(2),
      ...DEPARTMENTS.map((name) => gave(agree(name))),
      agreed,
      deciding,
    )
      .when(grant())
      .thenRejected('approval.held');
  });
  it('lets go when it is lifted, once', () => {
    given(...before, held)
      .when(release())
      .then(released);
    given(...before, held, released)
      .when(grant())
      .thenTypes('ApprovalGranted');
    given(...before, held, released)
      .when(release())
      .thenNothing();
    given().when(release()).thenNothing();
  });
  it('is for later stages once the scheme was decided', () => {
    for (const end of [granted, refused, closed(true)])
      given(...before, end)
        .when(hold())
        .thenNothing();
  });
});

describe('a scheme that a deputy prepared', () => {
  const prepared = { preparedBy: 'wang', preparedFor: 'sun' };
  const open2: ApprovalEvent = {
    type: 'ReviewOpened',
    data: { ...(opened() as Extract<ApprovalEvent, { type: 'ReviewOpened' }>).data, ...prepared },
  };

  it('is judged neither by her nor by the absent officer, in person or by a deputy (four eyes)', () => {
    for (const [person, onBehalfOf] of [['wang'], ['sun'], ['li', 'wang'], ['li', 'sun']] as const) {
      given(open2)
        .when(by(give(agree(finance)), person, onBehalfOf))
        .thenRejected('four-eyes.preparer');
      given(open2, ...all.slice(1), deciding)
        .when(by(grant(), person, onBehalfOf))
        .thenRejected('four-eyes.preparer');
    }
    given(open2)
      .when(give(agree(finance)))
      .thenTypes('OpinionGiven');
  });
  it('says so to the decision', () =>
    given(open2, ...all.slice(1))
      .when(openDecision())
      .then({ type: 'DecisionOpened', data: { ...about, ...dossier, ...prepared } }));
});

describe('the end of an entry', () => {
  it('closes the review with what is open, once', () => {
    given(opened(), gave(agree(finance)))
      .when(close())
      .then(closed(false, nature, farming));
    given(...all)
      .when(close())
      .then(closed(false));
    given(...before)
      .when(close())
      .then(closed(true));
    given(opened(), closed(false)).when(close()).thenNothing();
  });
  it('bars a review that planning would open after a withdrawal', () => {
    const barred: ApprovalEvent = {
      type: 'ReviewClosed',
      data: { subject, schemeVersion: 0, reason: '撤回', open: [], decisionOpen: false },
    };
    given().when(close()).then(barred);
    given(barred).when(openReview()).thenNothing();
    given(barred).when(close()).thenNothing();
    given(...before, sentBack)
      .when(close())
      .thenTypes('ReviewClosed');
  });

  it('finds nothing to close after it was decided', () => {
    for (const facts of [
      [...before, granted],
      [...before, refused],
    ])
      given(...facts)
        .when(close())
        .thenNothing();
  });
});

describe('the clock of the opinions', () => {
  const policy = new ApprovalDeadlines();
  const id = `opinions/${stream}`;
  const changes = (event: ApprovalEvent) => policy.changes(recorded(event, { stream }));

  it('runs to the end of the fifth working day', () => {
    expect(changes(opened())).toEqual([
      {
        set: id,
        dueAt: '2026-03-09T16:00:00.000Z',
        command: { type: 'PassOpinionDeadline', stream, data: { schemeVersion: 1 } },
      },
    ]);
  });
  it.each([agreed, returned(items, finance), closed(false)])('stops with $type', (event) =>
    expect(changes(event)).toEqual([{ clear: id }]),
  );
  it('does not stop with a single opinion', () => expect(changes(gave(agree(finance)))).toEqual([]));
});

describe('work that belongs to an earlier version', () => {
  it.each<[string, Command]>([
    ['an opinion', approvalCommands.giveOpinion(stream, { opinion: agree(nature), round: 1 })],
  ])('as %s is none about this one, however late it arrives', (_, command) => {
    given(opened(2))
      .when(by(command) as never)
      .thenRejected('decision.superseded');
  });
  it.each<[string, Command]>([
    ['grant', approvalCommands.grantApproval(stream, { documentNo: '章政土〔2026〕3号', round: 1 })],
    ['return', approvalCommands.returnApproval(stream, { items, round: 1 })],
    [
      'refusal',
      approvalCommands.refuseApproval(stream, {
        documentNo: '章政土〔2026〕4号',
        reason: '不符合',
        round: 1,
      }),
    ],
  ])('as the government’s %s decides nothing about this one', (_, command) => {
    const deciding: readonly ApprovalEvent[] = [
      opened(2),
      { type: 'ReviewAgreed', data: { subject, schemeVersion: 2, need } },
      { type: 'DecisionOpened', data: { subject, schemeVersion: 2, preparedBy: 'wang' } },
    ];
    given(...deciding)
      .when(by(command) as never)
      .thenRejected('decision.superseded');
  });
});
