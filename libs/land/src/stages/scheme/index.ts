/** What other stages may know of scheme (入市方案): its commands and its facts, and nothing else. */
export * from './scheme.commands.js';
export type * from './scheme.events.js';
