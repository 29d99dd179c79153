import { STATE_NAMES, WORK_NAMES, lineOfItem } from '#land/names';
import type { ReturnItem } from '#land';
import { fen, formatYuan } from '#policy/values';

export { beijingTime as localTime } from '#kernel/messages';

export const yuan = (amount: string): string => `${formatYuan(fen(amount))} 元`;

/** Refusals that end with the notice of a year's holidays. */
const NOTICE_MISSING = ['calendar.year-unknown', 'calendar.provisional'];

/** What a step that stands still waits for; where nothing but a person helps, why it was refused. */
export function parkedText({ code, reason }: Readonly<{ code: string; reason: string }>): string {
  const year = NOTICE_MISSING.includes(code) ? /(\d{4})年放假安排|(\d{4})年的放假安排/.exec(reason) : null;
  return year ? `等待 ${year[1] ?? year[2]} 年放假安排。${reason}` : reason;
}

/** What a piece of work is called; one of another release keeps its key. */
export const workName = (kind: string): string =>
  Object.hasOwn(WORK_NAMES, kind) ? WORK_NAMES[kind]! : kind;

export const stateName = (state: string): string =>
  (STATE_NAMES as Readonly<Record<string, string>>)[state] ?? state;

/** One thing that has to be changed, and the article that asks for it. */
export const itemText = ({ field, opinion, source }: ReturnItem): string =>
  `${lineOfItem({ field, opinion })}${source ? `（${source}）` : ''}`;
