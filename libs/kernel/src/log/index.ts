/**
 * The log of facts: the port that a store fulfils, how facts of earlier releases are read, on what a
 * checkpoint stood, and who watches that it is still the same log.
 */
export * from './event-store.js';
export * from './footing.js';
export * from './log-guard.js';
export * from './storage-fault.js';
export * from './upcasting.js';
