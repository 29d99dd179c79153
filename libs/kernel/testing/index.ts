export * from './scenario.js';
export * from './react.js';
export * from './event-store.contract.js';
export * from './subscriptions.contract.js';
export * from './documents.contract.js';
export * from './deadlines.contract.js';
export * from './parking.contract.js';
export * from './records.contract.js';
