import { describe, expect, it } from '@jest/globals';
import { recorded, scenario } from '#kernel/testing';
import { subjectOf } from '../../stages/scheme/scheme.fixture.js';
import { workOf } from '../../shared/follow.fixture.js';
import {
  acceptClaim,
  claimsOf,
  expireClaim,
  findRecordWrong,
  keepClaimWaiting,
  receiveClaim,
  refuseClaim,
  upholdRecord,
} from './claims.commands.js';
import { claims, judgementOf, waitingOf } from './claims.decider.js';
import type { Claim, ClaimRefusal, ClaimsEvent } from './claims.events.js';

const given = scenario(claims);
const subject = subjectOf(1);
const stream = claimsOf(subject.entry);

const claim = (id: string, more: Partial<Claim> = {}): Claim => ({
  claim: id,
  kind: 'results',
  key: `key-${id}`,
  claimant: { user: 'platform', office: '370100/trading' },
  sha256: `bytes-${id}`,
  contentSha256: `content-${id}`,
  raw: '{}',
  ...more,
});
const refusal = (code: string): ClaimRefusal => ({
  code,
  kind: 'conflict',
  detail: '请核对',
  detailEn: null,
  details: {},
});
const CONTRADICTS = refusal('listing.result-contradicts');
const EARLY = refusal('listing.not-closed');

const receive = (id: string, more?: Partial<Claim>) => receiveClaim(stream, { subject, ...claim(id, more) });
const refuse = (id: string, why: ClaimRefusal) => refuseClaim(stream, { claim: id, refusal: why });
const received = (id: string, more?: Partial<Claim>): ClaimsEvent => ({
  type: 'ClaimReceived',
  data: { subject, ...claim(id, more) },
});
const about = (id: string, kind: Claim['kind'] = 'results') => ({ subject, claim: id, kind });
const accepted = (id: string): ClaimsEvent => ({ type: 'ClaimAccepted', data: { ...about(id), version: 3 } });
const disputed = (id: string, dispute = 1): ClaimsEvent => ({
  type: 'ClaimDisputed',
  data: { ...about(id), refusal: CONTRADICTS, dispute, contentSha256: `content-${id}` },
});
const upheld: ClaimsEvent = { type: 'RecordUpheld', data: { ...about('b'), dispute: 1, reason: '档案无误' } };
const wrong: ClaimsEvent = {
  type: 'RecordFoundWrong',
  data: { ...about('b'), dispute: 1, documentNo: '章自然资〔2026〕31号' },
};

describe('a claim', () => {
  it('is kept as it came, once, before anybody judges it', () => {
    given().when(receive('a')).then(received('a'));
    given(received('a')).when(receive('a')).thenNothing();
  });
  it('keeps the content that came first under its key', () =>
    given(received('a'))
      .when(receive('a', { contentSha256: 'other' }))
      .thenNothing());
  it('is judged once, whichever way', () => {
    given(received('a'))
      .when(acceptClaim(stream, { claim: 'a', version: 3 }))
      .then(accepted('a'));
    given(received('a'), accepted('a')).when(refuse('a', EARLY)).thenNothing();
    const refused: ClaimsEvent = { type: 'ClaimRefused', data: { ...about('a'), refusal: EARLY } };
    given(received('a')).when(refuse('a', EARLY)).then(refused);
    given(received('a'), refused)
      .when(acceptClaim(stream, { claim: 'a', version: 3 }))
      .thenNothing();
  });
  it('is not judged before it was received', () => {
    given()
      .when(acceptClaim(stream, { claim: 'a', version: 3 }))
      .thenRejected('claims.not-received');
    given().when(refuse('a', EARLY)).thenRejected('claims.not-received');
  });
  it('is found with what came of it', () => {
    const after = (...facts: readonly ClaimsEvent[]) => facts.reduce(claims.evolve, claims.initial);
    expect(judgementOf(after(), 'a')).toBeNull();
    expect(judgementOf(after(received('a')), 'a')).toBeNull();
    expect(judgementOf(after(received('a'), accepted('a')), 'a')).toEqual({ as: 'accepted', version: 3 });
    expect(judgementOf(after(received('b'), disputed('b')), 'b')).toEqual({
      as: 'refused',
      refusal: CONTRADICTS,
    });
  });
});

describe('a contradiction', () => {
  it('becomes a dispute, and every other refusal none', () => {
    given(received('b')).when(refuse('b', CONTRADICTS)).then(disputed('b'));
    for (const code of ['report.contradicts', 'listing.already-announced', 'listing.sold', 'listing.stopped'])
      given(received('b'))
        .when(refuse('b', refusal(code)))
        .then({
          type: 'ClaimDisputed',
          data: { ...about('b'), refusal: refusal(code), dispute: 1, contentSha256: 'content-b' },
        });
    given(received('b'))
      .when(refuse('b', refusal('listing.not-open')))
      .then({ type: 'ClaimRefused', data: { ...about('b'), refusal: refusal('listing.not-open') } });
  });
  it('is one question, however often and under how many keys it is sent, settled or not', () => {
    const again = received('c', { contentSha256: 'content-b' });
    const same: ClaimsEvent = {
      type: 'ClaimRefused',
      data: { ...about('c'), refusal: CONTRADICTS, dispute: 1 },
    };
    given(received('b'), disputed('b'), again).when(refuse('c', CONTRADICTS)).then(same);
    given(received('b'), disputed('b'), upheld, again).when(refuse('c', CONTRADICTS)).then(same);
  });
  it('of another content or another kind is another question', () => {
    given(received('b'), disputed('b'), received('c')).when(refuse('c', CONTRADICTS)).then(disputed('c', 2));
    given(received('b'), disputed('b'), received('c', { kind: 'refunds', contentSha256: 'content-b' }))
      .when(refuse('c', CONTRADICTS))
      .then({
        type: 'ClaimDisputed',
        data: { ...about('c', 'refunds'), refusal: CONTRADICTS, dispute: 2, contentSha256: 'content-b' },
      });
  });
  it('opens a task of its own, which only an answer ends', () => {
    const kinds = (fact: ClaimsEvent) =>
      workOf(recorded(fact, { stream })).map(([type, task]) => [
        type,
        task.replace(`task-${subject.entry}.`, ''),
      ]);
    expect(kinds(disputed('b', 2))).toEqual([['OpenTask', 'settle-claim.2']]);
    expect(kinds(upheld)).toEqual([['CompleteTask', 'settle-claim.1']]);
    expect(kinds(wrong)).toEqual([['CompleteTask', 'settle-claim.1']]);
  });
});

describe('a dispute', () => {
  const uphold = (reason = '档案无误') => upholdRecord(stream, { dispute: 1, reason });
  const findWrong = (documentNo = '章自然资〔2026〕31号') =>
    findRecordWrong(stream, { dispute: 1, documentNo });
  const open = [received('b'), disputed('b')];

  it('is settled by a person: what was accepted stands, or is wrong', () => {
    given(...open)
      .when(uphold())
      .then(upheld);
    given(...open)
      .when(findWrong())
      .then(wrong);
  });
  it('is settled once', () => {
    given(...open, upheld)
      .when(uphold())
      .thenNothing();
    given(...open, wrong)
      .when(findWrong())
      .thenNothing();
    given(...open, upheld)
      .when(uphold('另有理由'))
      .thenRejected('report.contradicts');
    given(...open, upheld)
      .when(findWrong())
      .thenRejected('claims.settled');
    given(...open, wrong)
      .when(uphold())
      .thenRejected('claims.settled');
  });
  it('must be there', () => given(received('b')).when(uphold()).thenRejected('claims.dispute-unknown'));
});

describe('a claim that came before what it rests on', () => {
  const early = {
    refusal: refusal('levy.not-noticed'),
    waitsFor: { zh: '调节金缴款通知书发出', en: 'the notice of the levy is issued' },
    command: { type: 'RecordLevyPayment', stream: `levy-${subject.entry}`, data: {} },
    commandId: 'http/treasury/key-a',
    actor: { person: 'treasury', role: 'treasury', office: '370114/finance' },
  };
  const money = { kind: 'levy-receipts' } as const;
  const wait = (id: string) => keepClaimWaiting(stream, { claim: id, ...early });
  const waiting = (id: string, kind: Claim['kind'] = money.kind): ClaimsEvent => ({
    type: 'ClaimWaiting',
    data: { ...about(id, kind), ...early },
  });
  const after = (...facts: readonly ClaimsEvent[]) => facts.reduce(claims.evolve, claims.initial);

  it('is kept with the command that judges it, once', () => {
    given(received('a', money)).when(wait('a')).then(waiting('a'));
    given(received('a', money), waiting('a')).when(wait('a')).thenNothing();
    given(received('a'), accepted('a')).when(wait('a')).thenNothing();
    given().when(wait('a')).thenRejected('claims.not-received');
  });
  it('is judged later, and whoever could not be answered is told', () => {
    given(received('a', money), waiting('a'))
      .when(acceptClaim(stream, { claim: 'a', version: 3 }))
      .then({ type: 'ClaimAccepted', data: { ...about('a', money.kind), version: 3, waited: true } });
    given(received('a'), waiting('a', 'results'))
      .when(refuse('a', EARLY))
      .then({ type: 'ClaimRefused', data: { ...about('a'), refusal: EARLY, waited: true } });
  });
  it('waits in the order in which it came, until it is judged', () => {
    const two = after(received('b', money), received('a', money), waiting('b'), waiting('a'));
    expect(two.waiting.map(({ claim: id }) => id)).toEqual(['b', 'a']);
    expect(waitingOf(two, 'a')).toMatchObject(early);
    const one = claims.evolve(two, accepted('b'));
    expect(one.waiting.map(({ claim: id }) => id)).toEqual(['a']);
    expect(waitingOf(one, 'b')).toBeUndefined();
  });
  it('is refused with the reason for which it waited when it has waited long enough', () => {
    const expire = expireClaim(stream, { claim: 'a' });
    given(received('a'), waiting('a', 'results'))
      .when(expire)
      .then({ type: 'ClaimRefused', data: { ...about('a'), refusal: early.refusal, waited: true } });
    given(received('a'), waiting('a', 'results'), accepted('a')).when(expire).thenNothing();
    given(received('a')).when(expire).thenNothing();
  });
  it('of money is never merely refused then: somebody has to find whose it is', () =>
    given(received('a', money), waiting('a'))
      .when(expireClaim(stream, { claim: 'a' }))
      .then({
        type: 'ClaimDisputed',
        data: {
          ...about('a', money.kind),
          refusal: early.refusal,
          dispute: 1,
          contentSha256: 'content-a',
          waited: true,
        },
      }));
});

describe('a receipt', () => {
  const money = { kind: 'price-receipts' } as const;
  const why = (code: string) => refuse('a', refusal(code));
  it('that matches nothing is work for finance and not for the bureau', () => {
    for (const code of ['contract.overpayment', 'contract.other-contract', 'payment.before-fact'])
      given(received('a', money))
        .when(why(code))
        .then({
          type: 'ClaimDisputed',
          data: {
            ...about('a', money.kind),
            refusal: refusal(code),
            dispute: 1,
            contentSha256: 'content-a',
          },
        });
    const kinds = (fact: ClaimsEvent) =>
      workOf(recorded(fact, { stream })).map(([type, task]) => [
        type,
        task.replace(`task-${subject.entry}.`, ''),
      ]);
    const of = { ...about('a', money.kind), dispute: 1 };
    const data = { ...of, refusal: refusal('contract.overpayment'), contentSha256: 'content-a' };
    expect(kinds({ type: 'ClaimDisputed', data })).toEqual([['OpenTask', 'settle-receipt.1']]);
    expect(kinds({ type: 'RecordUpheld', data: { ...of, reason: '退回' } })).toEqual([
      ['CompleteTask', 'settle-receipt.1'],
    ]);
    expect(kinds({ type: 'RecordFoundWrong', data: { ...of, documentNo: '更1' } })).toEqual([
      ['CompleteTask', 'settle-receipt.1'],
    ]);
  });
  it('of no money, or of a day to come, is refused and nothing else', () => {
    for (const code of ['contract.amount-not-positive', 'contract.date-in-future'])
      given(received('a', money))
        .when(why(code))
        .then({ type: 'ClaimRefused', data: { ...about('a', money.kind), refusal: refusal(code) } });
  });
});
