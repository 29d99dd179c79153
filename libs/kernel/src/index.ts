export * from './messages.js';
export * from './event-store.js';
export * from './subscriptions.js';
export * from './documents.js';
export * from './parking.js';
export * from './records.js';
export * from './clock.js';
export * from './deadlines.js';
