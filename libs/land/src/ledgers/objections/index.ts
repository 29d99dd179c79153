/** What others may know of the public objections (公众异议): their commands and their facts, and nothing else. */
export * from './objections.commands.js';
export * from './objections.events.js';
