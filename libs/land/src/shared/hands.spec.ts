import { ARROWS } from '../procedure.js';
import { workOf } from './follow.fixture.js';
import { barredAmong, barredFrom, otherCapacity } from './hands.rules.js';
import { approvalOf, planningOf } from './terms.js';
import type { CommandOf, Actor, AnyDecider, Command, Event, Recorded } from '#kernel/messages';
import { describe, expect, it } from '@jest/globals';
import { Rejected, envelope } from '#kernel/messages';
import { meta, recorded } from '#kernel/testing';
import { loadPacks } from '#policy';
import {
  giveOpinion,
  grantApproval,
  openDecision,
  refuseApproval,
  returnApproval,
} from '../stages/approval/approval.commands.js';
import { approval } from '../stages/approval/approval.decider.js';
import {
  issuePlanningConditions,
  openPlanningCheck,
  checkPlanning,
  refusePlanning,
} from '../stages/planning/planning.commands.js';
import { planning } from '../stages/planning/planning.decider.js';
import { CONDITION_KINDS } from '../stages/planning/planning.events.js';
import type { ConditionKind } from '../stages/planning/planning.events.js';
import { DEPARTMENTS } from '../stages/approval/departments.js';
import { soundScheme, subject } from '../stages/scheme/scheme.fixture.js';
import type { openTask } from '../work/task/task.commands.js';
import { TaskProjection } from '../work/task/task.projection.js';
import type { TaskView } from '../work/task/task.projection.js';

const packs = loadPacks();
type Deputy = readonly [person: string, onBehalfOf?: string];
const items = [{ field: 'distribution', opinion: '未列公积金' }];

/** Planning and approval of one round, one after the other, as the sagas join them. */
class Round {
  private readonly events = { planning: [] as Event[], approval: [] as Event[] };
  private readonly deciders: Readonly<Record<'planning' | 'approval', AnyDecider>> = {
    planning: planning(packs, () => ({ verdict: 'pass', areaM2: '10000.00', findings: [], layers: [] })),
    approval: approval(packs),
  };

  constructor(version = 1) {
    const need = { demands: [{ kind: 'supply', areaM2: '10000.00' }], readiness: 70 } as const;
    this.give(
      'planning',
      openPlanningCheck(planningOf(subject.entry), {
        subject,
        schemeVersion: version,
        boundary: soundScheme.boundary,
        declaredAreaM2: '10000.00',
        use: soundScheme.deal.use,
        landSource: 'existing',
        need,
        preparedBy: 'wang',
      }),
    );
    this.give('planning', checkPlanning(planningOf(subject.entry), { subject }));
  }

  private give(
    part: 'planning' | 'approval',
    command: Command,
    [person, onBehalfOf]: Deputy = ['engine'],
  ): readonly Event[] {
    const actor: Actor = {
      person,
      role: 'reviewer',
      office: '370114/finance',
      ...(onBehalfOf === undefined ? {} : { onBehalfOf }),
    };
    const { initial, decide, evolve } = this.deciders[part];
    const facts = decide(
      envelope(command, meta({ actor })) as never,
      this.events[part].reduce((state, event) => evolve(state as never, event as never), initial) as never,
    );
    this.events[part].push(...facts);
    return facts;
  }

  issue(kind: ConditionKind, who: Deputy): this {
    const facts = this.give(
      'planning',
      issuePlanningConditions(planningOf(subject.entry), {
        condition: { kind, issuer: '局', documentNo: `${kind}-1`, on: '2026-03-02', text: '条件' },
      }),
      who,
    );
    const passed = facts.find(({ type }) => type === 'PlanningPassed');
    const [open] = passed
      ? ARROWS.find(({ name }) => name === 'openReviewOfPassedPlanning')!.how(recorded(passed))
      : [];
    if (open) this.give('approval', open);
    return this;
  }

  refuse(kind: ConditionKind, who: Deputy): this {
    this.give('planning', refusePlanning(planningOf(subject.entry), { kind, items }), who);
    return this;
  }

  opine(department: string, who: Deputy): this {
    const facts = this.give(
      'approval',
      giveOpinion(approvalOf(subject.entry), {
        opinion: { department, outcome: 'agree', text: '同意', items: [] },
      }),
      who,
    );
    if (facts.some(({ type }) => type === 'ReviewAgreed'))
      this.give('approval', openDecision(approvalOf(subject.entry), { subject }));
    return this;
  }

  decideBy(command: Command, who: Deputy): this {
    this.give('approval', command, who);
    return this;
  }

  last(type: string): Event {
    return [...this.events.planning, ...this.events.approval].findLast((event) => event.type === type)!;
  }
}

const conditioned = (people: readonly Deputy[] = [['zhao'], ['sun'], ['zhou']]) =>
  CONDITION_KINDS.reduce((round, kind, index) => round.issue(kind, people[index]!), new Round());
const agreed = (people: readonly Deputy[] = [['li'], ['wu'], ['qian']]) =>
  DEPARTMENTS.reduce((round, department, index) => round.opine(department, people[index]!), conditioned());
const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'done';
  } catch (error) {
    return error instanceof Rejected ? error.code : String(error);
  }
};
const OTHER = 'four-eyes.other-capacity';
const decisions = () => [
  grantApproval(approvalOf(subject.entry), { documentNo: '批1' }),
  returnApproval(approvalOf(subject.entry), { items }),
  refuseApproval(approvalOf(subject.entry), { documentNo: '否1', reason: '不符' }),
];

describe('the one rule of four eyes', () => {
  const done = [
    { work: 'prepare-scheme', persons: ['wang'] },
    { work: 'opinion-finance', persons: ['ma', 'zheng'] },
  ];
  const asked = (work: string, person: string, onBehalfOf?: string) =>
    otherCapacity(work, done, { person, ...(onBehalfOf === undefined ? {} : { onBehalfOf }) });

  it('names who acted before and in which work, the deputy as well as the absent one', () => {
    expect(asked('decide-scheme', 'wang')).toEqual({ person: 'wang', work: 'prepare-scheme' });
    expect(asked('decide-scheme', 'li', 'zheng')).toEqual({ person: 'zheng', work: 'opinion-finance' });
    expect(asked('decide-scheme', 'ma', 'li')).toEqual({ person: 'ma', work: 'opinion-finance' });
    expect(asked('decide-scheme', 'li', 'wu')).toBeUndefined();
  });

  it('takes the same work once more as the same capacity', () => {
    expect(asked('opinion-finance', 'ma', 'zheng')).toBeUndefined();
  });

  it('bars from a task exactly those whom it stops at the decision', () => {
    const names = ['wang', 'ma', 'zheng', 'li'];
    for (const work of ['opinion-finance', 'decide-scheme']) {
      const barred = barredFrom(work, done);
      expect(names.filter((name) => barredAmong(barred, { person: name }) !== undefined)).toEqual(
        names.filter((name) => asked(work, name) !== undefined),
      );
    }
  });
});

describe('one person acts in one capacity per entry and round', () => {
  it.each<[string, () => unknown, string]>([
    ['different people do all of it', () => agreed().decideBy(decisions()[0]!, ['zheng']), 'done'],
    [
      'one office’s conditions and another’s',
      () => new Round().issue('industry', ['sun']).issue('ecology', ['sun']),
      OTHER,
    ],
    [
      'a condition, and the refusal of another',
      () => new Round().issue('industry', ['sun']).refuse('ecology', ['sun']),
      OTHER,
    ],
    [
      'the planner’s conditions and then the bureau’s opinion',
      () => conditioned([['li'], ['sun'], ['zhou']]).opine('natural-resources', ['li']),
      OTHER,
    ],
    [
      'the opinions of two departments, after an escalation',
      () => conditioned().opine('finance', ['zheng']).opine('agriculture', ['zheng']),
      OTHER,
    ],
    [
      'an opinion as deputy of a colleague, then one of one’s own',
      () => conditioned().opine('finance', ['ma', 'zheng']).opine('agriculture', ['ma']),
      OTHER,
    ],
    [
      'an opinion by a deputy, then one by the absent one',
      () => conditioned().opine('finance', ['ma', 'zheng']).opine('agriculture', ['zheng']),
      OTHER,
    ],
    [
      'an opinion, then one by one’s own deputy',
      () => conditioned().opine('finance', ['zheng']).opine('agriculture', ['ma', 'zheng']),
      OTHER,
    ],
    [
      'two deputies of one absent person',
      () => conditioned().opine('finance', ['ma', 'zheng']).opine('agriculture', ['tang', 'zheng']),
      OTHER,
    ],
    [
      'conditions and the decision, from a second office',
      () =>
        DEPARTMENTS.reduce(
          (round, name, index) => round.opine(name, [['li'], ['wu'], ['qian']][index] as unknown as Deputy),
          conditioned([['zhao'], ['gao'], ['zhou']]),
        ).decideBy(decisions()[0]!, ['gao']),
      OTHER,
    ],
    [
      'the same work once more is the same work',
      () => new Round().issue('industry', ['sun']).issue('industry', ['sun']),
      'done',
    ],
  ])('%s', (_, work, code) => expect(codeOf(work)).toBe(code));

  it.each([0, 1, 2])(
    'whoever gave an opinion after an escalation neither grants, returns nor refuses (%i)',
    (index) => {
      const round = agreed([['li'], ['wu'], ['zheng']]);
      expect(codeOf(() => round.decideBy(decisions()[index]!, ['zheng']))).toBe(OTHER);
      expect(codeOf(() => round.decideBy(decisions()[index]!, ['ma', 'zheng']))).toBe(OTHER);
      expect(codeOf(() => round.decideBy(decisions()[index]!, ['ma']))).toBe('done');
    },
  );

  it('begins anew with the next round', () =>
    expect(codeOf(() => new Round(2).issue('ecology', ['zheng']))).toBe('done'));

  it('is not offered other work of the round', () => {
    const excluded = (type: string, round: Round) =>
      workOf(recorded(round.last(type)) as Recorded).map(
        ([, , data]) => (data as CommandOf<typeof openTask>['data']).excluded,
      );
    expect(excluded('ReviewOpened', conditioned())[0]).toEqual(['wang', 'zhao', 'sun', 'zhou']);
    expect(excluded('DecisionOpened', agreed())).toEqual([
      ['wang', 'zhao', 'sun', 'zhou', 'li', 'wu', 'qian'],
    ]);

    const given = recorded(
      conditioned().opine('finance', ['ma', 'zheng']).last('OpinionGiven'),
    ) as Recorded<never>;
    const projection = new TaskProjection();
    expect(projection.ids(given)).toEqual(
      ['natural-resources', 'agriculture'].map((name) => `task-${subject.entry}.opinion-${name}.1`),
    );
    expect(projection.evolve({ excluded: ['wang'] } as unknown as TaskView, given)?.excluded).toEqual([
      'wang',
      'ma',
      'zheng',
    ]);
    expect(projection.evolve(undefined, given)).toBeUndefined();
  });

  it('leaves rounds of earlier releases as they were: their facts do not say whose hands', () => {
    const old = recorded({
      type: 'OpinionGiven',
      data: {
        subject,
        schemeVersion: 1,
        opinion: { department: 'finance', outcome: 'agree', text: '', items: [] },
      },
    }) as Recorded<never>;
    expect(new TaskProjection().ids(old)).toEqual([]);
  });
});
