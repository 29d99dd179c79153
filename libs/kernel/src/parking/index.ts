/** What was refused and waits for a person, and what operators do about it. */
export * from './operations.js';
export * from './parking.js';
