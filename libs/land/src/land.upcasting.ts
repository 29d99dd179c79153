import { Upcasting } from '#kernel';
import { EVENT_NAMES } from './entry/event-names.js';
import { APPROVAL_UPCASTERS } from './stages/approval/approval.upcasters.js';

/** How the facts of every release are read as those of this one. @throws UpcastersWrong */
export const landUpcasting = (): Upcasting =>
  new Upcasting(Object.keys(EVENT_NAMES), [...APPROVAL_UPCASTERS]);
