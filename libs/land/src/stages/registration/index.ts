/** What other stages may know of registration (不动产登记): its commands and its facts, and nothing else. */
export * from './registration.commands.js';
export type * from './registration.events.js';
