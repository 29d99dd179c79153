import { ENGINE } from '#kernel/messages';
import type { Recorded } from '#kernel';
import { nameOf, stageNameOf, STAGES, STATUS_NAMES, WORK_NAMES } from '#land/names';
import type { Basis, EntryView, Opinion, RegistrationNeed, Scheme } from '#land';
import type { OfficeName } from './offices.js';
import { line, paint } from './output.js';
import type { Io } from './output.js';
import { returnIn } from './becoming.js';
import { dueText, holderOf } from './tasks.js';
import type { Listed } from './tasks.js';
import { itemText, localTime, parkedText, stateName, workName, yuan } from './words.js';

/** An event as the timeline gives it. */
export type TimelineItem = Readonly<{
  id: string;
  position: string;
  type: string;
  stream: string;
  data: Readonly<Record<string, unknown>>;
  meta: Recorded['meta'];
  /** Of whoever acted; whoever has no account any more has none. */
  actorName?: string;
  grounds: readonly Basis[];
}>;

/** A step of the engine's own that the rules refused. */
export type ParkedStep = Readonly<{ id: string; code: string; reason: string }>;

/** What stands beside the entry itself: how it was valued, and what people have to do. */
export type Beside = Readonly<{
  /** What the registration still waits for. */
  needs: readonly RegistrationNeed[];
  appraisal: Scheme['appraisal'];
  tasks: readonly Listed[];
  parked: readonly ParkedStep[];
  today: string;
  officeName: OfficeName;
}>;

export function printEntry(
  io: Io,
  view: EntryView,
  timeline: readonly TimelineItem[],
  beside?: Beside,
): void {
  const {
    subject,
    village,
    deal,
    status,
    stage,
    state,
    schemeVersion,
    submittedOn,
    preparedBy,
    buyer,
    priceFen,
    levyFen,
    endedBecause,
  } = view;
  const stageName = STAGES.find((known) => known.stage === stage)?.zh ?? stage;
  line(
    io,
    paint(
      io,
      'bold',
      `${subject.entry}  ${STATUS_NAMES[status] ?? status}  ${stageName}（${stateName(state)}）`,
    ),
  );
  line(
    io,
    `  ${village}，宗地 ${subject.parcel}，${deal.areaM2} 平方米，${deal.use.name}，${deal.termYears} 年`,
  );
  line(io, `  方案第 ${schemeVersion} 版，${submittedOn} 提交，编制人 ${nameIn(timeline, preparedBy)}`);
  printFigures(io, view, beside);
  if (buyer)
    line(
      io,
      `  受让人 ${buyer.name}` +
        (priceFen ? `，价款 ${yuan(priceFen)}` : '') +
        (levyFen ? `，调节金 ${yuan(levyFen)}` : ''),
    );
  for (const { code, message } of view.doubts ?? [])
    line(io, paint(io, 'yellow', `  疑点 ${code}：${message}`));
  if (endedBecause) line(io, `  终结原因：${endedBecause}`);
  if (state === 'returned') printReturned(io, timeline);
  if (beside) printWaiting(io, beside);
  if (beside) printNeeds(io, beside.needs);
  for (const step of beside?.parked ?? []) line(io, paint(io, 'yellow', `  待人工处理：${parkedText(step)}`));
  for (const [policy, stages] of rulesOf(timeline))
    line(io, `  规则 ${policy}：${stages.join('、')}（各阶段沿用开始时的版本）`);
  line(io);
  for (const item of timeline) printItem(io, item);
}

function printFigures(io: Io, { deal }: EntryView, beside: Beside | undefined): void {
  if (deal.priceFen === undefined) return;
  const { appraisal } = beside ?? {};
  const valued = appraisal
    ? `，评估价 ${yuan(appraisal.valueFen)}（${appraisal.agency}，${appraisal.reportNo}）`
    : '';
  line(io, `  入市价格 ${yuan(deal.priceFen)}${valued}`);
}

/** What must be changed before the scheme goes on. */
function printReturned(io: Io, timeline: readonly TimelineItem[]): void {
  const items = returnIn(timeline)?.items ?? [];
  if (items.length > 0) line(io, paint(io, 'yellow', '  退回意见：'));
  for (const item of items) line(io, `    ${itemText(item)}`);
}

/** Which work waits, for whom, until when; a day that nobody knows yet says what it waits for. */
function printWaiting(io: Io, { tasks, today, officeName }: Beside): void {
  for (const task of tasks) {
    const who = `${officeName(task.office)}，${task.assignee === null ? '待签收' : `${holderOf(task)} 办理`}`;
    const late = task.dueOn !== null && task.dueOn < today;
    line(
      io,
      paint(io, late ? 'red' : 'cyan', `  待办 ${workName(task.kind)}：${who}，期限 ${dueText(task, today)}`),
    );
  }
}

/** What the right cannot be registered without, and what of it is money. */
function printNeeds(io: Io, needs: readonly RegistrationNeed[]): void {
  if (needs.length === 0) return;
  const said = needs.map(
    ({ name, unpaidFen, detail = '' }) =>
      `${name}${detail && `：${detail}`}${unpaidFen === undefined ? '' : `（尚欠 ${yuan(unpaidFen)}）`}`,
  );
  line(io, `  登记还缺：${said.join('、')}`);
}

/** Which version of the rules each stage goes by: that of its first fact. */
function rulesOf(timeline: readonly TimelineItem[]): ReadonlyMap<string, readonly string[]> {
  const stages = new Map<string, string>();
  for (const { stream, meta } of timeline) {
    const known = STAGES.find(({ stage }) => stream.startsWith(`${stage}-`));
    if (known && !stages.has(known.zh)) stages.set(known.zh, meta.policy);
  }
  const rules = new Map<string, string[]>();
  for (const [stage, policy] of stages) rules.set(policy, [...(rules.get(policy) ?? []), stage]);
  return rules;
}

function printItem(io: Io, item: TimelineItem): void {
  const {
    type,
    stream,
    meta: { actor, occurredAt },
  } = item;
  const who =
    actor.role === ENGINE.role
      ? '系统'
      : `${item.actorName ?? actor.person}${actor.onBehalfOf ? `（代 ${actor.onBehalfOf}）` : ''}`;
  line(
    io,
    `  ${paint(io, 'dim', localTime(occurredAt))}  ${stageNameOf(stream).zh}  ` +
      `${nameOf(type).zh}${workOf(stream)}  ${who}`,
  );
  for (const reason of reasonsOf(item)) line(io, paint(io, 'dim', `      ${reason}`));
}

/** People know each other by name, and not by what they type to sign in. */
const nameIn = (timeline: readonly TimelineItem[], person: string): string =>
  timeline.find(({ meta, actorName }) => actorName && meta.actor.person === person)?.actorName ?? person;

/** Which piece of work a task is, from its stream: `task-ENTRY.KIND.ROUND`. */
function workOf(stream: string): string {
  const [, kind = ''] = stream.split('.');
  return stream.startsWith('task-') && Object.hasOwn(WORK_NAMES, kind) ? `：${workName(kind)}` : '';
}

/** Why, and the rule and the source of every figure. */
export function reasonsOf({ data, grounds }: Pick<TimelineItem, 'data' | 'grounds'>): readonly string[] {
  const { reason } = data;
  const answers = (data.opinion as Opinion | undefined)?.answers ?? [];
  const rules = grounds.map(({ what, value, formula, rule, source, confirmed }) => {
    const said = [[what, value].filter(Boolean).join(' '), formula].filter(Boolean).join('：');
    // A source that says itself what is to be confirmed is not followed by the same again.
    const open = !confirmed && !source.endsWith('确认') ? ['尚待确认'] : [];
    return `${said}（${[rule, source, ...open].filter(Boolean).join('，')}）`;
  });
  const said = [
    ...(typeof reason === 'string' ? [`原因：${reason}`] : []),
    ...answers.map(({ code, answer }) => `疑点 ${code} 的说明：${answer}`),
  ];
  return [...said, ...rules];
}
