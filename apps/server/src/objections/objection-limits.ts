import type { Limit } from '#access';

/** Objections from one place within an hour, sent again or not: a whole village may share one address. */
export const OBJECTIONS_SENT: Limit = { name: 'objection', max: 10, seconds: 3_600 };
/** Questions for an answer from one place within ten minutes; a code has 60 bits, so few guess little. */
export const ANSWERS_ASKED: Limit = { name: 'objection-answer', max: 30, seconds: 600, flood: true };
/** Days for which name and contact are kept, from the receipt on; nobody reads them afterwards. */
export const CONTACT_DAYS = 365;
