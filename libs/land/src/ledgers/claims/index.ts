/** What others may know of the claims (平台报送): their commands and their facts, and nothing else. */
export * from './claims.commands.js';
export type * from './claims.events.js';
