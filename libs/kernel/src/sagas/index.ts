/** What follows from what: sagas that are driven by the log, and from where each of them begins. */
export * from './arrows.js';
export * from './durable-sagas.js';
export * from './saga-frontier.js';
export * from './saga-places.js';
export * from './saga.js';
