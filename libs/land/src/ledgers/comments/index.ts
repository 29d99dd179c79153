/** What others may know of comments (意见交流): their commands and their facts, and nothing else. */
export * from './comments.commands.js';
export * from './comments.events.js';
