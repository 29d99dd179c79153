/**
 * The kernel's ports in memory: the fifth adapter of the contracts beside this folder, and the only one that
 * is for tests alone.
 */
export * from './in-memory.module.js';
export * from './memory-key-values.js';
export * from './shared-memory.js';
