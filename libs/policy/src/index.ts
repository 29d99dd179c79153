export * from './money.js';
export * from './area.js';
export * from './calendar.js';
export * from './explained.js';
