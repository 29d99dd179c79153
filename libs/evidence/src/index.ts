/** Evidence that a stranger can check: a Merkle tree over the log, signed checkpoints, proofs. */
export * from './checkpoint.js';
export * from './evidence-log.js';
export * from './evidence.module.js';
export * from './leaf.js';
export * from './note.js';
export * from './proof.js';
export * from './tiles.js';
export { Evidence, SUBSCRIPTION as EVIDENCE_SUBSCRIPTION, TreeKeeper } from './tree-keeper.js';
export * from './tree.js';
