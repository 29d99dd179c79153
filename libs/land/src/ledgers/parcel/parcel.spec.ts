import { followed } from '../../shared/follow.fixture.js';
import { describe, expect, it } from '@jest/globals';
import { recorded, scenario } from '#kernel/testing';
import { soundScheme, subjectOf } from '../../stages/scheme/scheme.fixture.js';
import type { Burden } from '../../shared/terms.js';
import {
  grantParcel,
  liftBurden,
  lockParcel,
  noteBurden,
  returnParcel,
  unlockParcel,
} from './parcel.commands.js';
import { parcel } from './parcel.decider.js';
import type { ParcelEvent } from './parcel.events.js';

const given = scenario(parcel);
const first = subjectOf(1);
const second = subjectOf(2);
const stream = `parcel-${first.parcel}` as const;

const asked = (subject = first) => ({ subject, schemeVersion: 1, boundary: soundScheme.boundary });
const lock = (subject = first) => lockParcel(stream, asked(subject));
const unlock = (subject = first) => unlockParcel(stream, { subject, reason: '撤回' });
const grant = (subject = first) => grantParcel(stream, { subject });

const locked: ParcelEvent = { type: 'ParcelLocked', data: asked() };
const unlocked: ParcelEvent = { type: 'ParcelUnlocked', data: { subject: first, reason: '撤回' } };
const granted: ParcelEvent = { type: 'ParcelGranted', data: { subject: first } };
const back = (subject = first) => returnParcel(stream, { subject, reason: '使用权收回' });
const returned: ParcelEvent = { type: 'ParcelReturned', data: { subject: first, reason: '使用权收回' } };

describe('a parcel', () => {
  it('is locked by the first entry that asks', () => given().when(lock()).then(locked));
  it('stays with its entry when that asks again', () => given(locked).when(lock()).thenNothing());
  it('is refused to a second entry, which is told who holds it', () => {
    given(locked)
      .when(lock(second))
      .then({ type: 'ParcelLockRefused', data: { subject: second, heldBy: first.entry } });
  });
  it('stays locked after a refusal', () => {
    given(locked, { type: 'ParcelLockRefused', data: { subject: second, heldBy: first.entry } })
      .when(unlock())
      .then(unlocked);
  });
  it('is unlocked by its holder, once', () => {
    given(locked).when(unlock()).then(unlocked);
    given(locked, unlocked).when(unlock()).thenNothing();
  });
  it('is not unlocked by an entry that does not hold it', () => {
    given(locked).when(unlock(second)).thenNothing();
    given().when(unlock()).thenNothing();
  });
  it('is free for the next entry after it was unlocked', () => {
    given(locked, unlocked)
      .when(lock(second))
      .then({ type: 'ParcelLocked', data: asked(second) });
  });
  it('is granted to its holder, once', () => {
    given(locked).when(grant()).then(granted);
    given(locked, granted).when(grant()).thenNothing();
  });
  it('takes no further entry once granted', () => {
    given(locked, granted)
      .when(lock(second))
      .then({ type: 'ParcelLockRefused', data: { subject: second, heldBy: first.entry } });
  });
  it('is not unlocked once granted, so a late compensation takes nothing from the user', () => {
    given(locked, granted).when(unlock()).thenNothing();
  });
  it('is not granted to an entry that does not hold it (实施条例 Art. 42)', () => {
    given(locked).when(grant(second)).thenRejected('parcel.not-held');
    given().when(grant()).thenRejected('parcel.not-held');
    given(locked, granted).when(grant(second)).thenRejected('parcel.not-held');
  });
});

describe('a parcel whose right has ended (土地管理法 Art. 66; 民法典 Art. 359)', () => {
  it('is the collective’s again and free for the next entry', () => {
    given(locked, granted).when(back()).then(returned);
    given(locked, granted, returned).when(back()).thenNothing();
    given(locked, granted, returned)
      .when(lock(second))
      .then({ type: 'ParcelLocked', data: asked(second) });
  });
  it('is given back by nobody but the entry that held it', () => {
    given(locked, granted).when(back(second)).thenNothing();
    given(locked).when(back()).thenNothing();
  });
});

const parcelNo = first.parcel;
const dispute: Burden = {
  id: '章权字〔2026〕1号',
  kind: 'dispute',
  organ: '章丘区自然资源局',
  on: '2026-03-02',
  reason: '相邻集体主张权属',
};
const note = (changes: Partial<Burden> = {}) =>
  noteBurden(stream, { parcel: parcelNo, burden: { ...dispute, ...changes } });
const lift = (burdenId = dispute.id, reason = '调解结案') =>
  liftBurden(stream, { parcel: parcelNo, burdenId, reason });
const noted = (subject: typeof first | null = null): ParcelEvent => ({
  type: 'BurdenNoted',
  data: { parcel: parcelNo, burden: dispute, subject },
});
const lifted = (subject: typeof first | null = null): ParcelEvent => ({
  type: 'BurdenLifted',
  data: { parcel: parcelNo, burdenId: dispute.id, reason: '调解结案', subject },
});

describe('a burden (不动产登记暂行条例 Art. 22)', () => {
  it('is noted once, with the entry that holds the parcel', () => {
    given().when(note()).then(noted());
    given(locked).when(note()).then(noted(first));
    given(locked, granted).when(note()).then(noted(first));
    given(noted()).when(note()).thenNothing();
  });
  it('lies on land that may enter, not on a code that is none', () => {
    given()
      .when(noteBurden('parcel-x', { parcel: 'x', burden: dispute }))
      .thenRejected('parcel.code-malformed');
  });
  it('is one document', () => {
    given(noted())
      .when(note({ kind: 'seizure' }))
      .thenRejected('parcel.burden-known');
    given(noted(), lifted()).when(note()).thenRejected('parcel.burden-known');
  });
  it.each([{ id: ' ' }, { organ: '' }, { on: '' }, { reason: '' }])(
    'without its document is refused: %j',
    (changes) => given().when(note(changes)).thenRejected('parcel.burden-incomplete'),
  );
  it('is not of tomorrow', () =>
    given()
      .when(note({ on: '2026-03-03' }))
      .thenRejected('parcel.burden-in-future'));
  it('is lifted once, with a reason', () => {
    given(locked, noted(first)).when(lift()).then(lifted(first));
    given(noted(), lifted()).when(lift()).thenNothing();
    given(noted()).when(lift(dispute.id, ' ')).thenRejected('parcel.lifting-unfounded');
    given().when(lift()).thenRejected('parcel.burden-unknown');
  });
  it('bars the next entry until it is lifted (土地管理法 Art. 14)', () => {
    given(noted())
      .when(lock())
      .then({ type: 'ParcelLockRefused', data: { subject: first, heldBy: null, burden: dispute } });
    given(noted(), lifted()).when(lock()).then(locked);
  });
  it('takes the lock from nobody', () => {
    given(locked, noted(first)).when(lock()).thenNothing();
    given(locked, noted(first)).when(unlock()).then(unlocked);
  });
});

describe('what follows from a parcel', () => {
  const cadastre = `cadastre-${parcelNo.slice(0, 12)}` as const;
  const keep = (event: ParcelEvent) => followed('keepCadastre', recorded(event));
  const hold = (event: ParcelEvent) => followed('holdStagesOfBurdenedParcel', recorded(event));
  const reject = (event: ParcelEvent) => followed('rejectSchemeOfHeldParcel', recorded(event));

  it('is its place in the cadastre, as long as it is locked', () => {
    expect(keep(locked)).toEqual([['PlaceBoundary', cadastre, asked()]]);
    expect(keep(unlocked)).toEqual([['RemoveBoundary', cadastre, { subject: first }]]);
    expect(keep(returned)).toEqual([['RemoveBoundary', cadastre, { subject: first }]]);
  });
  it('is the rejection of the scheme that came second', () => {
    expect(reject({ type: 'ParcelLockRefused', data: { subject: second, heldBy: first.entry } })).toEqual([
      ['RejectScheme', `scheme-${second.entry}`, { reason: expect.stringContaining(first.entry) }],
    ]);
  });
  it('is the rejection of a scheme on burdened land, with the article', () => {
    const refused: ParcelEvent = {
      type: 'ParcelLockRefused',
      data: { subject: first, heldBy: null, burden: dispute },
    };
    expect(reject(refused)).toEqual([
      ['RejectScheme', `scheme-${first.entry}`, { reason: expect.stringMatching(/权属争议.*第十四条/) }],
    ]);
  });
  it('is a hold on every stage that the burden blocks, until it is lifted', () => {
    expect(hold(noted(first))).toEqual([
      ['HoldReview', `approval-${first.entry}`, { subject: first, burden: dispute }],
      ['HoldListing', `listing-${first.entry}`, { subject: first, burden: dispute }],
      ['HoldContract', `contract-${first.entry}`, { subject: first, burden: dispute }],
      ['HoldRegistration', `registration-${first.entry}`, { subject: first, burden: dispute }],
      ['HoldTenure', `tenure-${first.entry}`, { subject: first, burden: dispute }],
    ]);
    expect(hold(lifted(first))).toEqual([
      ['LiftReviewHold', `approval-${first.entry}`, { subject: first, burdenId: dispute.id }],
      ['LiftListingHold', `listing-${first.entry}`, { subject: first, burdenId: dispute.id }],
      ['LiftContractHold', `contract-${first.entry}`, { subject: first, burdenId: dispute.id }],
      ['LiftRegistrationHold', `registration-${first.entry}`, { subject: first, burdenId: dispute.id }],
      ['LiftTenureHold', `tenure-${first.entry}`, { subject: first, burdenId: dispute.id }],
    ]);
  });
  it('leaves alone the stages that an illegal occupation does not block (土地管理法 Art. 77)', () => {
    const occupation = { ...dispute, kind: 'occupation' } as const;
    expect(
      hold({ type: 'BurdenNoted', data: { parcel: parcelNo, burden: occupation, subject: first } }),
    ).toEqual([['HoldReview', `approval-${first.entry}`, { subject: first, burden: occupation }]]);
  });
  it('is nothing more where no entry holds it', () => {
    expect(hold(noted())).toEqual([]);
    expect(hold(lifted())).toEqual([]);
  });
});
