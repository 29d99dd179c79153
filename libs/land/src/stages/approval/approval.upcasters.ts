import { upcaster } from '#kernel/messages';
import type { Upcaster } from '#kernel/messages';
import type { Subject } from '../../shared/terms.js';

/** As 0.1.0 wrote it. */
type ReviewReleased = { subject: Subject; burdenId: string };

const subject: Subject = {
  entry: '370114001001JB00001-1',
  parcel: '370114001001JB00001',
  district: '370114',
  township: '370114-01',
  planYear: 2026,
};

export const APPROVAL_UPCASTERS: readonly Upcaster[] = [
  // A hold is lifted, as in every other stage; the data did not change.
  upcaster<ReviewReleased, ReviewReleased>({
    type: 'ReviewReleased',
    from: 1,
    to: { type: 'ReviewHoldLifted', schema: 1 },
    up: (data) => data,
    samples: [
      {
        was: { subject, burdenId: 'seizure-2026-0017' },
        is: { subject, burdenId: 'seizure-2026-0017' },
      },
    ],
  }),
];
