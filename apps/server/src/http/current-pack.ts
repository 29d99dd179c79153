/**
 * Version of the rules in force for a district, such as `jinan@2026.1`; without one, of the installation's
 * own city.
 */
export type CurrentPack = (district?: string) => string;
export const CURRENT_PACK = Symbol('CurrentPack');
