import { ENGINE } from '#kernel';
import type { NewEvent } from '#kernel';

const [DISTRICT, TOWNSHIP, YEAR] = ['370114', '370114-01', 2026];
/** 地籍子区 begin here, and each has so many parcels. */
const [FIRST_AREA, PARCELS_OF_AREA] = [100_000, 100_000];
const [DAY, MOMENT] = ['2026-03-02', '2026-03-02T02:00:00.000Z'];

/** An entry of its own for each number. */
export function entryOf(n: number): string {
  const area = String(FIRST_AREA + Math.floor(n / PARCELS_OF_AREA));
  return `${DISTRICT}${area}JB${String(n % PARCELS_OF_AREA).padStart(5, '0')}-1`;
}

export const listingOf = (entry: string): string => `listing-${entry}`;

const subjectOf = (entry: string) => ({
  entry,
  parcel: entry.slice(0, -2),
  district: DISTRICT,
  township: TOWNSHIP,
  planYear: YEAR,
});
const meta = (entry: string, command: string): NewEvent['meta'] => ({
  correlation: entry,
  causation: command,
  command,
  actor: ENGINE,
  occurredAt: MOMENT,
  policy: 'jinan@2026.1',
  schema: 1,
});

/**
 * A fact that is published to the platform and that no saga, no deadline and no work of people follows: what
 * a server does with it is what it does with every fact, and to publish it.
 */
export const liftedHold = (entry: string, n: number): NewEvent => ({
  type: 'ListingHoldLifted',
  data: { subject: subjectOf(entry), burdenId: `限〔2026〕${n}号` },
  meta: meta(entry, `lift-${entry}-${n}`),
});
/** As what that of a version of the listing's stream is published. */
export const liftedId = (entry: string, version: number): string =>
  `${listingOf(entry)}@${version}:listing.hold-lifted.v1`;

/** The same for the registry. */
export const acceptedApplication = (entry: string, n: number): NewEvent => ({
  type: 'ApplicationAccepted',
  data: { subject: subjectOf(entry), applicationNo: `受理〔2026〕${n}号`, acceptedOn: DAY },
  meta: meta(entry, `accept-${entry}-${n}`),
});
