/** What other stages may know of tenure (使用权存续): its commands and its facts, and nothing else. */
export * from './tenure.commands.js';
export type * from './tenure.events.js';
