/** What machines may see, and say: the published language and the feed of it. */
export * from './feed.module.js';
export * from './language/json.js';
export * from './language/promises.js';
export { PUBLICATIONS } from './language/publications.js';
export { NotAsPromised, shaped } from './language/shaped.js';
export * from './out/consumers.js';
export * from './out/feed.js';
export { Published, PublishedProjection, nameIn, schemaId } from './out/published.js';
export type { PublishedEvent } from './out/published.js';
export { Pulse } from './out/pulse.js';
