/** What other stages may know of papers (材料): its commands and its facts, and nothing else. */
export * from './papers.commands.js';
export type * from './papers.events.js';
