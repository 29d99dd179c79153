export * from './paper-store.js';
export * from './digests.js';
export * from './disk-papers.js';
export * from './media.js';
export * from './faults.js';
export * from './uploads.js';
export * from './scanner.js';
export * from './limits.js';
