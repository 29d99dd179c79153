/** The vocabulary of the kernel: facts, commands, envelopes and deciders. Pure; it imports nothing. */
export * from './beijing-time.js';
export * from './messages.js';
export * from './upcasters.js';
