/** What others may know of the registers of a district: its commands and its facts, and nothing else. */
export * from './registers.commands.js';
export type * from './registers.events.js';
