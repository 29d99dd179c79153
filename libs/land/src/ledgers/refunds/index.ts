/** What others may know of refunds (退款): its commands and its facts, and nothing else. */
export * from './refunds.commands.js';
export * from './refunds.events.js';
