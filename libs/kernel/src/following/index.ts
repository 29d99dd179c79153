/**
 * From facts to those who follow them. `SubscriptionRunner` has what every subscription needs: leases,
 * back-off, checkpoints, fencing, and who waits. Two strategies say how one works through events: `Lanes`,
 * each correlation in order beside the others, and `Pages`, a whole page at a time.
 */
export * from './by-stream.js';
export * from './catch-up.js';
export * from './lanes.js';
export * from './pages.js';
export * from './strategy.js';
export * from './subscription-runner.js';
export * from './subscriptions.js';
export * from './time-limit.js';
export * from './watermark.js';
export * from './within.js';
