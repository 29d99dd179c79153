import { coded, flag, list, named, object, optional, text } from '../../openapi/schema.js';
import { CHANGE_KINDS } from './watched.js';
import type { Change } from './watched.js';

const CHANGE = named('Change', object<Change>({ kind: coded(CHANGE_KINDS, '什么'), id: text('编号') }));

/** What changed after a position, told at once. */
export type Changes = Readonly<{ items: readonly Change[]; next: string; reset?: boolean }>;
export const CHANGES = named(
  'Changes',
  object<Changes>({
    items: list(CHANGE),
    next: text('下次的 since'),
    reset: optional(flag('遗漏过多，请把已显示的内容全部重新读取')),
  }),
);
