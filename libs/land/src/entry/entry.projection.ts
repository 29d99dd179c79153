import { Injectable } from '@nestjs/common';
import { Projection, readModel } from '#kernel';
import type { Recorded } from '#kernel';
import { civilDate, parseArea } from '#policy';
import { readingOf, withInitials } from '../shared/initials.js';
import { doubtsIn } from '../shared/terms.js';
import type { Day, DealTerms, Doubted, FenText, Party, Subject } from '../shared/terms.js';
import type { StageName } from './stages.js';
import { STATES } from './states.js';
import type { MovingFact } from './states.js';

export const ENTRY_STATUSES = ['running', 'completed', 'rejected', 'withdrawn', 'lapsed'] as const;
/** What people call them. */
export const STATUS_NAMES = {
  running: '办理中',
  completed: '已办结',
  rejected: '未通过',
  withdrawn: '已撤回',
  lapsed: '已终止',
} as const satisfies Record<(typeof ENTRY_STATUSES)[number], string>;
export type EntryStatus = (typeof ENTRY_STATUSES)[number];

/** What a list and the head of a case file show of an entry. */
export type EntryView = Readonly<{
  subject: Subject;
  village: string;
  deal: DealTerms;
  schemeVersion: number;
  stage: StageName;
  /** What is going on, in one word of {@link STATES}. */
  state: string;
  status: EntryStatus;
  preparedBy: string;
  submittedOn: Day;
  /** Day of the last fact. */
  changedOn: Day;
  buyer?: Party;
  priceFen?: FenText;
  levyFen?: FenText;
  endedBecause?: string;
}> &
  Doubted;

/** What a list of entries may be ordered by, and what people call it. */
export const ENTRY_ORDERS = {
  parcel: '宗地',
  township: '镇（街道）',
  village: '村',
  state: '进展',
  form: '供应方式',
  use: '用途',
  area: '面积',
  buyer: '受让人',
  price: '成交价',
  levy: '调节金',
  submitted: '受理日',
  changed: '最近变化',
} as const;
export type EntryOrder = keyof typeof ENTRY_ORDERS;

export const Entries = readModel<EntryView>('entries');

@Injectable()
export class EntryProjection extends Projection<EntryView, MovingFact> {
  readonly model = Entries;
  readonly handles = Object.keys(STATES) as (keyof typeof STATES)[];

  ids(event: Recorded<MovingFact>): readonly string[] {
    return [event.data.subject.entry];
  }

  evolve(view: EntryView | undefined, event: Recorded<MovingFact>): EntryView | undefined {
    const [stage, state] = STATES[event.type];
    const changedOn = civilDate(event.meta.occurredAt);
    if (event.type === 'SchemeSubmitted') {
      const { subject, version, scheme } = event.data;
      const { village, deal } = scheme;
      return {
        subject,
        village,
        deal,
        schemeVersion: version,
        stage,
        state,
        status: 'running',
        preparedBy: event.meta.actor.person,
        submittedOn: changedOn,
        changedOn,
        ...doubtsIn(event.data),
      };
    }
    // Its end was said already; what trails behind (a listing terminated by the unwinding) does not revive
    // it.
    if (!view || view.status !== 'running') return view;
    return { ...view, stage, state, changedOn, ...details(event) };
  }

  override index(view: EntryView, id: string) {
    const { subject, stage, state, status, submittedOn, village, deal, buyer } = view;
    return {
      keys: {
        district: subject.district,
        township: subject.township,
        parcel: subject.parcel,
        planYear: String(subject.planYear),
        stage,
        state,
        status,
        village,
        form: deal.form,
        use: deal.use.code,
      },
      // The number of an entry begins with the code of its parcel.
      words: withInitials([subject.entry, village, ...(buyer ? [buyer.name] : [])]),
      sort: `${submittedOn} ${id}`,
      orders: ordersOf(view),
    };
  }
}

function details(event: Recorded<MovingFact>): Partial<EntryView> {
  switch (event.type) {
    case 'SchemeRevised':
      return {
        schemeVersion: event.data.version,
        deal: event.data.scheme.deal,
        village: event.data.scheme.village,
        doubts: doubtsIn(event.data).doubts,
      };
    case 'DealConfirmed':
      return { buyer: event.data.buyer, priceFen: event.data.priceFen };
    case 'LevyAssessed':
      return { levyFen: event.data.amountFen };
    case 'EntryCompleted':
      return { status: 'completed' };
    case 'SchemeRejected':
      return { status: 'rejected', endedBecause: event.data.reason };
    case 'SchemeWithdrawn':
      return { status: 'withdrawn', endedBecause: event.data.reason };
    case 'SchemeLapsed':
      return { status: 'lapsed', endedBecause: event.data.reason };
    default:
      return {};
  }
}

/** Digits of the most 分 or square centimetres that anything here costs or takes, with room. */
const FIGURES = 20;
const figures = (amount: bigint | string): string => String(amount).padStart(FIGURES, '0');
/** In the order of the table, which is that of the law. */
const STATES_IN_ORDER = [...new Set(Object.values(STATES).map(([, state]) => state as string))];

function ordersOf({
  subject,
  village,
  state,
  deal,
  ...view
}: EntryView): Readonly<Record<EntryOrder, string>> {
  return {
    parcel: subject.parcel,
    township: subject.township,
    village: readingOf(village),
    state: figures(String(STATES_IN_ORDER.indexOf(state))),
    form: deal.form,
    use: deal.use.code,
    area: figures(parseArea(deal.areaM2)),
    buyer: readingOf(view.buyer?.name ?? ''),
    price: view.priceFen === undefined ? '' : figures(view.priceFen),
    levy: view.levyFen === undefined ? '' : figures(view.levyFen),
    submitted: view.submittedOn,
    changed: view.changedOn,
  };
}
