/** What a published event of Rushi makes of a lot; pure. An event that says what is known changes nothing. */
import { kindName } from './kinds.js';
import { later } from './days.js';
import type { Day } from './days.js';
import { remarked, reporting, lotId, unchanged } from './lot.js';
import type { Changed, Dispute, Lot, Notice, Ordered, Terms } from './lot.js';
import { refund } from './closing.js';

export type FeedEvent = Readonly<{
  id: string;
  type: string;
  subject: string;
  sequence: string;
  time: string;
  data: Readonly<Record<string, unknown>>;
}>;

const NAMESPACE = 'cn.rushi.';
export const shortName = ({ type }: FeedEvent): string => type.replace(NAMESPACE, '').replace(/\.v\d+$/, '');

export function lotOrdered(event: FeedEvent): Lot {
  const ordered = event.data as unknown as Ordered;
  return {
    id: lotId(ordered.entry, ordered.round),
    ordered,
    stage: 'ordered',
    plan: {},
    holds: [],
    deposits: [],
    bids: [],
    attempts: {},
    remarks: [],
  };
}

const STOPPED = new Set(['sold', 'failed', 'stopped']);

/** @param day Rushi's day now, for what must be answered */
export function hear(lot: Lot, event: FeedEvent, day: Day): Changed {
  const { data } = event;
  const said = data as Readonly<Record<string, string>>;
  switch (shortName(event)) {
    case 'listing.terms-decided': {
      const terms = data as unknown as Terms;
      return unchanged({ ...lot, terms, stage: lot.stage === 'ordered' ? 'ready' : lot.stage });
    }
    case 'listing.announced': {
      const notice = noticeIn(data);
      const isOurs = lot.notice?.announcementNo === notice.announcementNo;
      const known = remarked(
        { ...lot, notice, stage: STOPPED.has(lot.stage) ? lot.stage : 'announced' },
        notice.announcedOn,
        isOurs ? `公告 ${notice.announcementNo} 已发布` : `公告 ${notice.announcementNo} 已由他处发布`,
      );
      return unchanged(known);
    }
    case 'listing.supplemented': {
      const notice = { ...lot.notice!, opensOn: said.opensOn!, closesOn: said.closesOn!, url: said.url! };
      return unchanged(remarked({ ...lot, notice }, said.publishedOn!, `补充公告 ${said.supplementNo}`));
    }
    case 'listing.opened':
      return unchanged(lot.stage === 'announced' ? { ...lot, stage: 'open' } : lot);
    case 'listing.suspended':
      return unchanged(stopClock(lot, said.suspendedOn!, said.cause!));
    case 'listing.resumed': {
      const notice = { ...lot.notice!, closesOn: said.closesOn! };
      return unchanged(
        remarked({ ...lot, paused: undefined, notice }, said.resumedOn!, `恢复交易，截止日 ${said.closesOn}`),
      );
    }
    case 'listing.held':
      return unchanged(
        remarked(
          { ...lot, holds: [...lot.holds, said.burden!] },
          said.on!,
          `宗地受限：${said.organ} ${said.burden}`,
        ),
      );
    case 'listing.hold-lifted':
      return holdLifted(lot, said.burden!, day);
    case 'listing.terminated': {
      const who = said.by === 'platform' ? '交易机构' : '入市办理';
      const stopped = remarked(
        { ...lot, session: undefined, stage: 'stopped' as const },
        day,
        `交易已终止（${who}）`,
      );
      return lot.notice && lot.deposits.length > 0 ? refund(stopped, day) : unchanged(stopped);
    }
    case 'listing.failed':
      return accepted({ ...lot, stage: 'failed' }, said.resultId!, day, '未成交结果已受理');
    case 'result.accepted':
      return accepted({ ...lot, stage: 'sold' }, said.resultId!, day, '成交结果已受理');
    case 'result.voided':
      return unchanged(remarked({ ...lot, stage: 'stopped' }, said.voidedOn!, '成交结果无效'));
    case 'winner.defaulted':
      return unchanged(remarked(lot, said.defaultedOn!, '竞得人逾期未签订合同，保证金不予退还'));
    case 'result.disputed':
      return unchanged(disputed(lot, data as unknown as Told, day));
    case 'result.upheld':
      return unchanged(settled(lot, data as unknown as Told, 'upheld', day));
    case 'result.found-wrong':
      return unchanged(settled(lot, data as unknown as Told, 'wrong', day));
    case 'deposits.refunded':
      return unchanged({ ...lot, refunded: true });
    case 'result.published':
      return unchanged({ ...lot, published: true });
    default:
      return unchanged(lot);
  }
}

type Told = Omit<Dispute, 'state'>;

/** What we told contradicts what Rushi had accepted, which stands until the bureau has looked. */
function disputed(lot: Lot, { dispute, kind, claim, code }: Told, day: Day): Lot {
  const others = (lot.disputes ?? []).filter((one) => one.dispute !== dispute);
  const text = `报送的${kindName(kind)}与已受理的内容矛盾（${code}），由自然资源部门处理`;
  return remarked(
    { ...lot, disputes: [...others, { dispute, kind, claim, code, state: 'open' }] },
    day,
    text,
  );
}

function settled(lot: Lot, told: Told, state: 'upheld' | 'wrong', day: Day): Lot {
  const disputes = (lot.disputes ?? []).map((one) =>
    one.dispute === told.dispute ? { ...one, state, documentNo: told.documentNo } : one,
  );
  const text =
    state === 'upheld' ? '维持已受理的内容' : `已受理的内容确有错误（${told.documentNo}），另行办理`;
  return remarked({ ...lot, disputes }, day, `${kindName(told.kind)}的矛盾已处理：${text}`);
}

function noticeIn(data: FeedEvent['data']): Notice {
  const { announcementNo, announcedOn, opensOn, closesOn, url } = data as unknown as Notice;
  return { announcementNo, announcedOn, opensOn, closesOn, url };
}

/** What runs stands still; a countdown begins anew after the resumption. */
function stopClock(lot: Lot, since: Day, cause: string): Lot {
  const stage = lot.stage === 'closing' || lot.stage === 'live' ? ('open' as const) : lot.stage;
  return remarked({ ...lot, session: undefined, stage, paused: { since, cause } }, since, '交易已中止');
}

function holdLifted(lot: Lot, burden: string, day: Day): Changed {
  const holds = lot.holds.filter((other) => other !== burden);
  const free = remarked({ ...lot, holds }, day, `限制已解除：${burden}`);
  if (holds.length > 0 || !free.paused || !free.notice) return unchanged(free);
  return reporting(unchanged(free), 'resumption', { closesOn: later(free.notice.closesOn, day) });
}

/** What follows from a result that is ours; of another's round its own platform does it. */
function accepted(lot: Lot, resultId: string, day: Day, text: string): Changed {
  const known = remarked({ ...lot, session: undefined }, day, text);
  return lot.result?.resultId === resultId ? publish(refund(known, day), day) : unchanged(known);
}

/** Of a result that Rushi took, or with the fault of disorder before it. */
export function publish(changed: Changed, day: Day): Changed {
  const { lot } = changed;
  if (lot.published || !lot.notice) return changed;
  const body = { round: lot.ordered.round, publishedOn: day, url: lot.notice.url };
  return reporting(changed, 'result-publication', body);
}
