/** What other stages may know of quota (指标管控): its commands and its facts, and nothing else. */
export * from './quota.commands.js';
export type * from './quota.events.js';
