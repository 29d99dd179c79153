import { describe, expect, it } from '@jest/globals';
import { recorded, scenario } from '#kernel/testing';
import { workOf } from '../../shared/follow.fixture.js';
import { on, subject } from '../../stages/listing/listing.fixture.js';
import {
  acceptOversight,
  answerOversight,
  orderOversight,
  oversightOf,
  returnOversight,
  withdrawOversight,
} from './oversight.commands.js';
import { OVERSIGHT_AN_ENTRY_MAX, oversight } from './oversight.decider.js';
import type { Overseen, OversightEvent } from './oversight.events.js';
import { OversightProjection } from './oversight.projection.js';
import type { OversightView } from './oversight.projection.js';

const given = scenario(oversight);
const stream = oversightOf(subject.entry);
const DAY = '2026-03-05';
const LATER = '2026-03-12';
const TEXT = '请说明逾期的原因。';

const about = (no: number, round = no, bureau: Overseen = 'finance') => ({
  ...{ subject, no, number: `${subject.entry}.oversight.${no}`, round, bureau },
});
const order = (change: Partial<{ text: string; lastDay: string; bureau: Overseen; task: string }> = {}) =>
  on(DAY, orderOversight(stream, { subject, bureau: 'finance', task: null, text: TEXT, ...change }));
const ordered = (no = 1, round = no, more: object = {}): OversightEvent => ({
  type: 'OversightOrdered',
  data: { ...about(no, round), task: null, text: TEXT, ...more },
});
const ANSWER = '已于今日办结。';
const answer = (round = 1, text = ANSWER) => on(DAY, answerOversight(stream, { round, answer: text }));
const answered = (no = 1, round = no): OversightEvent => ({
  type: 'OversightAnswered',
  data: { ...about(no, round), answer: ANSWER },
});
const accept = (no = 1) => on(DAY, acceptOversight(stream, { no }));
const accepted = (no = 1, round = no): OversightEvent => ({
  type: 'OversightAccepted',
  data: about(no, round),
});
const REASON = '请附文号。';
const sendBack = (no = 1, change: Partial<{ reason: string; lastDay: string }> = {}) =>
  on(DAY, returnOversight(stream, { no, reason: REASON, ...change }));
const returned = (no: number, round: number, more: object = {}): OversightEvent => ({
  type: 'OversightReturned',
  data: { ...about(no, round), reason: REASON, ...more },
});
const withdraw = (no = 1, reason = '不再需要') => on(DAY, withdrawOversight(stream, { no, reason }));
const withdrawn = (no = 1, round = no): OversightEvent => ({
  type: 'OversightWithdrawn',
  data: { ...about(no, round), reason: '不再需要' },
});

describe('an order of oversight', () => {
  it('has the next number of its entry, and asks for an answer of its own', () => {
    given().when(order()).then(ordered());
    given(ordered(), answered(), returned(1, 2)).when(order()).then(ordered(2, 3));
  });
  it('may set a last day after today, and may be about a task', () => {
    given()
      .when(order({ lastDay: LATER, task: 'task-1' }))
      .then(ordered(1, 1, { lastDay: LATER, task: 'task-1' }));
    for (const lastDay of [DAY, '2026-03-04'])
      given().when(order({ lastDay })).thenRejected('oversight.day-past');
  });
  it('says something', () =>
    given()
      .when(order({ text: ' 　\n' }))
      .thenRejected('oversight.empty'));
  it('is one of no more than an entry may have', () =>
    given(...Array.from({ length: OVERSIGHT_AN_ENTRY_MAX }, (_, index) => ordered(index + 1)))
      .when(order())
      .thenRejected('oversight.too-many'));
});

describe('the answer', () => {
  it('is given once to what was asked, and repeated without harm', () => {
    given(ordered()).when(answer()).then(answered());
    given(ordered(), answered()).when(answer()).thenNothing();
    given(ordered(), answered()).when(answer(1, '另一个答复')).thenRejected('report.contradicts');
    given(ordered()).when(answer(1, ' ')).thenRejected('oversight.empty');
  });
  it('is to an order that waits for it', () => {
    for (const before of [[], [ordered(), answered(), accepted()], [ordered(), withdrawn()]])
      given(...before)
        .when(answer())
        .thenRejected('oversight.not-asked');
    given(ordered(), answered(), returned(1, 2)).when(answer(1)).thenRejected('oversight.not-asked');
    given(ordered(), answered(), returned(1, 2)).when(answer(2)).then(answered(1, 2));
  });
  it('is accepted once, and returned no more', () => {
    given(ordered(), answered()).when(accept()).then(accepted());
    given(ordered(), answered(), accepted()).when(accept()).thenNothing();
    given(ordered(), answered(), accepted()).when(sendBack()).thenRejected('oversight.over');
  });
  it('is returned with a reason, and asked for again', () => {
    given(ordered(), answered()).when(sendBack()).then(returned(1, 2));
    given(ordered(), ordered(2), answered(1))
      .when(sendBack(1, { lastDay: LATER }))
      .then(returned(1, 3, { lastDay: LATER }));
    given(ordered(), answered())
      .when(sendBack(1, { reason: ' ' }))
      .thenRejected('oversight.empty');
    given(ordered(), answered())
      .when(sendBack(1, { lastDay: DAY }))
      .thenRejected('oversight.day-past');
  });
  it('must be there to be accepted or returned', () => {
    for (const act of [accept(), sendBack()]) {
      given(ordered()).when(act).thenRejected('oversight.not-answered');
      given().when(act).thenRejected('oversight.unknown');
    }
  });
});

describe('a withdrawal', () => {
  it('ends an order that is not over, once and with a reason', () => {
    given(ordered()).when(withdraw()).then(withdrawn());
    given(ordered(), answered()).when(withdraw()).then(withdrawn());
    given(ordered(), withdrawn()).when(withdraw()).thenNothing();
    given(ordered(), answered(), accepted()).when(withdraw()).thenRejected('oversight.over');
    given(ordered()).when(withdraw(1, ' ')).thenRejected('oversight.empty');
    given(ordered()).when(withdraw(2)).thenRejected('oversight.unknown');
  });
});

describe('the work', () => {
  const done = (fact: OversightEvent) =>
    workOf(recorded(fact, { stream })).map(([type, task]) => [
      type,
      task.replace(`task-${subject.entry}.`, ''),
    ]);
  it('is that of the office that is asked, and a new one after each return', () => {
    expect(done(ordered())).toEqual([['OpenTask', 'answer-oversight-finance.1']]);
    expect(done(answered())).toEqual([['CompleteTask', 'answer-oversight-finance.1']]);
    expect(done(returned(1, 2))).toEqual([['OpenTask', 'answer-oversight-finance.2']]);
    expect(done(withdrawn(1, 2))).toEqual([['CancelTask', 'answer-oversight-finance.2']]);
    expect(done(accepted())).toEqual([]);
    const toTown: OversightEvent = {
      type: 'OversightOrdered',
      data: { ...about(1, 1, 'township'), task: null, text: TEXT },
    };
    expect(done(toTown)).toEqual([['OpenTask', 'answer-oversight-township.1']]);
  });
});

describe('what readers see of an order', () => {
  const list = new OversightProjection();
  const after = (...facts: readonly OversightEvent[]) =>
    facts.reduce<OversightView | undefined>((view, fact) => list.evolve(view, recorded(fact)), undefined);
  it('is every answer with why it was returned, and how it ended', () => {
    const view = after(ordered(), answered(), returned(1, 2), answered(1, 2), accepted(1, 2))!;
    expect(view).toMatchObject({
      ...{ state: 'accepted', round: 2, text: TEXT, withdrawn: null, endedAt: expect.any(String) },
      rounds: [
        { work: `task-${subject.entry}.answer-oversight-finance.1`, answer: ANSWER, returned: REASON },
        { work: `task-${subject.entry}.answer-oversight-finance.2`, answer: ANSWER, returned: null },
      ],
    });
    expect(after(ordered(), withdrawn())).toMatchObject({ state: 'withdrawn', withdrawn: '不再需要' });
    expect(list.index(view, view.number).keys).toMatchObject({ entry: subject.entry, state: 'accepted' });
  });
});
