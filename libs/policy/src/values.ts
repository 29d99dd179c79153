/**
 * Money, areas, days and texts, and how they are written: what needs neither packs nor what reads them. A
 * program that only shows what a server says imports this (`#policy/values`) and starts without the rest.
 */
export * from './money.js';
export * from './area.js';
export { capitalYuan } from './capital-money.js';
export { isDay } from './civil.js';
export { instantOf } from './instant.js';
export * from './bytes.js';
export * from './text.js';
export * from './identifiers.js';
export * from './uscc.js';
export * from './telephone.js';
export * from './syntax.js';
export * from './calendar.js';
export { PackErrors } from './pack/errors.js';
export type { PackError } from './pack/errors.js';
export { UNIT_NAMES } from './pack/pack-on.js';
