/** Evidence that a stranger can check: a Merkle tree over the log, signed checkpoints, proofs. */
export * from './evidence-log.js';
export * from './evidence.module.js';
export * from './leaf.js';
export { Evidence, SUBSCRIPTION as EVIDENCE_SUBSCRIPTION, TreeKeeper } from './tree-keeper.js';
export * from './tlog/index.js';
export { Witnessing } from './witnessing.js';
export type { TrustSource, WitnessState } from './witnessing.js';
