/**
 * What the settings of a program say of the log, without the client: that is loaded where EVENTSTORE_URL is
 * set, and a start without it is spared its half a thousand modules.
 */
export { DEFAULT_PREFIX, PREFIX, PREFIX_IS } from './address.js';
export { LogUnready } from './unready.js';
