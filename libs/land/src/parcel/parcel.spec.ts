import { describe, expect, it } from '@jest/globals';
import { reaction, recorded, scenario } from '#kernel/testing';
import { subjectOf } from '../scheme/scheme.fixture.js';
import { GrantParcel, LockParcel, UnlockParcel } from './parcel.commands.js';
import { parcel } from './parcel.decider.js';
import type { ParcelEvent } from './parcel.events.js';
import { ParcelSaga } from './parcel.saga.js';

const given = scenario(parcel);
const first = subjectOf(1);
const second = subjectOf(2);
const stream = `parcel-${first.parcel}`;

const lock = (subject = first) => new LockParcel(stream, { subject });
const unlock = (subject = first) => new UnlockParcel(stream, { subject, reason: '撤回' });
const grant = (subject = first) => new GrantParcel(stream, { subject });

const locked: ParcelEvent = { type: 'ParcelLocked', data: { subject: first } };
const unlocked: ParcelEvent = { type: 'ParcelUnlocked', data: { subject: first, reason: '撤回' } };
const granted: ParcelEvent = { type: 'ParcelGranted', data: { subject: first } };

describe('a parcel', () => {
  it('is locked by the first entry that asks', () => given().when(lock()).then(locked));
  it('stays with its entry when that asks again', () => given(locked).when(lock()).thenNothing());
  it('is refused to a second entry, which is told who holds it', () => {
    given(locked).when(lock(second)).then({ type: 'ParcelLockRefused', data: { subject: second, heldBy: first.entry } });
  });
  it('stays locked after a refusal', () => {
    given(locked, { type: 'ParcelLockRefused', data: { subject: second, heldBy: first.entry } }).when(unlock()).then(unlocked);
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
    given(locked, unlocked).when(lock(second)).then({ type: 'ParcelLocked', data: { subject: second } });
  });
  it('is granted to its holder, once', () => {
    given(locked).when(grant()).then(granted);
    given(locked, granted).when(grant()).thenNothing();
  });
  it('takes no further entry once granted', () => {
    given(locked, granted).when(lock(second)).then({ type: 'ParcelLockRefused', data: { subject: second, heldBy: first.entry } });
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

describe('what follows from a parcel', () => {
  const saga = new ParcelSaga();

  it('is the planning check, once the parcel is locked', () => {
    expect(reaction((events) => saga.checkPlanningOfLockedParcel(events), recorded(locked))).toEqual([['CheckPlanning', `planning-${first.entry}`, { subject: first }]]);
  });
  it('is the rejection of the scheme that came second', () => {
    const refused = recorded<ParcelEvent>({ type: 'ParcelLockRefused', data: { subject: second, heldBy: first.entry } });
    expect(reaction((events) => saga.rejectSchemeOfHeldParcel(events), refused)).toEqual([
      ['RejectScheme', `scheme-${second.entry}`, { reason: expect.stringContaining(first.entry) }],
    ]);
  });
});
