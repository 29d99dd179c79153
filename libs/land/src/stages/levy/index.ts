/** What other stages may know of levy (调节金): its commands and its facts, and nothing else. */
export * from './levy.commands.js';
export type * from './levy.events.js';
