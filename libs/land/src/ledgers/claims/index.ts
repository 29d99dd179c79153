/** What others may know of the claims (对接报送): their commands and their facts, and nothing else. */
export * from './claims.commands.js';
export * from './claims.events.js';
