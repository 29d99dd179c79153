import { describe, expect, it } from '@jest/globals';
import { Rejected, envelope } from '#kernel/messages';
import { meta, recorded, scenario } from '#kernel/testing';
import { certain, loadPacks } from '#policy';
import type { LastDay } from '#policy';
import { WORK } from '../../work/works.js';
import { openWork } from '../work-of-facts.js';
import type { WorkKind } from '../../work/works.js';
import { subject } from '../../stages/scheme/scheme.fixture.js';
import {
  cancelTask,
  claimTask,
  completeTask,
  delegateTask,
  escalateTask,
  releaseTask,
  takeBackTask,
} from './task.commands.js';
import type { Standing } from './task.commands.js';
import { TaskDeadlines } from './task.deadlines.js';
import { task } from './task.decider.js';
import type { Clocks } from './task.decider.js';
import type { TaskEvent } from './task.events.js';

const unknownYear: LastDay = { day: null, earliest: '2027-01-04', year: 2027 };
const clocks: Clocks = {
  of: () => ({
    on: (start) => ({
      ref: 'jinan@2026.1',
      last: () => (start === '2026-03-02' ? certain('2026-03-09') : unknownYear),
    }),
  }),
};

const given = scenario(task(clocks));
const stream = `task-${subject.entry}.opinion-finance.1` as const;
const open = () => openWork(subject, 'opinion-finance', { barred: ['wang'] });
const claim = (person = 'li') => claimTask(stream, { person });
const release = (person = 'li') => releaseTask(stream, { person, reason: '休假' });
const atDesk = { role: 'clerk', office: '370114001/township' };
const delegate = (to: string, from = 'li', standing: Standing = atDesk) =>
  delegateTask(stream, { from, to, reason: '休假', standing });
const chief = (office: string) => {
  const command = takeBackTask(stream, { reason: '人员离岗' });
  return envelope(command, meta({ actor: { person: 'tang', role: 'reviewer', office } }));
};
const escalate = () => escalateTask(stream, { reason: '2026-03-09届满未办结' });
const complete = (person = 'li') => completeTask(stream, { person, outcome: 'agree' });
const cancel = () => cancelTask(stream, { reason: '撤回' });

const government = { role: 'approver', office: '370114/government' };
const opened: TaskEvent = {
  type: 'TaskOpened',
  data: {
    subject,
    kind: 'opinion-finance',
    round: 1,
    role: 'reviewer',
    office: '370114/finance',
    clock: 'procedure.department-opinion',
    excluded: ['wang'],
    escalateTo: government,
    dueOn: '2026-03-09',
    dueAt: '2026-03-09T16:00:00.000Z',
  },
};
const claimed: TaskEvent = { type: 'TaskClaimed', data: { person: 'li' } };
const escalated: TaskEvent = {
  type: 'TaskEscalated',
  data: { reason: '2026-03-09届满未办结', to: government },
};
const completed: TaskEvent = { type: 'TaskCompleted', data: { person: 'li', outcome: 'agree' } };
const cancelled: TaskEvent = { type: 'TaskCancelled', data: { reason: '撤回' } };

describe('a task', () => {
  it('is opened for a role in an office, due at the end of the last day of its clock', () =>
    given().when(open()).then(opened));
  it('is opened once, also after it ended', () => {
    given(opened).when(open()).thenNothing();
    given(opened, completed).when(open()).thenNothing();
  });
  it('opens without a due day when the calendar of that year is not published, and says so', () => {
    const late = envelope(open(), meta({ at: '2026-12-30T02:00:00.000Z' }));
    const [event] = given().when(late).decided();
    expect(event?.data).toMatchObject({ dueOn: null, dueAt: null, dueNote: expect.stringContaining('2027') });
  });
  it('does not hide any other fault of the packs behind a missing day', () => {
    const broken: Clocks = {
      of: () => {
        throw new Rejected({ code: 'policy.version-unknown', zh: '没有安装规则包' });
      },
    };
    scenario(task(broken))().when(open()).thenRejected('policy.version-unknown');
  });

  it('is claimed by one person, once', () => {
    given(opened).when(claim()).then(claimed);
    given(opened, claimed).when(claim()).thenNothing();
    given(opened, claimed).when(claim('zhao')).thenRejected('task.claimed-by-other');
  });
  it('is not claimed by who prepared the matter (four eyes)', () =>
    given(opened).when(claim('wang')).thenRejected('four-eyes.excluded'));
  it('is not claimed by a deputy of who prepared the matter (four eyes)', () => {
    const deputy = envelope(
      claim('zhao'),
      meta({ actor: { person: 'zhao', role: 'reviewer', office: '370114/finance', onBehalfOf: 'wang' } }),
    );
    given(opened).when(deputy).thenRejected('four-eyes.excluded');
  });
  it('is neither claimed, released nor delegated before it is open or after it ended', () => {
    for (const command of [claim(), release(), delegate('zhao')]) {
      given().when(command).thenRejected('task.unknown');
      given(opened, completed).when(command).thenRejected('task.finished');
    }
  });

  it('is released by its claimant, and then free for another', () => {
    given(opened, claimed)
      .when(release())
      .then({ type: 'TaskReleased', data: { person: 'li', reason: '休假' } });
    given(opened, claimed).when(release('zhao')).thenRejected('task.claimed-by-other');
    given(opened).when(release()).thenNothing();
    given(opened, claimed, { type: 'TaskReleased', data: { person: 'li', reason: '休假' } })
      .when(claim('zhao'))
      .thenTypes('TaskClaimed');
  });
  it('is delegated to another person, who then alone may finish it', () => {
    const delegated: TaskEvent = { type: 'TaskDelegated', data: { from: 'li', to: 'zhao', reason: '休假' } };
    given(opened, claimed).when(delegate('zhao')).then(delegated);
    given(opened, claimed, delegated).when(delegate('zhao')).thenNothing();
    given(opened, claimed, delegated).when(complete('li')).thenRejected('task.claimed-by-other');
    given(opened, claimed, delegated).when(complete('zhao')).thenTypes('TaskCompleted');
  });
  it('is delegated neither to who prepared the matter nor by who does not hold it', () => {
    given(opened, claimed).when(delegate('wang')).thenRejected('four-eyes.excluded');
    given(opened, claimed).when(delegate('zhao', 'sun')).thenRejected('task.not-claimed-by');
  });

  it('is delegated to nobody who is not there, or is elsewhere', () => {
    given(opened, claimed)
      .when(delegate('nobody', 'li', null))
      .thenRejected('task.person-unknown');
    given(opened, claimed)
      .when(delegate('zhao', 'li', { ...atDesk, office: '370112/finance' }))
      .thenRejected('task.person-elsewhere');
    given(opened, claimed)
      .when(delegate('zhao', 'li', { ...atDesk, role: 'auditor' }))
      .thenRejected('task.person-elsewhere');
  });
  it('is taken back by the desk it lies on, and by the one above only after it escalated', () => {
    const takenBack: TaskEvent = {
      type: 'TaskTakenBack',
      data: { person: 'tang', from: 'li', reason: '人员离岗' },
    };
    given(opened, claimed).when(chief('370114/finance')).then(takenBack);
    given(opened, claimed).when(chief(government.office)).thenRejected('task.other-desk');
    given(opened, claimed, escalated).when(chief(government.office)).then(takenBack);
    given(opened, claimed, escalated).when(chief('370112/government')).thenRejected('task.other-desk');
    given(opened, claimed, takenBack).when(claim('zhao')).thenTypes('TaskClaimed');
    given(opened).when(chief('370114/finance')).thenNothing();
  });

  it('escalates once, to the office it was opened with', () => {
    given(opened).when(escalate()).then(escalated);
    given(opened, escalated).when(escalate()).thenNothing();
  });
  it('does not escalate when it is over', () => {
    given(opened, completed).when(escalate()).thenNothing();
    given(opened, cancelled).when(escalate()).thenNothing();
  });
  it('may still be finished by the original office after it escalated', () =>
    given(opened, claimed, escalated).when(complete()).then(completed));

  describe('that escalated', () => {
    const fromAbove = (person = 'zheng', office = government.office) => {
      const command = claim(person);
      return envelope(command, meta({ actor: { person, role: 'approver', office } }));
    };
    const taken: TaskEvent = {
      type: 'TaskClaimed',
      data: { person: 'zheng', escalated: true, takenFrom: 'li' },
    };

    it('is claimed by the office above, also from the one who let the clock run out', () => {
      given(opened, escalated)
        .when(fromAbove())
        .then({ type: 'TaskClaimed', data: { person: 'zheng', escalated: true } });
      given(opened, claimed, escalated).when(fromAbove()).then(taken);
      given(opened, claimed, escalated, taken)
        .when(complete('zheng'))
        .then({ type: 'TaskCompleted', data: { person: 'zheng', outcome: 'agree' } });
    });
    it('is then neither taken back nor finished from below', () => {
      given(opened, claimed, escalated, taken).when(claim()).thenRejected('task.claimed-by-other');
      given(opened, claimed, escalated, taken).when(complete()).thenRejected('task.claimed-by-other');
    });
    it('is not taken from a colleague of the same office above', () =>
      given(opened, claimed, escalated, taken).when(fromAbove('ma')).thenRejected('task.claimed-by-other'));
    it('is taken by no third office, and by nobody before it escalated', () => {
      given(opened, claimed, escalated)
        .when(fromAbove('gao', '370112/government'))
        .thenRejected('task.claimed-by-other');
      given(opened, claimed).when(fromAbove()).thenRejected('task.claimed-by-other');
    });
    it('keeps four eyes above as well', () =>
      given(opened, claimed, escalated).when(fromAbove('wang')).thenRejected('four-eyes.excluded'));
  });
  it('is completed by its claimant, or by anyone while unclaimed, once', () => {
    given(opened, claimed).when(complete()).then(completed);
    given(opened).when(complete()).then(completed);
    given(opened, completed).when(complete()).thenNothing();
    given(opened, cancelled).when(complete()).thenNothing();
  });
  it('is not completed by another than its claimant, nor by who prepared the matter', () => {
    given(opened, claimed).when(complete('zhao')).thenRejected('task.claimed-by-other');
    given(opened).when(complete('wang')).thenRejected('four-eyes.excluded');
  });
  it('is cancelled once, and never after it was done', () => {
    given(opened, claimed).when(cancel()).then(cancelled);
    given(opened, cancelled).when(cancel()).thenNothing();
    given(opened, completed).when(cancel()).thenNothing();
  });
  it('whose end arrives before its opening does not open any more', () => {
    given().when(complete()).then(completed);
    given(completed).when(open()).thenNothing();
    given().when(cancel()).then(cancelled);
    given(cancelled).when(open()).thenNothing();
  });
});

describe('the clock of a task', () => {
  it.each(Object.keys(WORK) as WorkKind[])('is in the pack of Jinan for %s', (kind) => {
    const [event] = scenario(task(loadPacks()))().when(openWork(subject, kind)).decided();
    expect(event?.data).toMatchObject({ dueOn: expect.stringMatching(/^2026-/) });
  });

  const policy = new TaskDeadlines();
  const id = `escalate/${stream}`;

  it('runs from its opening to its last day', () => {
    expect(policy.changes(recorded(opened, { stream }))).toEqual([
      {
        set: id,
        dueAt: '2026-03-09T16:00:00.000Z',
        command: { type: 'EscalateTask', stream, data: { reason: '2026-03-09届满未办结' } },
      },
    ]);
  });
  it('does not run without a due day', () => {
    expect(
      policy.changes(recorded({ ...opened, data: { ...opened.data, dueOn: null, dueAt: null } }, { stream })),
    ).toEqual([]);
  });
  it.each([escalated, completed, cancelled])('stops with $type', (event) =>
    expect(policy.changes(recorded(event, { stream }))).toEqual([{ clear: id }]),
  );
  it('does not stop because somebody claims', () =>
    expect(policy.changes(recorded(claimed, { stream }))).toEqual([]));
});
