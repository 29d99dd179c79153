/** A county that lives by itself: people, platform and agenda drive the engine, and laws must hold. */
export * from './simulation.js';
export type { SimulationOptions } from './scene.js';
export * from './scheme-maker.js';
export * from './random.js';
export * from './owed.js';
export * from './people.js';
export * from './report.js';
export * from './invariants.js';
