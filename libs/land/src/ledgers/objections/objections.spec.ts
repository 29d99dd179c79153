import { describe, expect, it } from '@jest/globals';
import { recorded, scenario } from '#kernel/testing';
import { workOf } from '../../shared/follow.fixture.js';
import { on } from '../../stages/listing/listing.fixture.js';
import { subjectOf } from '../../stages/scheme/scheme.fixture.js';
import { answerPublicObjection, objectionsOf, receiveObjection } from './objections.commands.js';
import { OBJECTIONS_OPEN_MAX, objectionOf, objections } from './objections.decider.js';
import type { ObjectableKind, ObjectionsEvent } from './objections.events.js';

const given = scenario(objections);
const subject = subjectOf(1);
const stream = objectionsOf(subject.entry);
const DAY = '2026-04-02';
const noticeOf = (kind: ObjectableKind) => `${subject.entry}.${kind}.1`;

const about = (no: number, kind: ObjectableKind = 'distribution') => ({
  ...{ subject, no, number: `${subject.entry}.objection.${no}`, notice: noticeOf(kind), kind },
});
const said = (receipt: string, text = '公益金少提了一笔') => ({ receipt, text, sha256: `digest of ${text}` });
const receive = (receipt: string, text?: string, kind: ObjectableKind = 'distribution') =>
  on(DAY, receiveObjection(stream, { subject, notice: noticeOf(kind), kind, ...said(receipt, text) }));
const received = (no: number, kind?: ObjectableKind, day = DAY): ObjectionsEvent => ({
  type: 'ObjectionReceived',
  data: { ...about(no, kind), ...said(`receipt-${no}`), on: day },
});
const ANSWER = { upheld: false, answer: '已按决议计提', documentNo: '答〔2026〕1号' };
const answer = (no: number, more: Partial<typeof ANSWER> = {}) =>
  answerPublicObjection(stream, { no, ...ANSWER, ...more });
const answered = (no: number, kind?: ObjectableKind, upheld = false): ObjectionsEvent => ({
  type: 'ObjectionAnswered',
  data: { ...about(no, kind), ...ANSWER, upheld },
});

describe('an objection', () => {
  it('has the next number of its entry, whatever notice it is against, and the day on which it came', () => {
    given().when(receive('receipt-1')).then(received(1));
    given(received(1), answered(1))
      .when(receive('receipt-2', undefined, 'deal'))
      .then(received(2, 'deal'));
  });
  it('that is sent again is the one that is there, and another text under its key is refused', () => {
    given(received(1)).when(receive('receipt-1')).thenNothing();
    given(received(1)).when(receive('receipt-1', '另一件事')).thenRejected('objections.key-reused');
    const state = [received(1), received(2)].reduce(objections.evolve, objections.initial);
    expect(objectionOf(state, 'receipt-2')).toEqual(about(2));
    expect(objectionOf(state, 'receipt-3')).toBeUndefined();
  });
  it('says something', () => given().when(receive('receipt-1', ' \n ')).thenRejected('objections.empty'));
  it('is taken while not too many of its notice are open: others, and answered ones, do not count', () => {
    const open = Array.from({ length: OBJECTIONS_OPEN_MAX }, (_, n) => received(n + 1));
    given(...open)
      .when(receive('one more'))
      .thenRejected('objections.too-many-open');
    const next = OBJECTIONS_OPEN_MAX + 1;
    const more = { ...said('one more'), on: DAY };
    given(...open, answered(7))
      .when(receive('one more'))
      .then({ type: 'ObjectionReceived', data: { ...about(next), ...more } });
    given(...open)
      .when(receive('one more', undefined, 'listing'))
      .then({ type: 'ObjectionReceived', data: { ...about(next, 'listing'), ...more } });
  });
});

describe('an answer', () => {
  it('is given once, and repeated without harm', () => {
    given(received(1)).when(answer(1)).then(answered(1));
    given(received(1))
      .when(answer(1, { upheld: true }))
      .then(answered(1, undefined, true));
    given(received(1), answered(1)).when(answer(1)).thenNothing();
    given(received(1), answered(1))
      .when(answer(1, { upheld: true }))
      .thenRejected('report.contradicts');
  });
  it('is to an objection that is there, and says something under a number', () => {
    given(received(1)).when(answer(2)).thenRejected('objections.unknown');
    given(received(1))
      .when(answer(1, { answer: ' ' }))
      .thenRejected('objections.answer-missing');
    given(received(1))
      .when(answer(1, { documentNo: ' ' }))
      .thenRejected('objections.answer-missing');
  });
});

describe('the work', () => {
  const done = (fact: ObjectionsEvent) =>
    workOf(recorded(fact, { stream })).map(([type, task]) => [
      type,
      task.replace(`task-${subject.entry}.`, ''),
    ]);
  it('is that of the office whose notice it is', () => {
    for (const kind of ['deal', 'distribution'] as const) {
      expect(done(received(3, kind))).toEqual([['OpenTask', 'answer-objection.3']]);
      expect(done(answered(3, kind))).toEqual([['CompleteTask', 'answer-objection.3']]);
    }
    expect(done(received(4, 'listing'))).toEqual([['OpenTask', 'answer-listing-objection.4']]);
    expect(done(answered(4, 'listing', true))).toEqual([['CompleteTask', 'answer-listing-objection.4']]);
  });
});
