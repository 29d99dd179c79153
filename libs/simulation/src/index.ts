/** A county that lives by itself: people, platform and agenda that drive the engine, and the laws that must hold. */
export * from './simulation.js';
export * from './scheme-maker.js';
export * from './random.js';
export * from './people.js';
export * from './report.js';
export * from './invariants.js';
