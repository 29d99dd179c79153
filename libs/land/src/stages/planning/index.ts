/** What other stages may know of planning (规划核查): its commands and its facts, and nothing else. */
export * from './planning.commands.js';
export type * from './planning.events.js';
