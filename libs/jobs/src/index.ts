export { BullAlarms } from './bull-alarms.js';
export type { AlarmsOptions } from './bull-alarms.js';
export { impatientRedisClient } from './redis-client.js';
export type { RedisClient } from './redis-client.js';
