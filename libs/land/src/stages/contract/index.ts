/** What other stages may know of contract (合同与备案): its commands and its facts, and nothing else. */
export * from './contract.commands.js';
export type * from './contract.events.js';
