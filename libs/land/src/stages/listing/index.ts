/** What other stages may know of listing (公开交易): its commands and its facts, and nothing else. */
export * from './listing.commands.js';
export type * from './listing.events.js';
