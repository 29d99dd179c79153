import type { PrintOrder, Printed } from './official.job.js';

export { FORMATS } from './document.js';
export type { OfficialDocument, OfficialFormat } from './document.js';
export type { PrintOrder, Printed } from './official.job.js';

/** The program that sets papers, to be run in a thread. */
export const PRINT_JOB = new URL('./official.job.js', import.meta.url);
/** The same in this thread; its libraries are loaded when the first paper is asked for. */
export const print = async (order: PrintOrder): Promise<Printed> =>
  (await import('./official.job.js')).default(order);
