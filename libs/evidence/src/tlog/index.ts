/** Transparency logs by the public specifications (RFC 9162, C2SP), apart from what any log is about. */
export * from './checkpoint.js';
export * from './keys.js';
export * from './note.js';
export { hasSm2 } from './sm2.js';
export * from './trust.js';
export * from './proof.js';
export * from './tiles.js';
export * from './tree.js';
export * from './witness.js';
