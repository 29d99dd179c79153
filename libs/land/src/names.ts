/**
 * How the things of the procedure are called and listed, for a program that only shows what a server says
 * (`#land/names`): it starts without the procedure itself.
 */
export * from './name-tables.js';
export { nameOf, stageNameOf } from './entry/name-of.js';
export { STATE_NAMES } from './entry/states.js';
export { inQueueOrder } from './entry/queue.js';
export type { Queued } from './entry/queue.js';
export { QUOTA_NAMES } from './shared/choice-names.js';
export { lineOfItem } from './shared/field-names.js';
