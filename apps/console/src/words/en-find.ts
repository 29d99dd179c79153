import type { zhFind } from './zh-find.js';

/** Waiting, finding and the keyboard. */
export const enFind: Readonly<Record<keyof typeof zhFind, string>> = {
  'case.waits-for': 'Waiting for {{who}}, now “{{state}}”, {{since}}',
  'case.taken': 'taken {{at}}',
};
