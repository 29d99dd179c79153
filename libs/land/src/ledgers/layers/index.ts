/** What others may know of the layers of a district: its commands and its facts, and nothing else. */
export * from './layers.commands.js';
export type * from './layers.events.js';
