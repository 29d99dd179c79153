/**
 * What the things of the procedure are called. Nothing but data here: the build works it out once and puts
 * the values into the program (`apps/bundle.mjs`), which so names things without loading what declares them.
 */
export { EVENT_NAMES, STREAM_NAMES } from './entry/event-names.js';
export { STAGES } from './entry/stages.js';
export { STATUS_NAMES } from './entry/entry.projection.js';
export { QUOTA_KINDS } from './ledgers/quota/quota.ledger.js';
export { WORK_NAMES } from './work/works.js';
