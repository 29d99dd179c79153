export { EventStoreDbLog } from './event-store-db-log.js';
export type { EventStoreDbOptions } from './event-store-db-log.js';
export { addressOf } from './address.js';
