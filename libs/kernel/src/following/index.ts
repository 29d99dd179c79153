/**
 * From facts to those who follow them: leases, checkpoints, back-off, and the two ways along the log.
 */
export * from './by-stream.js';
export * from './catch-up.js';
export * from './lanes.js';
export * from './page-runner.js';
export * from './subscriptions.js';
export * from './watermark.js';
export * from './within.js';
