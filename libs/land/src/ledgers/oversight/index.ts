/** What others may know of oversight (督办): its commands and its facts, and nothing else. */
export * from './oversight.commands.js';
export * from './oversight.events.js';
