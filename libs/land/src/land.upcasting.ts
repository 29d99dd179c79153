import { Upcasting } from '#kernel';
import { EVENT_NAMES } from './entry/event-names.js';
import { ROOMS } from './procedure.js';

/** How the facts of every release are read as those of this one. @throws UpcastersWrong */
export const landUpcasting = (): Upcasting =>
  new Upcasting(
    Object.keys(EVENT_NAMES),
    ROOMS.flatMap(({ upcasters }) => upcasters),
  );
