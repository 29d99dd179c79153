/** What other stages may know of official papers (公文): its commands and its facts, and nothing else. */
export * from './official.commands.js';
export type * from './official.events.js';
