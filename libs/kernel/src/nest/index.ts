/** The kernel as a Nest module, and the engine as the rest of the house sees it. */
export * from './engine.js';
export * from './kernel.module.js';
export * from './options.js';
