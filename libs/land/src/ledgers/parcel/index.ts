/** What other stages may know of parcel (宗地): its commands and its facts, and nothing else. */
export * from './parcel.commands.js';
export type * from './parcel.events.js';
