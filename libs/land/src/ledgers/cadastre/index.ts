/** What other stages may know of cadastre (地籍): its commands and its facts, and nothing else. */
export * from './cadastre.commands.js';
export type * from './cadastre.events.js';
