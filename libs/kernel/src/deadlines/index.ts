/**
 * Time as a command: the list of running deadlines, who fires them, and the clock that all of it goes by.
 */
export * from './clock.js';
export * from './deadline-keeper.js';
export * from './deadlines.js';
export * from './simulated-time.js';
