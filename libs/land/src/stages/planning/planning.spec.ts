import { allAfter, followed, workOf } from '../../shared/follow.fixture.js';
import { describe, expect, it } from '@jest/globals';
import { Rejected, envelope } from '#kernel/messages';
import type { Command, Envelope } from '#kernel/messages';
import { meta, recorded, scenario } from '#kernel/testing';
import { loadPacks } from '#policy';
import { soundScheme, subject } from '../scheme/scheme.fixture.js';
import type { ReturnItem } from '../../shared/terms.js';
import type { PlanningAnswer, PlanningCheck } from './planning-check.js';
import {
  checkPlanning,
  closePlanning,
  issuePlanningConditions,
  openPlanningCheck,
  refusePlanning,
} from './planning.commands.js';
import { planning } from './planning.decider.js';
import { CONDITION_KINDS } from './planning.events.js';
import type { Condition, ConditionKind, Finding, PlanningEvent } from './planning.events.js';

const packs = loadPacks();
const layers = [{ id: 'permanent-farmland', version: '2025' }];
const finding: Finding = {
  layer: 'permanent-farmland',
  layerVersion: '2025',
  name: '永久基本农田',
  gate: 'block',
  overlapM2: '12.00',
  rule: 'layer:permanent-farmland',
  source: '土地管理法第三十五条',
  message: '宗地与永久基本农田重叠。请退出。',
};
const answers =
  (changes: Partial<PlanningAnswer> = {}): PlanningCheck =>
  () => ({ verdict: 'pass', areaM2: '10000.00', findings: [], layers, ...changes });
const unreadable =
  (code: string): PlanningCheck =>
  () => {
    throw new Rejected({ code, zh: '界址线自相交。请核对界址点。' });
  };
const givenCheck = (check: PlanningCheck) => scenario(planning(packs, check));
const given = givenCheck(answers());

const stream = `planning-${subject.entry}` as const;
const opening = (schemeVersion = 1) => ({
  subject,
  schemeVersion,
  boundary: soundScheme.boundary,
  declaredAreaM2: '10000.00',
  use: soundScheme.deal.use,
  landSource: 'existing' as const,
  need: { demands: [{ kind: 'supply', areaM2: '10000.00' }], readiness: 70 } as const,
  preparedBy: 'wang',
});
/** The planner of the natural-resources office, who prepared nothing. */
const by = <C extends Command>(command: C, person = 'li', onBehalfOf?: string): Envelope<C> => {
  return envelope(
    command,
    meta({
      actor: {
        person,
        role: 'planner',
        office: '370114/natural-resources',
        ...(onBehalfOf ? { onBehalfOf } : {}),
      },
    }),
  );
};
const paper = (kind: ConditionKind, changes: Partial<Condition> = {}): Condition => ({
  kind,
  issuer: '章丘区自然资源局',
  documentNo: `${kind}-1`,
  on: '2026-03-02',
  text: '容积率1.0至2.0',
  ...changes,
});

const open = (version = 1) => openPlanningCheck(stream, opening(version));
const check = () => checkPlanning(stream, { subject });
const issue = (kind: ConditionKind, changes: Partial<Condition> = {}) =>
  by(issuePlanningConditions(stream, { condition: paper(kind, changes) }));
const items: readonly ReturnItem[] = [{ field: 'industry', opinion: '不符合准入目录' }];
const refusal = (kind: ConditionKind, list = items) => by(refusePlanning(stream, { kind, items: list }));
const close = () => closePlanning(stream, { subject, reason: '撤回' });

const opened = (version = 1): PlanningEvent => ({ type: 'PlanningCheckOpened', data: opening(version) });
const checked = (changes: Partial<PlanningAnswer> = {}): PlanningEvent => ({
  type: 'PlanningChecked',
  data: {
    subject,
    schemeVersion: 1,
    verdict: 'pass',
    areaM2: '10000.00',
    findings: [],
    layers,
    preparedBy: 'wang',
    ...changes,
  },
});
const issued = (kind: ConditionKind): PlanningEvent => ({
  type: 'PlanningConditionsIssued',
  data: { subject, schemeVersion: 1, condition: paper(kind) },
});
/** The same, as this release says it: with whose hands. */
const said = (kind: ConditionKind): PlanningEvent => ({
  type: 'PlanningConditionsIssued',
  data: { subject, schemeVersion: 1, condition: paper(kind), by: ['li'] },
});
const passed: PlanningEvent = {
  type: 'PlanningPassed',
  data: {
    subject,
    schemeVersion: 1,
    conditions: CONDITION_KINDS.map((kind) => paper(kind)),
    need: opening().need,
    preparedBy: 'wang',
  },
};
const refused: PlanningEvent = {
  type: 'PlanningRefused',
  data: { subject, schemeVersion: 1, kind: 'industry', items, open: ['ecology'] },
};
const closed = (...kinds: ConditionKind[]): PlanningEvent => ({
  type: 'PlanningClosed',
  data: { subject, schemeVersion: 1, reason: '撤回', open: kinds },
});

describe('the planning check', () => {
  it('is opened once a version, and waits for the lock', () => {
    given().when(open()).then(opened());
    given(opened()).when(open()).thenNothing();
  });
  it('is opened again for the next version, never for an older one', () => {
    given(opened(), checked({ verdict: 'block' }))
      .when(open(2))
      .then(opened(2));
    given(opened(2)).when(open(1)).thenNothing();
  });
  it('is not opened any more after the entry ended', () =>
    given(opened(), closed()).when(open(2)).thenNothing());
  it('is made once', () => {
    given(opened()).when(check()).then(checked());
    given(opened(), checked()).when(check()).thenNothing();
    given().when(check()).thenNothing();
  });
  it('reports what the layers say', () =>
    givenCheck(answers({ verdict: 'block', findings: [finding] }))(opened())
      .when(check())
      .then(checked({ verdict: 'block', findings: [finding] })));

  it('blocks a boundary that cannot be read, so that the clerk gets items (实施条例 Art. 40)', () => {
    const [event] = givenCheck(unreadable('boundary.invalid'))(opened()).when(check()).decided();
    expect(event?.data).toMatchObject({
      verdict: 'block',
      findings: [
        {
          layer: 'boundary',
          gate: 'block',
          rule: 'boundary.invalid',
          message: expect.stringContaining('自相交'),
        },
      ],
    });
  });
  it('does not blame the clerk for a fault of the pack', () =>
    givenCheck(unreadable('policy.rule-unknown'))(opened())
      .when(check())
      .thenRejected('policy.rule-unknown'));
  it.each([
    ['9999.00', 'pass'],
    ['10001.00', 'pass'],
    ['10001.01', 'block'],
    ['9998.99', 'block'],
  ])('of 10000.00 m² declared and %s m² measured is a %s', (areaM2, verdict) => {
    const [event] = givenCheck(answers({ areaM2 }))(opened()).when(check()).decided();
    expect(event?.data).toMatchObject({ verdict });
  });
});

describe('the three documents (实施条例 Art. 39)', () => {
  it('are issued one by one, and the last one passes the check', () => {
    given(opened(), checked({ verdict: 'consult' }))
      .when(issue('planning'))
      .then(said('planning'));
    given(opened(), checked(), issued('planning'), issued('industry'))
      .when(issue('ecology'))
      .then(said('ecology'), {
        ...passed,
        data: { ...passed.data, hands: [{ work: 'conditions-ecology', persons: ['li'] }] },
      });
  });
  it('are issued each once a version', () => {
    given(opened(), checked(), issued('planning')).when(issue('planning')).thenNothing();
    given(opened(), checked(), issued('planning'))
      .when(issue('planning', { documentNo: '另一文号' }))
      .thenRejected('planning.already-issued');
    given(opened(), checked(), issued('planning'))
      .when(refusal('planning'))
      .thenRejected('planning.already-issued');
  });
  it('are issued anew for the next version', () => {
    given(opened(), checked(), issued('planning'), refused, opened(2), checked())
      .when(issue('planning'))
      .thenTypes('PlanningConditionsIssued');
  });
  it.each(['issuer', 'documentNo', 'on', 'text'] as const)('are not issued without %s', (field) => {
    given(opened(), checked())
      .when(issue('planning', { [field]: ' ' }))
      .thenRejected('planning.document-incomplete');
  });
  it('are not issued with a date to come', () =>
    given(opened(), checked())
      .when(issue('planning', { on: '2026-03-03' }))
      .thenRejected('planning.document-in-future'));
  it('are not issued by who prepared the scheme, nor by that person’s deputy (four eyes)', () => {
    const command = issue('planning');
    given(opened(), checked()).when(by(command, 'wang')).thenRejected('four-eyes.preparer');
    given(opened(), checked())
      .when(by(command, 'li', 'wang'))
      .thenRejected('four-eyes.preparer');
    given(opened(), checked())
      .when(by(refusal('planning'), 'wang'))
      .thenRejected('four-eyes.preparer');
  });
  it('are issued only after the check and before its end', () => {
    for (const facts of [
      [],
      [opened()],
      [opened(), checked({ verdict: 'block' })],
      [opened(), checked(), refused],
      [opened(), checked(), passed],
      [opened(), checked(), closed()],
    ]) {
      given(...facts)
        .when(issue('planning', { documentNo: 'planning-2' }))
        .thenRejected(facts.includes(passed) ? 'planning.already-issued' : 'planning.not-open');
      given(...facts)
        .when(refusal('planning'))
        .thenRejected('planning.not-open');
    }
  });
  it('may be refused with items, which ends the round', () => {
    given(opened(), checked(), issued('planning')).when(refusal('industry')).then(refused);
    given(opened(), checked()).when(refusal('industry', [])).thenRejected('planning.refused-without-items');
    given(opened(), checked())
      .when(refusal('industry', [{ field: '', opinion: ' ' }]))
      .thenRejected('planning.refused-without-items');
  });
});

describe('the end of an entry', () => {
  it('closes what is open, once', () => {
    given(opened()).when(close()).then(closed());
    given(opened(), checked(), issued('planning')).when(close()).then(closed('industry', 'ecology'));
    given(opened(), checked(), closed()).when(close()).thenNothing();
  });
  it('is closed before it was opened, so that a check that comes late begins nothing', () => {
    const never: PlanningEvent = {
      type: 'PlanningClosed',
      data: { subject, schemeVersion: 0, reason: '撤回', open: [] },
    };
    given().when(close()).then(never);
    given(never).when(close()).thenNothing();
    given(never).when(open()).thenNothing();
  });
  it('finds nothing to close before the check, after it passed, and during a revision', () => {
    for (const facts of [
      [opened(), checked(), passed],
      [opened(), checked(), refused],
    ])
      given(...facts)
        .when(close())
        .thenNothing();
  });
});

describe('what follows from planning', () => {
  const task = (kind: string) => `task-${subject.entry}.conditions-${kind}.1`;
  const planner = { person: 'li', role: 'planner', office: '370114/natural-resources' };

  it('is a return with one item per blocking finding', () => {
    const warning: Finding = { ...finding, layer: 'urban-boundary', gate: 'warn' };
    const area: Finding = { ...finding, layer: 'area', message: '面积不符。' };
    expect(
      followed(
        'returnBlockedScheme',
        recorded(checked({ verdict: 'block', findings: [finding, warning, area] })),
      ),
    ).toEqual([
      [
        'ReturnScheme',
        `scheme-${subject.entry}`,
        {
          version: 1,
          by: 'planning',
          items: [
            { field: 'boundary', opinion: finding.message, source: finding.source },
            { field: 'deal.areaM2', opinion: '面积不符。', source: finding.source },
          ],
        },
      ],
    ]);
  });
  it.each(['pass', 'consult'] as const)(
    'are three tasks that the preparer may not take, on %s',
    (verdict) => {
      expect(workOf(recorded(checked({ verdict })))).toEqual(
        CONDITION_KINDS.map((kind) => [
          'OpenTask',
          task(kind),
          expect.objectContaining({ kind: `conditions-${kind}`, round: 1, excluded: ['wang'] }),
        ]),
      );
    },
  );
  it('is the end of its task, for each document', () => {
    expect(workOf(recorded(issued('ecology'), { meta: { actor: planner } }))).toEqual([
      ['CompleteTask', task('ecology'), { person: 'li', outcome: 'issue' }],
    ]);
  });
  it('is the joint review, once all three are there', () => {
    expect(followed('openReviewOfPassedPlanning', recorded(passed))).toEqual([
      [
        'OpenReview',
        `approval-${subject.entry}`,
        { subject, schemeVersion: 1, preparedBy: 'wang', need: opening().need },
      ],
    ]);
  });
  it('is a return, with the other tasks cancelled, once a document is refused', () => {
    expect(allAfter(recorded(refused, { meta: { actor: planner } }))).toEqual([
      ['CompleteTask', task('industry'), { person: 'li', outcome: 'refuse' }],
      ['CancelTask', task('ecology'), { reason: '方案已退回修改' }],
      ['ReturnScheme', `scheme-${subject.entry}`, { version: 1, by: 'conditions-industry', items }],
    ]);
  });
  it('is the end of the open tasks, once it is closed', () => {
    expect(workOf(recorded(closed('industry', 'ecology')))).toEqual([
      ['CancelTask', task('industry'), { reason: '撤回' }],
      ['CancelTask', task('ecology'), { reason: '撤回' }],
    ]);
  });
});

describe('work that belongs to an earlier version', () => {
  it('is none about this one, however late it arrives', () => {
    const second = [
      opened(),
      checked({ verdict: 'block' }),
      opened(2),
      { type: 'PlanningChecked', data: { ...(checked().data as object), schemeVersion: 2 } } as PlanningEvent,
    ];
    const issueFor = (round: number) =>
      by(issuePlanningConditions(stream, { condition: paper('planning'), round }));
    given(...second)
      .when(issueFor(1))
      .thenRejected('decision.superseded');
    given(...second)
      .when(issueFor(2))
      .thenTypes('PlanningConditionsIssued');
    given(...second)
      .when(by(refusePlanning(stream, { kind: 'industry', items, round: 1 })))
      .thenRejected('decision.superseded');
  });
});
