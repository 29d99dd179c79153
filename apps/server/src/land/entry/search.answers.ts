import { STATE_NAMES } from '#land';
import { coded, items, named, object, optional, text } from '../../openapi/schema.js';
import type { FoundEntry } from './search.controller.js';

export const FOUND = items(
  named(
    'FoundEntry',
    object<FoundEntry>({
      entry: text('事项编号'),
      parcel: text('宗地代码'),
      township: text('镇街代码'),
      village: text('村'),
      state: coded(STATE_NAMES, '进展'),
      buyer: optional(text('受让人')),
    }),
  ),
);
