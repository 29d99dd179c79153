export { EventStoreDbLog } from './event-store-db-log.js';
export type { EventStoreDbOptions } from './event-store-db-log.js';
export * from './settings.js';
export { addressOf } from './address.js';
export { ConsumerGroupRefused, ConsumerGroups, GROUP_NAME } from './consumer-groups.js';
export type { ConsumerGroup } from './consumer-groups.js';
export type { GroupRefusal } from './faults.js';
export { FIRST_ANSWER_MS, lookAtLog, refusedBy, untilLogAnswers } from './first-look.js';
