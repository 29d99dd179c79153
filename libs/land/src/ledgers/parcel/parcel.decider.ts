import { civilDate, isBlank, parcelCode, sameNo } from '#policy';
import type { Decider } from '#kernel/messages';
import { isRepeat } from '../../shared/repeat.rules.js';
import type { Contradiction } from '../../shared/repeat.rules.js';
import type { Burden, Subject } from '../../shared/terms.js';
import { refuse } from './parcel.refusals.js';
import type { ParcelCommand } from './parcel.commands.js';
import type { ParcelEvent } from './parcel.events.js';

/** A parcel is free, taken by one entry, or granted to a user; burdens lie on the land, whoever holds it. */
export type Parcel = Readonly<{
  status: 'free' | 'locked' | 'granted';
  holder: Subject | null;
  burdens: readonly Burden[];
  lifted: readonly Lifted[];
}>;
type Lifted = Readonly<{ id: string; reason: string }>;

/**
 * One parcel, one entry at a time. A lock that cannot be given is a fact, not an exception: the scheme that
 * asked for it must hear of it, and only facts are heard.
 */
export const parcel: Decider<Parcel, ParcelCommand, ParcelEvent> = {
  initial: { status: 'free', holder: null, burdens: [], lifted: [] },

  decide({ type, data, meta }, state): readonly ParcelEvent[] {
    const { status, holder, burdens, lifted } = state;
    switch (type) {
      case 'LockParcel': {
        // The same entry asks again: it has what it asks for.
        if (holder?.entry === data.subject.entry) return [];
        if (holder)
          return [{ type: 'ParcelLockRefused', data: { subject: data.subject, heldBy: holder.entry } }];
        const [burden] = burdens;
        return burden
          ? [{ type: 'ParcelLockRefused', data: { subject: data.subject, heldBy: null, burden } }]
          : [{ type: 'ParcelLocked', data }];
      }
      case 'UnlockParcel':
        // Only the holder lets go: a rejected second entry must not free the first one's parcel.
        if (status !== 'locked' || holder?.entry !== data.subject.entry) return [];
        return [{ type: 'ParcelUnlocked', data }];
      case 'GrantParcel': {
        const { subject } = data;
        if (status === 'granted' && holder?.entry === subject.entry) return [];
        if (status !== 'locked' || holder?.entry !== subject.entry)
          throw refuse('parcel.not-held', {
            parcel: subject.parcel,
            entry: subject.entry,
            heldBy: holder?.entry ?? null,
          });
        return [{ type: 'ParcelGranted', data }];
      }
      case 'ReturnParcel':
        return status === 'granted' && holder?.entry === data.subject.entry
          ? [{ type: 'ParcelReturned', data }]
          : [];
      case 'NoteBurden': {
        const { burden } = data;
        const before = burdens.find(({ id }) => sameNo(id, burden.id));
        const contradiction = (found: Contradiction) =>
          refuse('parcel.burden-known', { burden: burden.id, ...found });
        if (before && isRepeat(['权利限制', 'The burden'], { ...before }, { ...burden }, contradiction))
          return [];
        if (lifted.some(({ id }) => sameNo(id, burden.id)))
          throw refuse('parcel.burden-known', {
            burden: burden.id,
            differences: '该限制已经解除',
            differencesEn: 'it was lifted',
          });
        parcelCode(data.parcel);
        whole(burden, civilDate(meta.at));
        return [{ type: 'BurdenNoted', data: { ...data, subject: holder } }];
      }
      case 'LiftBurden': {
        const known = lifted.find(({ id }) => sameNo(id, data.burdenId));
        if (
          known &&
          isRepeat(
            [`限制${known.id}的解除`, `The lifting of ${known.id}`],
            { reason: known.reason },
            { reason: data.reason },
          )
        )
          return [];
        const found = burdens.find(({ id }) => sameNo(id, data.burdenId));
        if (!found) throw refuse('parcel.burden-unknown', { burden: data.burdenId, parcel: data.parcel });
        if (isBlank(data.reason)) throw refuse('parcel.lifting-unfounded', { burden: data.burdenId });
        return [{ type: 'BurdenLifted', data: { ...data, burdenId: found.id, subject: holder } }];
      }
    }
  },

  evolve(state, { type, data }): Parcel {
    switch (type) {
      case 'ParcelLocked':
        return { ...state, status: 'locked', holder: data.subject };
      case 'ParcelLockRefused':
        return state;
      case 'ParcelUnlocked':
      case 'ParcelReturned':
        return { ...state, status: 'free', holder: null };
      case 'ParcelGranted':
        return { ...state, status: 'granted', holder: data.subject };
      case 'BurdenNoted':
        return { ...state, burdens: [...state.burdens, data.burden] };
      case 'BurdenLifted':
        return {
          ...state,
          burdens: state.burdens.filter(({ id }) => id !== data.burdenId),
          lifted: [...state.lifted, { id: data.burdenId, reason: data.reason }],
        };
    }
  },
};

const DOCUMENT = [
  ['id', '文号'],
  ['organ', '机关'],
  ['on', '日期'],
  ['reason', '事由'],
] as const;

function whole(burden: Burden, today: string): void {
  const missing = DOCUMENT.filter(([field]) => burden[field].trim() === '').map(([, name]) => name);
  if (missing.length > 0) throw refuse('parcel.burden-incomplete', { missing: missing.join('、') });
  if (burden.on > today) throw refuse('parcel.burden-in-future', { on: burden.on, today });
}
