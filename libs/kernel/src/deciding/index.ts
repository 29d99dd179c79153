/** From a command to facts: a mailbox for each stream, and the handlers that put commands into it. */
export * from './claims.js';
export * from './command-handlers.js';
export * from './command-types.js';
export * from './mailboxes.js';
export * from './pack-in-force.js';
