/** What the operator has Rushi told of a lot, and the points of the judges; pure. */
import type { Now } from './bidding.js';
import { close } from './closing.js';
import type { Day } from './days.js';
import { effective, remarked, reporting, unchanged } from './lot.js';
import type { Changed, Lot } from './lot.js';
import { Refused } from './refused.js';

export const VOID_CAUSES = {
  'false-documents': '提供虚假文件或者隐瞒事实',
  bribery: '行贿',
  collusion: '恶意串通',
} as const;

const POINTS = /^(\d{1,3})(?:\.(\d{1,2}))?$/;
const HUNDREDTHS = 100;
export const POINTS_MAX = 100;

/** What changes of a notice, and its new days; whether they are lawful says Rushi. @throws Refused */
export function supplement(
  lot: Lot,
  { reason, opensOn, closesOn }: Readonly<{ reason: string; opensOn: Day; closesOn: Day }>,
  { day }: Now,
): Changed {
  if (lot.stage !== 'announced' || !lot.notice)
    throw new Refused('not-announced', '补充公告只能在公告之后、交易开始之前发布。');
  const number = (lot.attempts.supplements ?? 0) + 1;
  const { announcementNo, url } = lot.notice;
  const supplementNo = `${announcementNo}补${number}`;
  return reporting(unchanged(lot), 'supplements', {
    ...{ supplementNo, publishedOn: day, opensOn, closesOn, reason, url },
  });
}

/** 39号令 第二十五条: a winner that had cheated. @throws Refused */
export function voidResult(
  lot: Lot,
  { cause, documentNo, reason }: Readonly<{ cause: string; documentNo: string; reason: string }>,
): Changed {
  if (lot.stage !== 'sold') throw new Refused('not-sold', '只有已成交的标的可以认定成交无效。');
  if (!Object.hasOwn(VOID_CAUSES, cause)) throw new Refused('setting-malformed', '请选择成交无效的情形。');
  return reporting(unchanged(lot), 'voidance', { cause, documentNo, reason });
}

/** 综合评价: the judges' points of every tender, and with them the winner. @throws Refused */
export function judge(lot: Lot, given: (bidder: string) => string, { day }: Now): Changed {
  if (lot.paused || lot.holds.length > 0) throw new Refused('lot-paused', '交易已中止，恢复后再行评标。');
  if (lot.stage !== 'judging') throw new Refused('too-late', '该标的现在不在评标阶段。');
  const points = Object.fromEntries(
    effective(lot).bids.map(({ bidder }) => [bidder, hundredthsOf(given(bidder))]),
  );
  return close(remarked({ ...lot, points }, day, '评标结束'), day);
}

function hundredthsOf(text: string): number {
  const [, whole, part = ''] = POINTS.exec(text) ?? [];
  const hundredths = Number(whole) * HUNDREDTHS + Number(part.padEnd(2, '0'));
  if (whole === undefined || hundredths > POINTS_MAX * HUNDREDTHS)
    throw new Refused('setting-malformed', `每份投标应评 0 至 ${POINTS_MAX} 分，最多两位小数。`);
  return hundredths;
}

/** `96.50` */
export const pointsText = (hundredths: number): string => (hundredths / HUNDREDTHS).toFixed(2);
