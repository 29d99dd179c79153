import { room } from '../../room.js';
import { parcel } from './parcel.decider.js';
import type { ParcelEvent } from './parcel.events.js';
import { ParcelModule } from './parcel.module.js';
import { refuse } from './parcel.refusals.js';

export const parcelRoom = room<ParcelEvent>()({
  stream: 'parcel',
  name: { zh: '宗地', en: 'Parcel' },
  module: ParcelModule,
  decider: () => parcel,
  refusals: refuse.catalogue,
  work: [],
  upcasters: [],
  facts: {
    ParcelLocked: { zh: '锁定宗地', en: 'Parcel locked' },
    ParcelLockRefused: { zh: '宗地被占用或受限，不予受理', en: 'Not accepted: parcel held or burdened' },
    ParcelUnlocked: { zh: '释放宗地', en: 'Parcel unlocked' },
    ParcelGranted: { zh: '宗地使用权设立', en: 'Parcel granted' },
    ParcelReturned: { zh: '宗地收回，可重新入市', en: 'Parcel returned' },
    BurdenNoted: { zh: '记载权利限制', en: 'Burden noted' },
    BurdenLifted: { zh: '解除权利限制', en: 'Burden lifted' },
  },
});
