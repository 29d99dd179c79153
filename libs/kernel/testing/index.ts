export * from './scenario.js';
export * from './react.js';
