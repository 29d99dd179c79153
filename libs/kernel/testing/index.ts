export * from './event-store.contract.js';
export * from './react.js';
export * from './scenario.js';
