import type { ROOMS } from './procedure.js';

/** Every fact of the procedure: those of all rooms. */
export type LandEvent = NonNullable<(typeof ROOMS)[number]['fact']>;
