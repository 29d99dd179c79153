/** What lists and screens read: documents, folds that keep them, small keyed values, and timelines. */
export * from './key-values.js';
export * from './projection.js';
export * from './projector.js';
export * from './read-models.js';
export * from './outlines.js';
export * from './shown-facts.js';
export * from './timelines.js';
export * from './words.js';
