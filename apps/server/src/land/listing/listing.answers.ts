import type { DefaulterView } from '#land';
import { day, fen, instant, integer, list, named, object, oneOf, page, text } from '../../openapi/schema.js';
import { DEAL, FACT_DATA, FACT_KIND, factOf, PARTY, SUBJECT } from '../shared/answers.js';

type Listing = Readonly<{
  entry: string;
  parcel: string;
  district: string;
  village: string;
  state: string;
  deal: object;
}>;

export const LISTINGS = page(
  named(
    'Listing',
    object<Listing>({
      entry: text(),
      parcel: text(),
      district: text(),
      village: text(),
      state: text(),
      deal: DEAL,
    }),
  ),
);

export const DEFAULTERS = page(
  named(
    'Defaulter',
    object<DefaulterView>({
      party: PARTY,
      subject: SUBJECT,
      round: integer(),
      ground: oneOf(
        ['refused-to-sign', 'false-documents', 'bribery', 'collusion'],
        '拒签、虚假文件、行贿、串通',
      ),
      reason: text(),
      forfeitFen: fen('不予退还的保证金，分'),
      on: day(),
    }),
  ),
);

const listingFact = object<{ id: string; type: string; version: number; data: object; occurredAt: string }>({
  id: text(),
  type: FACT_KIND,
  version: integer(),
  data: FACT_DATA,
  occurredAt: instant(),
});

export const LISTING_FILE = named(
  'ListingFile',
  object<{ entry: string; items: object }>({ entry: text(), items: list(factOf(listingFact)) }),
);
