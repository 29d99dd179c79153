/** What a controller of the procedure needs of the shell. */
export { Meta, Person, Who, demand } from './params.js';
export type { MetaFactory, RushiRequest } from './request-context.js';
export { PageQuery, PAGE_MAX, paged, withNext } from './paging.js';
export { etag, requireIfMatch } from './versions.js';
export { Problem } from './problems.js';
export { WithoutIdempotencyKey } from './idempotency.js';
export { CURRENT_PACK } from './current-pack.js';
export type { CurrentPack } from './current-pack.js';
