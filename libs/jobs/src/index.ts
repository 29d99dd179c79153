export { BullAlarms } from './bull-alarms.js';
export type { AlarmsOptions } from './bull-alarms.js';
