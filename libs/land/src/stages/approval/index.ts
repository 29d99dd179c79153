/** What other stages may know of approval (方案审批): its commands and its facts, and nothing else. */
export * from './approval.commands.js';
export type * from './approval.events.js';
