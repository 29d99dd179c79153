/** What other stages may know of distribution (收益分配): its commands and its facts, and nothing else. */
export * from './distribution.commands.js';
export type * from './distribution.events.js';
