/** The vocabulary of the kernel: facts, commands, envelopes and deciders. Pure; it imports nothing. */
export * from './messages.js';
export * from './upcasters.js';
