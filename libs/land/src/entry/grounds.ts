/**
 * What a fact rests on: every number and day in it with its rule and source, so that nobody has to ask where
 * it is from.
 */
import type { Recorded } from '#kernel/messages';
import { ANY_DISTRICT, civilDate, deposit, fen, formatYuan, termOf, votePasses } from '#policy';
import type { CodeSystem, Explained, Pack, PackOn, RuleValue } from '#policy';
import { provisionalNote } from '../clocks/open-days.rules.js';
import type { MayBeOpen } from '../clocks/open-days.rules.js';
import type { LandEvent } from '../procedure.js';
import type { Scheme } from '../stages/scheme/scheme.events.js';
import { FORM_NAMES } from '../shared/terms.js';

/** `value` is absent where the formula ends in it, `rule` where a document and not the pack decided. */
export type Basis = Readonly<{
  what: string;
  value?: string;
  formula?: string;
  rule?: string;
  source: string;
  confirmed: boolean;
}>;

/**
 * `since` is the field with the day from which the clock counts: its row is that day's. Without one it counts
 * from the day of the fact.
 */
type Days = readonly (readonly [path: string, what: string, rule: string, since?: string])[];

/** Days that a clock of the pack set. */
const DAYS: Readonly<Partial<Record<LandEvent['type'], Days>>> = {
  ReviewOpened: [
    ['opinionDueOn', '联审意见期限', 'procedure.modification-opinion', 'reportedOn'],
    ['earliestNoticeOn', '最早公告日', 'procedure.report-before-notice', 'reportedOn'],
  ],
  ApprovalGranted: [['earliestNoticeOn', '最早公告日', 'procedure.report-before-notice']],
  QuotaReserved: [['expiresOn', '指标预占届满', 'quota.reserve-expiry']],
  ListingSold: [
    ['refundBy', '退还保证金期限', 'listing.deposit-refund', 'closedOn'],
    ['publishBy', '公布结果期限', 'listing.result-publication', 'closedOn'],
  ],
  ListingAnnounced: [['opensOn', '开始不早于', 'listing.notice', 'announcedOn']],
  NoticeSupplemented: [['opensOn', '开始不早于', 'listing.notice', 'publishedOn']],
  ListingFailed: [
    ['refundBy', '退还保证金期限', 'listing.deposit-refund', 'closedOn'],
    ['publishBy', '公布结果期限', 'listing.result-publication', 'closedOn'],
  ],
  DealPublished: [['publicUntil', '公示至', 'procedure.deal-publication', 'publishedOn']],
  DealConfirmed: [['signBy', '签订合同期限', 'listing.contract', 'confirmedOn']],
  PriceOverdue: [['defaultOn', '可以解除合同之日', 'contract.default', 'dueOn']],
  LevyNoticeIssued: [['dueOn', '缴款期限', 'levy.due', 'issuedOn']],
  DistributionPublished: [['publicUntil', '公示至', 'distribution.publication', 'publishedOn']],
  RegistrationReady: [['decideBy', '登记办结期限', 'registration.decision']],
  TenureOpened: [
    ['schedule.idleFeeOn', '可征收闲置费之日', 'tenure.idle-fee-years', 'schedule.startBy'],
    ['schedule.idleReturnOn', '可收回之日', 'tenure.idle-return-years', 'schedule.startBy'],
  ],
  ConstructionExcused: [
    ['schedule.idleFeeOn', '可征收闲置费之日', 'tenure.idle-fee-years', 'schedule.startBy'],
    ['schedule.idleReturnOn', '可收回之日', 'tenure.idle-return-years', 'schedule.startBy'],
  ],
};

/** What an explained figure is called where it stands. */
const FIGURES: Readonly<Record<string, string>> = {
  levy: '调节金',
  deedTax: '契税',
  fee: '土地闲置费',
  priceBack: '退还价款',
  interest: '逾期违约金',
  shares: '国库分成',
  lateRate: '逾期付款违约金（每日）',
  guarantee: '履约保证金',
  rentBack: '退还租金',
  minimum: '保底分红',
};

/** A delay that the government caused is no idleness. */
const LIFTED = '城市房地产管理法第二十六条但书；闲置土地处置办法第八条';

/** How deep explained figures lie in a fact: an event is flat, its parts hold one more. */
const DEPTH_MAX = 3;

export function groundsOf(event: Recorded<LandEvent>, version: Pack | undefined): readonly Basis[] {
  const explained = figuresIn(
    event.type.startsWith('Scheme') ? event.data : { ...event.data, doubts: undefined },
    '',
    DEPTH_MAX,
  );
  const pack = version?.on(civilDate(event.meta.occurredAt), districtIn(event));
  return pack
    ? [
        ...explained,
        ...daysOf(event, pack),
        ...openParts(event, pack),
        ...taskClock(event, pack),
        ...computed(event, pack),
      ]
    : explained;
}

/** A fact about no entry rests on the rows of the whole city. */
const districtIn = ({ data }: Recorded<LandEvent>): string =>
  ('subject' in data ? data.subject?.district : undefined) ?? ANY_DISTRICT;

type Data = Readonly<Record<string, unknown>>;
const isData = (value: unknown): value is Data =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined;

/** Formulas, findings and items: whatever in the fact names its source. */
function figuresIn(value: unknown, name: string, depth: number): readonly Basis[] {
  if (depth < 0) return [];
  if (Array.isArray(value)) return value.flatMap((part: unknown) => figuresIn(part, name, depth - 1));
  if (!isData(value)) return [];
  const source = text(value.source);
  const said = text(value.formula) ?? text(value.message) ?? text(value.opinion) ?? text(value.rate);
  if (source !== undefined && said !== undefined) {
    const rule = text(value.rule);
    return [
      {
        what: text(value.item) ?? text(value.field) ?? FIGURES[name] ?? '',
        formula: said,
        ...(rule === undefined ? {} : { rule }),
        source,
        confirmed: value.confirmed !== false,
      },
    ];
  }
  return Object.entries(value).flatMap(([key, part]) =>
    figuresIn(part, key === 'explanation' ? name : key, depth - 1),
  );
}

function daysOf({ type, data }: Recorded<LandEvent>, pack: PackOn): readonly Basis[] {
  const at = (path: string) =>
    text(path.split('.').reduce<unknown>((part, key) => (isData(part) ? part[key] : undefined), data));
  return (DAYS[type] ?? []).flatMap(([path, what, rule, since]) => {
    const [day, from] = [at(path) ?? openWords(data, path), since === undefined ? undefined : at(since)];
    return day === undefined
      ? []
      : [basisOf(what, day, (from === undefined ? pack : pack.on(from)).value(rule))];
  });
}

/** Of a day that waits for a holiday notice; of the first, where a schedule has several. */
function openWords(data: Data, field: string): string | undefined {
  const { provisional = [] } = data as MayBeOpen;
  const [open] = provisional.filter(
    (day) => day.field === field || (field === 'dueOn' && day.field === 'schedule' && day.part === 1),
  );
  return open && `${provisionalNote(open.year)}，不早于 ${open.earliest}`;
}

/** The clock by which the first part of a levy falls due. */
const LEVY_CLOCK = 'levy.due';

/** Parts of a levy, most of them of later years: one line for all of them. */
function openParts({ type, data }: Recorded<LandEvent>, pack: PackOn): readonly Basis[] {
  const parts =
    type === 'LevyNoticeIssued' ? (data.provisional ?? []).filter(({ part = 1 }) => part > 1) : [];
  const [first, last] = [parts[0], parts.at(-1)];
  if (!first || !last) return [];
  return [
    basisOf(
      `第 ${first.part} 至 ${last.part} 期缴款期限`,
      `${provisionalNote(first.year)}，第 ${first.part} 期不早于 ${first.earliest}，其后各期以当年安排为准`,
      pack.on(first.start).value(LEVY_CLOCK),
    ),
  ];
}

/** A person's work runs by the clock that its kind names. */
function taskClock({ type, data }: Recorded<LandEvent>, pack: PackOn): readonly Basis[] {
  if (type !== 'TaskOpened') return [];
  const day = data.dueOn ?? openWords(data, 'dueOn');
  return day === undefined
    ? []
    : [basisOf('办理期限', day, (data.since === undefined ? pack : pack.on(data.since)).value(data.clock))];
}

/** A day that a clock set, explained by its row. */
export const basisOf = (
  what: string,
  value: string,
  { key, title, value: amount, unit, source, confirmed }: RuleValue,
): Basis => ({
  what,
  value,
  formula: `${title} ${String(amount)}${unit === 'working-day' ? ' 个工作日' : unit === 'year' ? ' 年' : ' 日'}`,
  rule: key,
  source,
  confirmed,
});

/** Numbers that a fact holds plain and a rule of the pack gives again. */
function computed({ type, data }: Recorded<LandEvent>, pack: PackOn): readonly Basis[] {
  switch (type) {
    case 'SchemeSubmitted':
    case 'SchemeRevised':
      return schemeBases(data.scheme, pack);
    case 'ListingOrdered':
      return [
        computedBy(
          '最低保证金',
          deposit(pack, fen(data.deal.priceFen)),
          `${formatYuan(fen(data.depositFen))} 元`,
        ),
      ];
    case 'IdleFindingLifted':
      return [
        {
          what: '撤销闲置认定',
          formula: `政府原因顺延 ${data.days} 日（${data.documentNo}）`,
          source: LIFTED,
          confirmed: true,
        },
      ];
    case 'IdleFeeVoided':
      return [
        {
          what: '土地闲置费不再收取',
          formula: `${data.reason}（${data.documentNo}）`,
          source: '文书',
          confirmed: true,
        },
      ];
    case 'RegistrationReady':
      return pack.gates.map(({ key, title, source, confirmed }) => ({
        what: '登记条件',
        formula: title,
        rule: key,
        source,
        confirmed,
      }));
    default:
      return [];
  }
}

function schemeBases({ resolution, deal }: Scheme, pack: PackOn): readonly Basis[] {
  const { basis, total, present, yes, noticeOn, heldOn } = resolution;
  const use = pack.useCode(deal.use.system as CodeSystem, deal.use.code)?.use;
  return [
    computedBy(
      '表决',
      votePasses(pack, { basis, total, attended: present, yes, noticedOn: noticeOn, heldOn }),
    ),
    ...(use
      ? [computedBy('使用期限', termOf(pack, { use, form: FORM_NAMES[deal.form], years: deal.termYears }))]
      : []),
  ];
}

const computedBy = (
  what: string,
  { formula, rule, source, confirmed }: Explained<unknown>,
  value?: string,
): Basis => ({ what, ...(value === undefined ? {} : { value }), formula, rule, source, confirmed });
